/** @module Cases whose score moves, the largest difference first; computed in the worker, with progress. */

import { Button, Progress } from "antd";
import { proxy } from "comlink";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { CaseEffect } from "../../../engine/compare/case-effects.ts";
import { useText } from "../../messages/index.ts";
import { ProblemAlert } from "../../ui/problem-alert.tsx";
import { comparing } from "../comparing.ts";
import type { OpenComparison } from "../use-comparison.ts";
import type { CaseEffectReport } from "../worker.ts";
import { bySize, EffectTable } from "./effect-table.tsx";

type State =
  | { readonly kind: "running"; readonly done: number; readonly all: number }
  | { readonly kind: "cancelled" }
  | { readonly kind: "failed"; readonly problem: unknown }
  | { readonly kind: "done"; readonly report: CaseEffectReport };

export function CaseEffects({ open }: { readonly open: OpenComparison }) {
  const [attempt, setAttempt] = useState(0);
  return <Computed key={attempt} open={open} onAgain={() => setAttempt(attempt + 1)} />;
}

function Computed({
  open: { before, after },
  onAgain: again,
}: {
  readonly open: OpenComparison;
  readonly onAgain: () => void;
}) {
  const { t } = useTranslation("comparison");
  const text = useText();
  const [state, setState] = useState<State>({ kind: "running", done: 0, all: 0 });
  useEffect(() => {
    if (before === null) return undefined;
    let stale = false;
    const tell = (next: State): void => {
      if (!stale) setState(next);
    };
    tell({ kind: "running", done: 0, all: 0 });
    const progress = proxy((done: number, all: number) => tell({ kind: "running", done, all }));
    comparing()
      .caseEffects(before, after, progress)
      .then(
        (report) => tell(report === null ? { kind: "cancelled" } : { kind: "done", report }),
        (problem: unknown) => tell({ kind: "failed", problem }),
      );
    return () => {
      stale = true;
      void comparing().cancelEffects();
    };
  }, [before, after]);

  return (
    <section aria-labelledby="case-effects">
      <h2 id="case-effects">{t("effect.cases")}</h2>
      {state.kind === "running" ? (
        <div className="effect-running">
          <Progress
            aria-label={t("effect.computing")}
            percent={state.all === 0 ? 0 : Math.floor((100 * state.done) / state.all)}
          />
          <span role="status" className="dim">
            {t("effect.progress", { done: state.done, all: state.all })}
          </span>
          <Button size="small" onClick={() => void comparing().cancelEffects()}>
            {t("effect.cancel")}
          </Button>
        </div>
      ) : state.kind === "failed" ? (
        <ProblemAlert problem={state.problem} onRetry={again} />
      ) : state.kind === "cancelled" ? (
        <p>
          {t("effect.cancelled")} <Button onClick={again}>{t("effect.again")}</Button>
        </p>
      ) : (
        <>
          <p role="status">
            {t("effect.casesMoved", {
              count: state.report.effects.length,
              all: state.report.cases,
            })}{" "}
            {state.report.added > 0 && t("effect.casesAdded", { count: state.report.added })}
          </p>
          <EffectTable
            label={t("effect.cases")}
            head={t("effect.case")}
            rows={bySize(
              state.report.effects.map((one: CaseEffect) => ({
                ...one,
                key: one.id,
                name: text(one.name),
                place: one.node,
              })),
            )}
          />
        </>
      )}
    </section>
  );
}
