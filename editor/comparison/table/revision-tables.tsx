/** @module The 修订对照表 as it is printed: every change in words, then the table of the notice with new text underlined. */
import { Skeleton } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { NoticeTable } from "../../../engine/compare/notice-table.ts";
import { comparing } from "../comparing.ts";
import type { GoodComparison } from "../comparison-page.tsx";
import type { OpenComparison } from "../use-comparison.ts";
import { useEditions } from "../use-editions.ts";
import { ChangesTable } from "./changes-table.tsx";
import { NoticeTableView } from "./notice-table-view.tsx";
import "./table.css";

export function RevisionTables({
  open,
  comparison,
}: {
  readonly open: OpenComparison;
  readonly comparison: GoodComparison;
}) {
  const { t } = useTranslation("comparison");
  const [before, after] = useEditions(open);
  const table = useNoticeTable(open);
  return (
    <div className="comparison-table comparison-words">
      <section aria-labelledby="table-changes">
        <h2 id="table-changes">{t("table.changes")}</h2>
        <p className="dim">
          {t("table.versus", { after, before })} · {t("table.underlined")}
        </p>
        <ChangesTable changes={comparison.changes} />
      </section>
      <section aria-labelledby="table-notice" className="print-page">
        <h2 id="table-notice">{t("table.notice")}</h2>
        <p className="dim">{t("table.underlined")}</p>
        {table === null ? <Skeleton active /> : <NoticeTableView table={table} />}
      </section>
    </div>
  );
}

function useNoticeTable({ before, after }: OpenComparison): NoticeTable | null {
  const [table, setTable] = useState<NoticeTable | null>(null);
  useEffect(() => {
    if (before === null) return undefined;
    let stale = false;
    void comparing()
      .noticeTable(before, after)
      .then((answer) => !stale && setTable(answer));
    return () => {
      stale = true;
    };
  }, [before, after]);
  return table;
}
