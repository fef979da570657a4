/** @module What no case of the set shows, by indicator; the engine's proposals for all of it in one press. */
import { CheckOutlined } from "@ant-design/icons";
import { Button, Empty, Progress } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Case } from "../../engine/cases/case.ts";
import { type DocumentNode, treeOf } from "../document/nodes.ts";
import { useEvaluation } from "../evaluation/evaluation-store.ts";
import { proposeCases } from "../evaluation/follow.ts";
import { useText } from "../messages/index.ts";
import { useOpenNode } from "../workspace/use-open-node.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { proposedCase } from "./proposed-case.ts";
import { useCaseEdits } from "./use-case-edits.ts";
import { nodeViewOf } from "./use-node.ts";

export interface NodeGaps {
  readonly node: DocumentNode;
  /** Places that no case reaches, ties left out. */
  readonly count: number;
}

export function useGaps(): readonly NodeGaps[] {
  const document = useWorkspace((state) => state.document);
  const statuses = useEvaluation((state) => state.nodes);
  return useMemo(
    () =>
      treeOf(document).nodes.flatMap((node) => {
        const count = statuses.get(node.id)?.uncovered ?? 0;
        return count > 0 ? [{ node, count }] : [];
      }),
    [document, statuses],
  );
}

export function GapsOfSet(): ReactNode {
  const { t } = useTranslation("cases");
  const text = useText();
  const gaps = useGaps();
  const readOnly = useWorkspace((state) => state.readOnly);
  const edits = useCaseEdits();
  const openNode = useOpenNode();
  /** Indicators searched so far; `null` while nothing is searched for. */
  const [searched, setSearched] = useState<number | null>(null);
  const [found, setFound] = useState<number | null>(null);

  const fill = async (): Promise<void> => {
    const cases: Case[] = [];
    setFound(null);
    try {
      for (const [index, { node }] of gaps.entries()) {
        setSearched(index);
        const view = nodeViewOf(useWorkspace.getState().document, node.id);
        if (view === null) continue;
        const proposals = await proposeCases(node.id);
        cases.push(...proposals.map((one) => proposedCase(one, view)));
      }
      if (cases.length > 0) edits.propose(cases);
      setFound(cases.length);
    } finally {
      setSearched(null);
    }
  };
  return (
    <section className="cases-review">
      {found === null ? null : <p role="status">{t("gapsFound", { count: found })}</p>}
      {gaps.length === 0 ? (
        <Empty description={t("gapsNone")} />
      ) : (
        <>
          <p>{t("gapsText")}</p>
          {readOnly ? null : (
            <Button
              icon={<CheckOutlined />}
              loading={searched !== null}
              onClick={() => void fill()}
            >
              {t("gapsFill")}
            </Button>
          )}
          {searched === null ? null : (
            <Progress
              aria-label={t("searching")}
              percent={Math.floor((searched / gaps.length) * 100)}
              size="small"
            />
          )}
        </>
      )}
      <ul className="cases-items">
        {gaps.map(({ node, count }) => (
          <li key={node.id} className="review-case">
            <header>
              <strong>
                {node.id} {text(node.name)}
              </strong>
              <small>{t("gapsCount", { count })}</small>
              <Button size="small" onClick={() => openNode(node.id)}>
                {t("reviewOpen")}
              </Button>
            </header>
          </li>
        ))}
      </ul>
    </section>
  );
}
