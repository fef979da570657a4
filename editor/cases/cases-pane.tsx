/** @module The cases of a node: grid, coverage and proposals; of the root, the cases of whole cities. */
import { DeleteOutlined, DownOutlined, PlusOutlined } from "@ant-design/icons";
import {
  Alert,
  Button,
  Dropdown,
  Empty,
  type MenuProps,
  Segmented,
  Tabs,
  Input as TextField,
} from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Case } from "../../engine/cases/case.ts";
import { useEvaluation } from "../evaluation/evaluation-store.ts";
import { useCaseAnswers } from "../evaluation/hooks.ts";
import { useLookAt } from "../evaluation/looked-at.ts";
import { matchesWish } from "../ui/pinyin.ts";
import { useNarrow } from "../ui/use-narrow.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { AcceptedReview } from "./accepted-review.tsx";
import { CaseCards } from "./case-cards.tsx";
import { CaseDetails } from "./case-details.tsx";
import { casesOf, casesOfNode } from "./case-places.ts";
import { CaseTable } from "./case-table.tsx";
import { CoverageList } from "./coverage-list.tsx";
import { FailingOfSet, useFailingCases } from "./failing-of-set.tsx";
import { GapsOfSet, useGaps } from "./gaps-of-set.tsx";
import { Proposals } from "./proposals.tsx";
import { useAccept } from "./use-accept.tsx";
import { useCaseEdits } from "./use-case-edits.ts";
import { type NodeView, useNode } from "./use-node.ts";
import "./cases.css";

type Filter = "all" | "failing" | "accepted";

/** @param node id of the node; the root's cases are those of whole cities */
export function CasesPane({ node }: { readonly node: string }): ReactNode {
  const { t } = useTranslation("cases");
  const view = useNode(node);
  useLookAt(node);
  if (view === null) return <Empty description={t("none")} />;
  const grid = <CaseList view={view} key={node} />;
  if (view.node.parent === null) {
    const items = [
      { key: "cases", label: t("wholeCity"), children: grid },
      { key: "failing", label: <FailingTitle />, children: <FailingOfSet /> },
      { key: "gaps", label: <GapsTitle />, children: <GapsOfSet /> },
      { key: "review", label: <ReviewTitle />, children: <AcceptedReview /> },
    ];
    return <Tabs className="cases-pane" size="small" items={items} />;
  }
  return (
    <Tabs
      className="cases-pane"
      size="small"
      items={[
        { key: "cases", label: t("title"), children: grid },
        {
          key: "coverage",
          label: <CoverageTitle node={node} />,
          children: <CoverageList view={view} />,
        },
        { key: "proposals", label: t("proposals"), children: <Proposals view={view} key={node} /> },
      ]}
    />
  );
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

function CaseList({ view }: { readonly view: NodeView }): ReactNode {
  const { t } = useTranslation("cases");
  const narrow = useNarrow();
  const document = useWorkspace((state) => state.document);
  const readOnly = useWorkspace((state) => state.readOnly);
  const isRoot = view.node.parent === null;
  const cases = useMemo(
    () => casesOfNode(document, isRoot ? null : view.node.id).map((placed) => placed.case),
    [document, isRoot, view.node.id],
  );
  const [filter, setFilter] = useState<Filter>("all");
  const [wish, setWish] = useState("");
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<string | null>(null);
  const answers = useCaseAnswers();
  const edits = useCaseEdits();
  const isFailing = ({ id }: Case): boolean => answers.get(id)?.passed === false;
  const failing = cases.filter(isFailing);
  const accepted = cases.filter(({ worked }) => worked === "accepted");
  const kept = filter === "failing" ? failing : filter === "accepted" ? accepted : cases;
  const shown = kept.filter(({ id, name, basis }) =>
    matchesWish(wish, [id, name.zh, name.en, basis]),
  );
  const show = (id: string): void => {
    useWorkspace.getState().chooseCase(id);
    setOpen(id);
  };

  return (
    <div className="cases-list">
      <Health
        failing={failing.length}
        total={cases.length}
        known={cases.every(({ id }) => answers.has(id))}
      />
      <div className="cases-tools">
        {readOnly ? null : (
          <Button
            type="primary"
            icon={<PlusOutlined />}
            onClick={() => show(edits.add(isRoot ? null : view.node.id))}
          >
            {t("add")}
          </Button>
        )}
        <Segmented<Filter>
          value={filter}
          onChange={setFilter}
          options={[
            { value: "all", label: t("filterAll", { count: cases.length }) },
            { value: "failing", label: t("filterFailing", { count: failing.length }) },
            { value: "accepted", label: t("filterAccepted", { count: accepted.length }) },
          ]}
        />
        <TextField
          allowClear
          className="cases-search"
          aria-label={t("search")}
          placeholder={t("search")}
          value={wish}
          onChange={({ target }) => setWish(target.value)}
        />
        {readOnly ? null : (
          <CaseMenu cases={cases} failing={failing} marked={marked} onMark={setMarked} />
        )}
      </div>
      {shown.length === 0 ? (
        <Empty description={cases.length === 0 ? t("noneText") : t("noneFound")} />
      ) : narrow || isRoot ? (
        <CaseCards cases={shown} onOpen={show} />
      ) : (
        <CaseTable view={view} cases={shown} marked={marked} onMark={setMarked} onOpen={show} />
      )}
      {open === null ? null : (
        <CaseDetails id={open} onClose={() => setOpen(null)} onRenamed={setOpen} />
      )}
    </div>
  );
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
    <p role="status" className={failing > 0 ? "cases-health cases-failing" : "cases-health"}>
      {words}
      {settled || known ? null : <small> {t("running")}</small>}
    </p>
  );
}

interface CaseMenuProps {
  readonly cases: readonly Case[];
  readonly failing: readonly Case[];
  readonly marked: ReadonlySet<string>;
  readonly onMark: (ids: ReadonlySet<string>) => void;
}

function CaseMenu({ cases, failing, marked, onMark }: CaseMenuProps): ReactNode {
  const { t } = useTranslation("cases");
  const accept = useAccept();
  const edits = useCaseEdits();
  const some = cases.filter(({ id }) => marked.has(id));
  const items: MenuProps["items"] = [
    {
      key: "acceptFailing",
      label: t("acceptFailing", { count: failing.length }),
      disabled: failing.length === 0,
      onClick: () => accept(failing),
    },
    {
      key: "acceptMarked",
      label: t("acceptMarked", { count: some.length }),
      disabled: some.length === 0,
      onClick: () => accept(some),
    },
    {
      key: "duplicate",
      label: t("duplicate"),
      disabled: some.length === 0,
      onClick: () => {
        for (const { id } of some) edits.duplicate(id);
      },
    },
    { type: "divider" },
    {
      key: "remove",
      danger: true,
      icon: <DeleteOutlined />,
      label: t("removeMarked", { count: some.length }),
      disabled: some.length === 0,
      onClick: () => {
        edits.remove(new Set(some.map(({ id }) => id)));
        onMark(new Set());
      },
    },
    { type: "divider" },
    { key: "paste", label: t("pasteHint"), disabled: true },
  ];
  return (
    <Dropdown trigger={["click"]} menu={{ items }}>
      <Button>
        {t("more")} <DownOutlined />
      </Button>
    </Dropdown>
  );
}
