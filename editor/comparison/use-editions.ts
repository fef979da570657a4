/** @module What the two sides are called at the head of a column. */
import { useTranslation } from "react-i18next";
import { editionOf } from "./sides.ts";
import type { OpenComparison } from "./use-comparison.ts";

/** Editions where they differ, else "before" and "now". */
export function useEditions({ before, after }: OpenComparison): readonly [string, string] {
  const { t } = useTranslation("comparison");
  const [old, now] = [before === null ? "" : editionOf(before), editionOf(after)];
  return old === now || old === "" || now === "" ? [t("was"), t("is")] : [old, now];
}
