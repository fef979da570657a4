/** @module What the engine says about a formula, as its projections show it: values, gaps, findings. */
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { JsonValue } from "../../../engine/json/json-value.ts";
import { explainTrace } from "../../../engine/language/explain.ts";
import { findingSentence, messagesIn } from "../../../engine/language/sentence.ts";
import type { FormulaPlace } from "../../document/rule-document.ts";
import { useFailure, useFormulaFindings, useTargets, useTraces } from "../../evaluation/hooks.ts";
import { useLanguage } from "../../messages/index.ts";
import type { FormulaGap, FormulaView } from "../formula-view.ts";
import { HOLE } from "../notation/notation.ts";

export type FormulaFacts = Pick<FormulaView, "values" | "explain" | "gaps" | "findings">;

export function useFormulaFacts(place: FormulaPlace): FormulaFacts {
  const { t } = useTranslation("projections");
  const language = useLanguage();
  const traces = useTraces(place);
  const failure = useFailure(place);
  const targets = useTargets(place);
  const placed = useFormulaFindings(place);

  const values = useMemo(() => {
    if (failure !== undefined) {
      const words =
        messagesIn(language).problems[String(failure.problem)] ?? String(failure.problem);
      return { at: new Map<string, JsonValue>(), problem: { at: String(failure.at ?? ""), words } };
    }
    if (traces.size === 0) return null;
    const at = new Map<string, JsonValue>();
    for (const [where, list] of traces) {
      // Inside a list a place has a value for each element: none is the one to show.
      const [only] = list;
      if (only !== undefined)
        at.set(where, list.length === 1 ? only.value : { length: list.length });
    }
    return { at, problem: null };
  }, [traces, failure, language]);

  const explain = (at: string): string | null => {
    if (values?.problem?.at === at) return values.problem.words;
    // Inside a list a place has a value for each element: none is the one to explain.
    const [only, ...others] = traces.get(at) ?? [];
    return only === undefined || others.length > 0 ? null : explainTrace(only, language);
  };

  const gaps = useMemo(() => {
    const messages = messagesIn(language);
    const found = new Map<string, FormulaGap[]>();
    for (const target of targets) {
      const { at, kind, side, hits } = target;
      if (hits > 0 || kind === "tie") continue;
      const words = `${messages.targets[kind] ?? kind}${messages.colon}${messages.sides[side] ?? side}`;
      found.set(at, [...(found.get(at) ?? []), { words, target }]);
    }
    return found;
  }, [targets, language]);

  const findings = useMemo(
    () =>
      placed.map(({ finding, at }) => ({
        at,
        severity: finding.severity,
        code: finding.code,
        words:
          finding.facts.operator === HOLE ? t("holeFound") : findingSentence(finding, language),
      })),
    [placed, language, t],
  );
  return { values, explain, gaps, findings };
}
