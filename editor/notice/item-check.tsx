/** @module On the page of a rule: what was said of it in the work list, and the notice's page beside the formula. */
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { create } from "zustand";
import type { Notice, WorkItem } from "../api/notices.ts";
import { useOpenNode } from "../workspace/use-open-node.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { NoticePages } from "./notice-pages.tsx";
import { StateButtons } from "./states.tsx";
import { useNotice, useSetWorkItems } from "./use-notice.ts";
import { PageField, SaidBy } from "./work-row.tsx";
import "./notice.css";

/** Open or not stays while one goes from item to item. */
const usePageShown = create<{ readonly shown: boolean }>(() => ({ shown: false }));

export function ItemCheck({ node, base }: { readonly node: string; readonly base: string }) {
  const { t } = useTranslation("notice");
  const notice = useNotice();
  const readOnly = useWorkspace((state) => state.readOnly);
  const setItems = useSetWorkItems();
  const openNode = useOpenNode();
  const { shown } = usePageShown();
  const items = notice?.workList?.items ?? [];
  const at = items.findIndex(({ item }) => item === node);
  const entry = items[at];
  if (notice === undefined || entry === undefined) return null;
  const next = [...items.slice(at + 1), ...items.slice(0, at)].find(
    ({ state }) => state === "unchecked",
  );
  return (
    <section className="item-check" aria-label={t("check")}>
      <Link to={`${base}/notice?tab=list`}>{t("tabs.list")}</Link>
      <StateButtons
        item={node}
        state={entry.state}
        disabled={readOnly}
        onChoose={(state) => setItems({ [node]: { state } })}
      />
      <span className="dim">
        <SaidBy entry={entry} people={notice.people} />
      </span>
      {notice.files.length === 0 ? null : (
        <>
          <PageField
            entry={entry}
            notice={notice}
            readOnly={readOnly}
            onPage={(page) => setItems({ [node]: { page } })}
          />
          <Button
            size="small"
            aria-expanded={shown}
            onClick={() => usePageShown.setState({ shown: !shown })}
          >
            {shown ? t("hidePage") : t("showPage")}
          </Button>
        </>
      )}
      {next === undefined ? null : (
        <Button size="small" type="link" onClick={() => openNode(next.item)}>
          {t("nextUnchecked", { item: next.item })}
        </Button>
      )}
    </section>
  );
}

/** The page of the item, or of the nearest one before it that has one. */
export function ItemNoticePage({ node }: { readonly node: string }) {
  const notice = useNotice();
  const { shown } = usePageShown();
  const place = shown && notice !== undefined ? placeOf(notice, node) : null;
  return place === null ? null : <NoticePages file={place.file} page={place.page} />;
}

function placeOf({ files, workList }: Notice, node: string) {
  const items = workList?.items ?? [];
  const at = items.findIndex(({ item }) => item === node);
  const told = items.slice(0, at + 1).findLast(({ page }: WorkItem) => page !== null);
  const file = files.find(({ id }) => id === told?.file) ?? files[0];
  return file === undefined ? null : { file, page: told?.page ?? null };
}
