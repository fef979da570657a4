/** @module A word of the page within a formula. */
import type { ParseKeys } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

/** A part of its own: most places of a formula say nothing in words, and asking for them at each of them costs. */
export function Words({ of }: { readonly of: ParseKeys<"projections"> }): ReactNode {
  const { t } = useTranslation("projections");
  return t(of);
}
