/** @module The open document compared with another set, revision or earlier save: what changed, and what it does. */
import { Empty, Segmented, Skeleton } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, useNavigate, useSearchParams } from "react-router";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { AgainstPicker } from "./against-picker.tsx";
import { ChangesView } from "./changes-view.tsx";
import type { Comparison } from "./compare-files.ts";
import { useComparisonStore } from "./comparison-store.ts";
import { EffectView } from "./effect/effect-view.tsx";
import { ExportButtons } from "./export/export-buttons.tsx";
import { RevisionTables } from "./table/revision-tables.tsx";
import { UnreadableSide } from "./unreadable-side.tsx";
import { type OpenComparison, useComparison } from "./use-comparison.ts";
import "./comparison.css";

const VIEWS = ["changes", "effect", "table"] as const;
export type ComparisonViewId = (typeof VIEWS)[number];

export interface ComparisonPageProps {
  /** Address of what is open: `/drafts/…`, `/rule-sets/…`. */
  readonly base: string;
  /** Id of the indicator whose changes are shown; `null`: all of them. */
  readonly node: string | null;
  /** What is exported is what is saved. */
  readonly saveNow: () => Promise<void>;
}

export function ComparisonPage({ base, node, saveNow }: ComparisonPageProps) {
  const { t } = useTranslation("comparison");
  const [query] = useSearchParams();
  const asked = query.get("against");
  useEffect(() => {
    if (asked !== null) useComparisonStore.setState({ against: asked });
  }, [asked]);
  const open = useComparison();
  const view = VIEWS.find((one) => one === query.get("view")) ?? "changes";
  return (
    <section className="comparison" aria-label={t("title")}>
      <Head base={base} node={node} view={view} saveNow={saveNow} />
      {open.against === null ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("chooseFirst")} />
      ) : open.problem !== null ? (
        <ProblemAlert problem={open.problem} onRetry={open.retry} />
      ) : open.comparison === null || open.before === null ? (
        <Skeleton active className="comparison-waiting" />
      ) : open.comparison.ok ? (
        <Body view={view} base={base} node={node} open={open} comparison={open.comparison} />
      ) : (
        <UnreadableSide base={base} comparison={open.comparison} />
      )}
    </section>
  );
}

export type GoodComparison = Extract<Comparison, { readonly ok: true }>;

function Body({
  view,
  ...props
}: {
  readonly view: ComparisonViewId;
  readonly base: string;
  readonly node: string | null;
  readonly open: OpenComparison;
  readonly comparison: GoodComparison;
}) {
  const { t } = useTranslation("comparison");
  const { comparison } = props;
  if (comparison.changes.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("noDifference")} />;
  if (view === "effect") return <EffectView base={props.base} open={props.open} />;
  if (view === "table") return <RevisionTables open={props.open} comparison={comparison} />;
  return <ChangesView {...props} />;
}

function Head({
  base,
  node,
  view,
  saveNow,
}: ComparisonPageProps & { readonly view: ComparisonViewId }) {
  const { t } = useTranslation("comparison");
  const navigate = useNavigate();
  const back = node === null ? base : `${base}/items/${encodeURIComponent(node)}`;
  return (
    <header className="comparison-head">
      <Link to={back}>‹ {t("back")}</Link>
      <h1>{t("title")}</h1>
      <AgainstPicker base={base} />
      <Segmented
        aria-label={t("views")}
        value={view}
        onChange={(to) => navigate({ search: `?view=${to}` }, { replace: true })}
        options={VIEWS.map((value) => ({ value, label: t(`viewNames.${value}`) }))}
      />
      <ExportButtons base={base} saveNow={saveNow} canPrint={view === "table"} />
    </header>
  );
}
