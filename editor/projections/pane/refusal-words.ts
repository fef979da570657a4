/** @module Why an operation is refused, in words. */
import { useTranslation } from "react-i18next";
import type { Refusal } from "../../formula/operations/edited.ts";

export function useRefusalWords(): (refusal: Refusal) => string {
  const { t } = useTranslation("projections");
  return ({ code, facts }) => t(`refusals.${code}`, { ...facts });
}
