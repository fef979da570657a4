/** @module Every node, changed or not, filtered by what became of it; the number of changes beside each. */
import { Input } from "antd";
import { type KeyboardEvent, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { NODE_STATES, type NodeState } from "../../engine/compare/compared-nodes.ts";
import { useText } from "../messages/index.ts";
import "../ui/choice-list.css";
import { matchesWish } from "../ui/pinyin.ts";
import type { NodeRow } from "./compare-files.ts";
import type { GoodComparison } from "./comparison-page.tsx";
import { StateMark } from "./state-mark.tsx";

export function NodeList({
  comparison: { nodes, changes },
  chosen,
  onChoose,
}: {
  readonly comparison: GoodComparison;
  readonly chosen: string | null;
  /** `null`: all changes in words. */
  readonly onChoose: (key: string | null) => void;
}) {
  const { t } = useTranslation("comparison");
  const text = useText();
  const [wish, setWish] = useState("");
  const [states, setStates] = useState<ReadonlySet<NodeState>>(new Set());
  const leaves = nodes.filter(({ isLeaf }) => isLeaf);
  const counts = useMemo(() => {
    const count = new Map<string, number>();
    for (const { row } of changes) count.set(row, (count.get(row) ?? 0) + 1);
    return count;
  }, [changes]);
  const shown = nodes.filter(
    ({ id, name, state }) =>
      (states.size === 0 || states.has(state)) && matchesWish(wish, [id, name.zh, name.en]),
  );
  const toggle = (state: NodeState): void => {
    const next = new Set(states);
    if (!next.delete(state)) next.add(state);
    setStates(next);
  };
  return (
    <nav className="comparison-list" aria-label={t("nodes")}>
      <Input
        allowClear
        aria-label={t("search")}
        placeholder={t("search")}
        value={wish}
        onChange={({ target }) => setWish(target.value)}
      />
      <fieldset className="state-filters">
        <legend className="visually-hidden">{t("filter")}</legend>
        {NODE_STATES.map((state) => {
          const count = leaves.filter((one) => one.state === state).length;
          return (
            <button
              key={state}
              type="button"
              className={`state-filter is-${state}`}
              aria-pressed={states.has(state)}
              disabled={!nodes.some((one) => one.state === state)}
              onClick={() => toggle(state)}
            >
              {t(`states.${state}`)} {count}
            </button>
          );
        })}
      </fieldset>
      <p className="dim comparison-count">
        {t("changedOf", {
          changed: leaves.filter(({ state }) => state !== "same").length,
          all: leaves.length,
        })}
      </p>
      <ul className="choice-list" onKeyDown={moveFocus}>
        <li>
          <button
            type="button"
            aria-current={chosen === null ? "true" : undefined}
            onClick={() => onChoose(null)}
          >
            <span className="row-name">{t("all")}</span>
            <span className="row-count">{changes.length}</span>
          </button>
        </li>
        {shown.map((row) => (
          <Row
            key={row.key}
            row={row}
            name={row.depth === 0 ? t("set") : text(row.name)}
            count={counts.get(row.key) ?? 0}
            isChosen={row.key === chosen}
            onChoose={() => onChoose(row.key)}
          />
        ))}
      </ul>
      {shown.length === 0 && <p className="dim">{t("nothingFound")}</p>}
    </nav>
  );
}

function Row({
  row: { id, depth, state },
  name,
  count,
  isChosen,
  onChoose,
}: {
  readonly row: NodeRow;
  readonly name: string;
  readonly count: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) {
  const { t } = useTranslation("comparison");
  return (
    <li className={`depth-${Math.min(depth, 3)} is-${state}`} data-node={id} data-state={state}>
      <button type="button" aria-current={isChosen ? "true" : undefined} onClick={onChoose}>
        <span className="row-name">
          {depth > 0 && <span className="row-id">{id}</span>} {name}
        </span>
        {state !== "same" && <StateMark state={state} />}
        {count > 0 && (
          <span className="row-count" title={t("changes", { count })}>
            {count}
          </span>
        )}
      </button>
    </li>
  );
}

/** Up and down go from row to row. */
function moveFocus(event: KeyboardEvent<HTMLUListElement>): void {
  const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (by === 0) return;
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.indexOf(event.target as HTMLButtonElement);
  buttons[at + by]?.focus();
  event.preventDefault();
}
