/** @module The work list: every item, what was said of it, by whom and when; worked through by keys. */
import { App, Button, Progress, Segmented } from "antd";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useNavigate } from "react-router";
import { beginWorkList, type Notice, type WorkItem, type WorkState } from "../api/notices.ts";
import { type DocumentNode, treeOf } from "../document/nodes.ts";
import type { Files } from "../document/rule-document.ts";
import { useText } from "../messages/index.ts";
import { useProblemText } from "../ui/problem-alert.tsx";
import { useSaving } from "../workspace/saving/saving-store.ts";
import { useWorkspace } from "../workspace/workspace-store.ts";
import { STATES } from "./states.tsx";
import { useRefreshNotice, useSetWorkItems } from "./use-notice.ts";
import { type ItemVerdict, useVerdicts } from "./verdicts.ts";
import { WorkRow } from "./work-row.tsx";

export interface WorkEntry extends WorkItem {
  readonly node: DocumentNode | undefined;
  readonly verdict: ItemVerdict | undefined;
}

export function WorkListSection(props: {
  readonly notice: Notice;
  readonly base: string;
  readonly startedFrom: Files | null;
  readonly onImport: () => void;
}) {
  const { t } = useTranslation("notice");
  const { workList } = props.notice;
  if (workList === null) return <NotBegun onImport={props.onImport} />;
  return workList.items.length === 0 ? (
    <p className="dim">{t("noItems")}</p>
  ) : (
    <WorkList {...props} items={workList.items} />
  );
}

function NotBegun({ onImport }: { readonly onImport: () => void }) {
  const { t } = useTranslation("notice");
  const { message } = App.useApp();
  const readOnly = useWorkspace((state) => state.readOnly);
  const refresh = useRefreshNotice();
  const problemText = useProblemText();
  const begin = async (): Promise<void> => {
    try {
      await beginWorkList(useSaving.getState().draft?.id ?? "");
    } catch (error) {
      message.error(problemText(error));
    }
    await refresh();
  };
  return (
    <div className="notice-empty">
      <p>{t("notBegun")}</p>
      {readOnly ? null : (
        <div className="notice-actions">
          <Button type="primary" onClick={onImport}>
            {t("toImport")}
          </Button>
          <Button onClick={() => void begin()}>{t("begin")}</Button>
        </div>
      )}
    </div>
  );
}

type Filter = WorkState | "all";

