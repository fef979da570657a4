/** @module The tree of indicators: found by what is typed, with weights that can be edited and marks of what needs a look. */
import { Input } from "antd";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type DocumentNode, type DocumentTree, treeOf } from "../../document/nodes.ts";
import { useNodeMarks } from "../../evaluation/hooks.ts";
import { useSteady } from "../../ui/use-steady.ts";
import { useWorkspace } from "../workspace-store.ts";
import { findNodes } from "./find-nodes.ts";
import { TreeRow } from "./tree-row.tsx";
import "./tree.css";

export function IndicatorTree({
  chosen,
  onChoose,
}: {
  /** Id of the node whose page is open. */
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}) {
  const { t } = useTranslation("workspace");
  const document = useWorkspace((state) => state.document);
  const tree = treeOf(document);
  const marks = useNodeMarks();
  const [wish, setWish] = useState("");
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const [focused, setFocused] = useState(chosen);
  const list = useRef<HTMLDivElement>(null);
  const found = useMemo(
    () => (wish.trim() === "" ? null : findNodes(wish, tree, document)),
    [wish, tree, document],
  );
  const rows = useMemo(
    () =>
      tree.nodes.filter((node) =>
        found === null ? !isHidden(node, closed) : found.shown.has(node.id),
      ),
    [tree, found, closed],
  );
  useEffect(() => {
    setFocused(chosen);
    setClosed((before) => withOpenAbove(before, treeOf(useWorkspace.getState().document), chosen));
  }, [chosen]);
  const isThere = rows.some(({ id }) => id === chosen);
  useEffect(() => {
    if (isThere) rowOf(list.current, chosen)?.scrollIntoView({ block: "nearest" });
  }, [chosen, isThere]);
  const active = rows.some(({ id }) => id === focused) ? focused : (rows[0]?.id ?? "");

  const focusRow = (id: string | undefined): void => {
    if (id === undefined) return;
    setFocused(id);
    rowOf(list.current, id)?.focus();
  };
  const setOpen = (id: string, open: boolean): void =>
    setClosed((before) => {
      const after = new Set(before);
      if (open) after.delete(id);
      else after.add(id);
      return after;
    });

  const handlers = useSteady({ setOpen, choose: onChoose });

  const onKey = (event: KeyboardEvent): void => {
    const isRow = (event.target as HTMLElement).getAttribute("role") === "treeitem";
    if (!isRow || event.ctrlKey || event.metaKey || event.altKey) return;
    const index = rows.findIndex(({ id }) => id === active);
    const node = rows[index];
    if (node === undefined) return;
    const isOpen = node.children.length > 0 && !closed.has(node.id);
    const steps: { readonly [key: string]: () => void } = {
      ArrowDown: () => focusRow(rows[index + 1]?.id),
      ArrowUp: () => focusRow(rows[index - 1]?.id),
      Home: () => focusRow(rows[0]?.id),
      End: () => focusRow(rows.at(-1)?.id),
      ArrowRight: () => {
        if (isOpen) focusRow(node.children[0]?.id);
        else if (node.children.length > 0) setOpen(node.id, true);
      },
      ArrowLeft: () => {
        if (isOpen && found === null) setOpen(node.id, false);
        else focusRow(node.parent?.id);
      },
      Enter: () => onChoose(node.id),
      " ": () => onChoose(node.id),
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    step();
  };

  const onSearchKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const first = found?.hits[0]?.id ?? rows[0]?.id;
    if (event.key === "Enter" && first !== undefined) onChoose(first);
    else if (event.key === "ArrowDown") focusRow(first);
    else if (event.key === "Escape" && wish !== "") setWish("");
    else return;
    event.preventDefault();
  };

  return (
    <div className="tree">
      <div className="tree-search">
        <Input
          allowClear
          id="tree-search"
          value={wish}
          placeholder={t("searchTree")}
          aria-label={t("searchTree")}
          onChange={({ target }) => setWish(target.value)}
          onKeyDown={onSearchKey}
        />
      </div>
      <div
        ref={list}
        role="tree"
        aria-label={t("tree")}
        className="tree-rows"
        onKeyDown={onKey}
        tabIndex={-1}
      >
        {rows.map((node) => (
          <TreeRow
            key={`${node.file}#${node.pointer}`}
            node={node}
            isChosen={node.id === chosen}
            isActive={node.id === active}
            isOpen={found !== null || !closed.has(node.id)}
            isHit={found?.hits.includes(node) === true}
            marks={marks.get(node.id)}
            onOpen={handlers.setOpen}
            onChoose={handlers.choose}
          />
        ))}
      </div>
      {rows.length === 0 && <p className="tree-none dim">{t("nothingFound", { text: wish })}</p>}
    </div>
  );
}

function rowOf(list: HTMLElement | null, id: string): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`) ?? null;
}

/** What is chosen elsewhere is not left folded away. */
function withOpenAbove(
  closed: ReadonlySet<string>,
  { byId }: DocumentTree,
  id: string,
): ReadonlySet<string> {
  const after = new Set(closed);
  for (let above = byId.get(id)?.parent ?? null; above !== null; above = above.parent)
    after.delete(above.id);
  return after.size === closed.size ? closed : after;
}

function isHidden(node: DocumentNode, closed: ReadonlySet<string>): boolean {
  for (let above = node.parent; above !== null; above = above.parent)
    if (closed.has(above.id)) return true;
  return false;
}
