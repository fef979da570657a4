/** @module The value that a node has for the case or city that is shown. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormulaView } from "../formula-view.ts";
import { valueText } from "./value-text.ts";

export function ValueChip({
  at,
  share = false,
}: {
  readonly at: string;
  /** Reads as a percent. */
  readonly share?: boolean;
}): ReactNode {
  const { values, showValues } = useFormulaView();
  if (!showValues || values === null) return null;
  if (values.problem?.at === at) {
    return <span className="fx-value fx-value-broken">{values.problem.words}</span>;
  }
  const value = values.at.get(at);
  if (value === undefined) return null;
  if (typeof value === "boolean") return <Truth value={value} />;
  const text = Array.isArray(value) ? <Listed count={value.length} /> : valueText(value, share);
  if (text === null) return null;
  return <span className={value === null ? "fx-value fx-value-broken" : "fx-value"}>{text}</span>;
}

function Truth({ value }: { readonly value: boolean }): ReactNode {
  const { t } = useTranslation("projections");
  return (
    <span className={`fx-value fx-value-${value}`} title={t(`words.${value}`)}>
      {value ? "✓" : "✗"}
    </span>
  );
}

function Listed({ count }: { readonly count: number }): ReactNode {
  const { t } = useTranslation("projections");
  return t("listed", { count });
}