function WorkList({
  notice,
  items,
  base,
  startedFrom,
}: {
  readonly notice: Notice;
  readonly items: readonly WorkItem[];
  readonly base: string;
  readonly startedFrom: Files | null;
}) {
  const { t } = useTranslation("notice");
  const navigate = useNavigate();
  const readOnly = useWorkspace((state) => state.readOnly);
  const nodes = useWorkspace((state) => treeOf(state.document).byId);
  const verdicts = useVerdicts(startedFrom);
  const setItems = useSetWorkItems();
  const [filter, setFilter] = useState<Filter>("all");
  const [active, setActive] = useState<string | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const list = useRef<HTMLTableElement>(null);
  const entries = useMemo(
    () =>
      items.map(
        (one): WorkEntry => ({
          ...one,
          node: nodes.get(one.item),
          verdict: verdicts.get(one.item),
        }),
      ),
    [items, nodes, verdicts],
  );
  const visible = entries.filter(({ state }) => filter === "all" || state === filter);
  const current = visible.find(({ item }) => item === active) ?? visible[0];
  const untouched = entries.filter(
    ({ state, verdict }) => state === "unchecked" && verdict?.outcome === "same",
  );

  // Keys go on from where the last one has left, also when its row went out of sight.
  const focusNext = useRef(false);
  useEffect(() => {
    if (!focusNext.current || current === undefined) return;
    focusNext.current = false;
    list.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(current.item)}"]`)?.focus();
  });
  const goTo = (item: string | undefined): void => {
    if (item === undefined) return;
    focusNext.current = true;
    setActive(item);
  };
  const say = (item: string, state: WorkState, andGoOn: boolean): void => {
    if (readOnly) return;
    const at = visible.findIndex((one) => one.item === item);
    setItems({ [item]: { state } });
    if (andGoOn) goTo((visible[at + 1] ?? visible[at - 1] ?? visible[at])?.item);
  };
  const pressed = (event: KeyboardEvent): void => {
    const isRow = (event.target as HTMLElement).tagName === "TR";
    if (!isRow || current === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = visible.indexOf(current);
    const told = STATES.find(({ key }) => key === event.key);
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: visible.length - 1,
    };
    const to = moves[event.key];
    if (told !== undefined) say(current.item, told.state, true);
    else if (to !== undefined) goTo(visible[Math.min(Math.max(to, 0), visible.length - 1)]?.item);
    else if (event.key === " ") setOpen(open === current.item ? null : current.item);
    else if (event.key === "Enter") navigate(`${base}/items/${encodeURIComponent(current.item)}`);
    else return;
    event.preventDefault();
  };
  const count = (state: Filter): number =>
    state === "all" ? entries.length : entries.filter((one) => one.state === state).length;
  return (
    <>
      <WorkProgress entries={entries} />
      <div className="notice-filter">
        <Segmented<Filter>
          size="small"
          aria-label={t("filter")}
          value={filter}
          onChange={setFilter}
          options={[
            { value: "all" as const, label: t("all", { count: count("all") }) },
            ...STATES.map(({ state }) => ({
              value: state,
              label: `${t(`states.${state}`)} ${count(state)}`,
            })),
          ]}
        />
        {readOnly || untouched.length === 0 ? null : (
          <Button
            size="small"
            onClick={() =>
              setItems(
                Object.fromEntries(untouched.map(({ item }) => [item, { state: "carried_over" }])),
              )
            }
          >
            {t("carryOver", { count: untouched.length })}
          </Button>
        )}
      </div>
      <p className="dim wide-only">{t("keys")}</p>
      {visible.length === 0 ? <p className="dim">{t("nothingHere")}</p> : null}
      <table ref={list} aria-label={t("tabs.list")} className="work-list" onKeyDown={pressed}>
        <tbody>
          {visible.map((entry) => (
            <WorkRow
              key={entry.item}
              entry={entry}
              notice={notice}
              base={base}
              isActive={entry === current}
              isOpen={open === entry.item}
              readOnly={readOnly}
              onFocus={() => setActive(entry.item)}
              onOpen={() => setOpen(open === entry.item ? null : entry.item)}
              onSay={(state) => say(entry.item, state, false)}
              onPage={(page) => setItems({ [entry.item]: { page } })}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Counted by level, as the notice counts: so many sub-items, so many indicators. */
function WorkProgress({ entries }: { readonly entries: readonly WorkEntry[] }) {
  const { t } = useTranslation("notice");
  const text = useText();
  const levels = useWorkspace((state) => treeOf(state.document).levels);
  const done = entries.filter(({ state }) => state !== "unchecked").length;
  const byLevel = levels.flatMap(({ id, name }) => {
    const own = entries.filter(({ node }) => node?.level === id);
    const checked = own.filter(({ state }) => state !== "unchecked").length;
    return own.length === 0 ? [] : [{ id, words: `${text(name)} ${checked}/${own.length}` }];
  });
  return (
    <div className="work-progress">
      <Progress
        percent={Math.floor((done / entries.length) * 100)}
        status={done === entries.length ? "success" : "normal"}
        aria-label={t("progress", { done, all: entries.length })}
      />
      <p role="status">
        {done === entries.length ? t("allDone") : t("progress", { done, all: entries.length })}{" "}
        <span className="dim">{byLevel.map(({ words }) => words).join(" · ")}</span>
      </p>
    </div>
  );
}
