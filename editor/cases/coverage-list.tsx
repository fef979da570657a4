/** @module What the cases of a node should show, and what none of them does; each gap can get a case of its own. */
import { PlusOutlined } from "@ant-design/icons";
import { App, Button, Checkbox, Empty, Progress } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { TargetCoverage } from "../evaluation/answers.ts";
import { useEvaluation } from "../evaluation/evaluation-store.ts";
import { proposeCases } from "../evaluation/follow.ts";
import { useLanguage } from "../messages/index.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { proposedCase } from "./proposed-case.ts";
import { targetWords } from "./target-words.ts";
import { useCaseEdits } from "./use-case-edits.ts";
import { useNode } from "./use-node.ts";

export function CoverageList({ node }: { readonly node: string }): ReactNode {
  const { t } = useTranslation("cases");
  const language = useLanguage();
  const { message } = App.useApp();
  const readOnly = useWorkspace((state) => state.readOnly);
  const view = useNode(node);
  const coverage = useEvaluation((state) => state.coverage.get(node));
  const edits = useCaseEdits();
  const [gapsOnly, setGapsOnly] = useState(true);
  const [searching, setSearching] = useState<string | null>(null);
  if (coverage === undefined || view === null) return null;
  const { targets, covered, total } = coverage;
  if (targets.length === 0) return <Empty description={t("coverageNone")} />;
  // Not every formula can meet a tie, so a missing one is no gap.
  const shown = targets.filter(({ hits, kind }) => !gapsOnly || (hits === 0 && kind !== "tie"));

  const addFor = async (target: TargetCoverage): Promise<void> => {
    setSearching(keyOf(target));
    try {
      const [found] = await proposeCases(node, target);
      if (found === undefined) message.warning(t("notFound"));
      else edits.propose([proposedCase(found, view)]);
    } finally {
      setSearching(null);
    }
  };
  return (
    <div className="cases-coverage">
      <div className="cases-coverage-head">
        <Progress
          percent={total === 0 ? 100 : Math.floor((covered / total) * 100)}
          size="small"
          aria-label={t("coverage")}
        />
        <span>{t("coverageSummary", { covered, total })}</span>
        <Checkbox checked={gapsOnly} onChange={({ target }) => setGapsOnly(target.checked)}>
          {t("uncoveredOnly")}
        </Checkbox>
      </div>
      {shown.length === 0 ? <Empty description={t("coverageAll")} /> : null}
      <ul className="cases-items">
        {shown.map((target) => (
          <li key={keyOf(target)} className={target.hits === 0 ? "cases-gap" : ""}>
            <span>{targetWords(target, view.node.value, view.score, view.visible, language)}</span>
            {target.hits > 0 ? (
              <small title={target.cases.join(" ")}>{t("hits", { count: target.hits })}</small>
            ) : (
              <Button
                size="small"
                icon={<PlusOutlined />}
                disabled={readOnly || searching !== null}
                loading={searching === keyOf(target)}
                onClick={() => void addFor(target)}
              >
                {t("addFor")}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function keyOf({ formula, at, kind, side }: TargetCoverage): string {
  return `${formula} ${at} ${kind} ${side}`;
}
