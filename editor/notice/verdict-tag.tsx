/** @module In one word, what became of an item's text. */
import { useTranslation } from "react-i18next";
import type { Verdict } from "./difference.ts";

export type Outcome = Verdict | "new" | "gone";

export const OUTCOMES: readonly Outcome[] = [
  "unmarked-change",
  "changed",
  "marked-same",
  "new",
  "gone",
  "same",
];

export function VerdictTag({ outcome }: { readonly outcome: Outcome }) {
  const { t } = useTranslation("notice");
  return <span className={`verdict is-${outcome}`}>{t(`outcomes.${outcome}`)}</span>;
}
