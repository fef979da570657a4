/** @module Why a projection does not show a formula, in words. */
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { WhyNot } from "../../../engine/idioms/lens.ts";

export function useWhyNotWords(): (whyNot: WhyNot) => string {
  const { t } = useTranslation("projections");
  return useCallback(({ code, facts }) => t(`whyNot.${code}`, { ...facts }), [t]);
}
