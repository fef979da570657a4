/** @module The cases of a node: grid, coverage and proposals; of the root, the cases of whole cities. */
import { Alert, Empty, Tabs } from "antd";
import { type KeyboardEvent, type ReactNode, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { treeOf } from "../document/nodes.ts";
import { useEvaluation } from "../evaluation/evaluation-store.ts";
import { useLookAt } from "../evaluation/looked-at.ts";
import { matchesWish } from "../ui/pinyin.ts";
import { useSameItems } from "../ui/same-items.ts";
import { useNarrow } from "../ui/use-narrow.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { AcceptedReview } from "./accepted-review.tsx";
import { CaseCards } from "./case-cards.tsx";
import { CaseDetails } from "./case-details.tsx";
import { casesOf, casesOfNode } from "./case-places.ts";
import { caseRow } from "./case-rows.ts";
import { CaseTable } from "./case-table.tsx";
import { type CaseFilter, CaseTools } from "./case-tools.tsx";
import { CoverageList } from "./coverage-list.tsx";
import { FailingOfSet, useFailingCases } from "./failing-of-set.tsx";
import { GapsOfSet, useGaps } from "./gaps-of-set.tsx";
import { Proposals } from "./proposals.tsx";
import "./cases.css";

/** @param node id of the node; the root's cases are those of whole cities */
export function CasesPane({ node }: { readonly node: string }): ReactNode {
  const { t } = useTranslation("cases");
  /** `null` where the document has no such node. */
  const isRoot = useWorkspace(({ document }) => {
    const found = treeOf(document).byId.get(node);
    return found === undefined ? null : found.parent === null;
  });
  useLookAt(node);
  const items = useMemo(() => {
    const grid = <CaseList node={node} isRoot={isRoot === true} key={node} />;
    if (isRoot === true)
      return [
        { key: "cases", label: t("wholeCity"), children: grid },
        { key: "failing", label: <FailingTitle />, children: <FailingOfSet /> },
        { key: "gaps", label: <GapsTitle />, children: <GapsOfSet /> },
        { key: "review", label: <ReviewTitle />, children: <AcceptedReview /> },
      ];
    return [
      { key: "cases", label: t("title"), children: grid },
      {
        key: "coverage",
        label: <CoverageTitle node={node} />,
        children: <CoverageList node={node} />,
      },
      { key: "proposals", label: t("proposals"), children: <Proposals node={node} key={node} /> },
    ];
  }, [node, isRoot, t]);
  if (isRoot === null) return <Empty description={t("none")} />;
  return <Tabs className="cases-pane" size="small" items={items} />;
}

function FailingTitle(): ReactNode {
  const { t } = useTranslation("cases");
  return t("failingOfSet", { count: useFailingCases().length });
}

function GapsTitle(): ReactNode {
  const { t } = useTranslation("cases");
  const count = useGaps().reduce((sum, one) => sum + one.count, 0);
  return t("gapsOfSet", { count });
}

function ReviewTitle(): ReactNode {
  const { t } = useTranslation("cases");
  const count = useWorkspace(
    ({ document }) => casesOf(document).filter(({ case: one }) => one.worked === "accepted").length,
  );
  return t("filterAccepted", { count });
}

function CoverageTitle({ node }: { readonly node: string }): ReactNode {
  const { t } = useTranslation("cases");
  const coverage = useEvaluation((state) => state.coverage.get(node));
  const numbers = coverage === undefined ? "" : ` ${coverage.covered}/${coverage.total}`;
  return t("coverage") + numbers;
}

function CaseList({
  node,
  isRoot,
}: {
  readonly node: string;
  readonly isRoot: boolean;
}): ReactNode {
  const { t } = useTranslation("cases");
  const narrow = useNarrow();
  const owner = isRoot ? null : node;
  const cases = useWorkspace(
    useSameItems(({ document }) => casesOfNode(document, owner).map((placed) => placed.case)),
  );
  const [filter, setFilter] = useState<CaseFilter>("all");
  const [wish, setWish] = useState("");
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<string | null>(null);
  const answers = useEvaluation(
    useSameItems((state) => cases.map(({ id }) => state.cases.get(id))),
  );
  const rows = cases.map((one, index) => caseRow(one, answers[index]));
  const failing = rows.filter(({ answer }) => answer?.passed === false);
  const accepted = rows.filter(({ case: { worked } }) => worked === "accepted");
  const kept = filter === "failing" ? failing : filter === "accepted" ? accepted : rows;
  const shown = kept.filter(({ case: { id, name, basis } }) =>
    matchesWish(wish, [id, name.zh, name.en, basis]),
  );
  const show = useCallback((id: string): void => {
    useWorkspace.getState().chooseCase(id);
    setOpen(id);
  }, []);

  /** F8 opens the next case that fails, where Enter takes over what came (editor.md 4.4); Shift+F8 the one before. */
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "F8" || failing.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const now = failing.findIndex(({ case: { id } }) => id === (open ?? chosenNow()));
    const step = event.shiftKey ? -1 : 1;
    const from = now < 0 && step < 0 ? 0 : now;
    const next = failing[(from + step + failing.length) % failing.length];
    if (next !== undefined) show(next.case.id);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its fields and cells have the focus; the drawer is its child too.
    <div className="cases-list" onKeyDown={onKey}>
      <Health
        failing={failing.length}
        total={rows.length}
        known={rows.every(({ answer }) => answer !== undefined)}
      />
      <CaseTools
        node={owner}
        total={rows.length}
        failing={failing.length}
        accepted={accepted.length}
        filter={filter}
        onFilter={setFilter}
        wish={wish}
        onWish={setWish}
        marked={marked}
        onMark={setMarked}
        onOpen={show}
      />
      {shown.length === 0 ? (
        <Empty description={rows.length === 0 ? t("noneText") : t("noneFound")} />
      ) : narrow || isRoot ? (
        <CaseCards rows={shown} onOpen={show} />
      ) : (
        <CaseTable node={node} rows={shown} marked={marked} onMark={setMarked} onOpen={show} />
      )}
      {open === null ? null : (
        <CaseDetails id={open} onClose={() => setOpen(null)} onRenamed={setOpen} />
      )}
    </div>
  );
}

function chosenNow(): string | null {
  return useWorkspace.getState().chosenCase;
}

interface HealthProps {
  readonly failing: number;
  readonly total: number;
  /** Every case has been run. */
  readonly known: boolean;
}

/** How the cases stand, said aloud when it changes. */
function Health({ failing, total, known }: HealthProps): ReactNode {
  const { t } = useTranslation("cases");
  const broken = useEvaluation((state) => state.broken !== null);
  const settled = useEvaluation((state) => state.settled);
  if (broken) return <Alert type="warning" showIcon title={t("broken")} />;
  const words =
    failing > 0
      ? t("failed", { failing, total })
      : known && total > 0
        ? t("passed", { count: total })
        : "";
  return (
    <p
      role="status"
      tabIndex={-1}
      data-cases-health
      className={failing > 0 ? "cases-health cases-failing" : "cases-health"}
    >
      {words}
      {settled || known ? null : <small> {t("running")}</small>}
    </p>
  );
}
