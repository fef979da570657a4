/** @module The changes of the open indicator, beside its formula; everything else is on the page of differences. */
import { Empty, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "react-router";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { NodeChanges } from "./node-changes.tsx";
import { UnreadableSide } from "./unreadable-side.tsx";
import { useComparison } from "./use-comparison.ts";
import { useEditions } from "./use-editions.ts";
import "./comparison.css";

export function DiffPane({ node }: { readonly node: string }) {
  const { t } = useTranslation("comparison");
  const base = useLocation().pathname.replace(/\/items\/[^/]*$/, "");
  const open = useComparison();
  const [was] = useEditions(open);
  const whole = `${base}/compare`;
  const { against, before, comparison, problem, retry } = open;
  if (against === null)
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t("chooseFirst")}>
        <Link to={whole}>{t("choose")}</Link>
      </Empty>
    );
  if (problem !== null) return <ProblemAlert problem={problem} onRetry={retry} />;
  if (comparison === null || before === null)
    return <Skeleton active title={false} paragraph={{ rows: 3 }} />;
  if (!comparison.ok) return <UnreadableSide base={base} comparison={comparison} />;
  const row = comparison.nodes.find(({ after }) => after === node);
  return (
    <section className="diff-pane comparison-words" aria-label={t("title")}>
      <p className="dim">
        {t("paneSummary", { edition: was, count: comparison.changes.length })}{" "}
        <Link to={`${whole}/${encodeURIComponent(node)}`}>{t("toAll")}</Link>
      </p>
      {row !== undefined && (
        <NodeChanges
          row={row}
          changes={comparison.changes.filter((one) => one.row === row.key)}
          open={open}
        />
      )}
    </section>
  );
}
