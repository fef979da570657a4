/** @module A new notice comes in: its files, its table matched with last year's items, the work list, years left over. */
import { Tabs } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Link, useSearchParams } from "react-router";
import type { Files } from "../document/rule-document.ts";
import { PageSkeleton } from "../ui/page-skeleton.tsx";
import { useSaving } from "../workspace/saving/saving-store.ts";
import { ImportSection } from "./import-section.tsx";
import { useImport } from "./import-store.ts";
import { LeftoverList } from "./leftover-list.tsx";
import { useNotice } from "./use-notice.ts";
import { WorkListSection } from "./work-list.tsx";
import "./notice.css";

export interface NoticePageProps {
  /** Address of the draft. */
  readonly base: string;
  /** Files of the set that the draft began with; `null` where they are not known. */
  readonly startedFrom: Files | null;
}

export function NoticePage({ base, startedFrom }: NoticePageProps) {
  const { t } = useTranslation("notice");
  const [search, setSearch] = useSearchParams();
  const draft = useSaving((state) => state.draft?.id ?? "");
  const notice = useNotice();
  const openImport = useImport((state) => state.open);
  useEffect(() => openImport(draft), [openImport, draft]);
  if (notice === undefined) return <PageSkeleton />;
  const shown = search.get("tab") ?? (notice.workList === null ? "import" : "list");
  const show = (tab: string): void => setSearch({ tab }, { replace: true });
  return (
    <div className="page notice-page-body">
      <p className="rule-path">
        <Link to={base}>{t("toDraft")}</Link>
      </p>
      <h1>{t("title")}</h1>
      <Tabs
        activeKey={shown}
        onChange={show}
        destroyOnHidden
        items={[
          {
            key: "import",
            label: t("tabs.import"),
            children: (
              <ImportSection
                notice={notice}
                startedFrom={startedFrom}
                onTaken={() => show("list")}
              />
            ),
          },
          {
            key: "list",
            label: t("tabs.list"),
            children: (
              <WorkListSection
                notice={notice}
                base={base}
                startedFrom={startedFrom}
                onImport={() => show("import")}
              />
            ),
          },
          {
            key: "years",
            label: t("tabs.years"),
            children: <LeftoverList base={base} startedFrom={startedFrom} />,
          },
        ]}
      />
    </div>
  );
}
