/** @module Every command and every indicator, found by typing. */
import { Input, Modal } from "antd";
import { type KeyboardEvent, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { treeOf } from "../../document/nodes.ts";
import { useText } from "../../messages/index.ts";
import { matchesWish } from "../../ui/pinyin.ts";
import { findNodes } from "../tree/find-nodes.ts";
import { useWorkspace } from "../workspace-store.ts";
import { type CommandContext, showKeys } from "./command.ts";
import { COMMANDS } from "./index.ts";
import "./palette.css";

interface Entry {
  readonly key: string;
  readonly words: string;
  readonly side: string;
  readonly run: () => void;
}

const MOST_NODES = 30;

export function Palette({
  context,
  onClose,
}: {
  readonly context: CommandContext;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation("workspace");
  const text = useText();
  const document = useWorkspace((state) => state.document);
  const [wish, setWish] = useState("");
  const [index, setIndex] = useState(0);
  const id = useId();
  const entries = useMemo((): readonly Entry[] => {
    const commands = COMMANDS.filter(
      ({ when, label }) => when?.(context) !== false && matchesWish(wish, [label.zh, label.en]),
    ).map(({ id, label, keys, run }) => ({
      key: id,
      words: text(label),
      side: keys?.[0] === undefined ? "" : showKeys(keys[0]),
      run: () => run(context),
    }));
    const hits = wish.trim() === "" ? [] : findNodes(wish, treeOf(document), document).hits;
    const nodes = hits.slice(0, MOST_NODES).map((node) => ({
      key: `node ${node.id}`,
      words: `${node.id} ${text(node.name)}`,
      side: t("goToNode"),
      run: () => context.navigate(`${context.base}/items/${encodeURIComponent(node.id)}`),
    }));
    return [...commands, ...nodes];
  }, [wish, context, document, text, t]);
  const active = Math.min(index, entries.length - 1);

  const run = (entry: Entry | undefined): void => {
    if (entry === undefined) return;
    onClose();
    // After the dialog has given the focus back.
    setTimeout(entry.run);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown") setIndex(Math.min(active + 1, entries.length - 1));
    else if (event.key === "ArrowUp") setIndex(Math.max(active - 1, 0));
    else if (event.key === "Enter") run(entries[active]);
    else return;
    event.preventDefault();
  };

  return (
    <Modal open footer={null} closable={false} onCancel={onClose} title={t("palette")} width={560}>
      <Input
        autoFocus
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={entries[active] === undefined ? undefined : `${id}-${active}`}
        aria-label={t("paletteHint")}
        placeholder={t("paletteHint")}
        value={wish}
        onChange={({ target }) => {
          setWish(target.value);
          setIndex(0);
        }}
        onKeyDown={onKey}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t("palette")} className="palette-list">
        {entries.map((entry, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above handles the keys of its list
          <div
            key={entry.key}
            id={`${id}-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            ref={
              at === active ? (element) => element?.scrollIntoView({ block: "nearest" }) : undefined
            }
            onClick={() => run(entry)}
          >
            <span>{entry.words}</span>
            <span className="dim">{entry.side}</span>
          </div>
        ))}
      </div>
      {entries.length === 0 && <p className="dim">{t("nothingToDo")}</p>}
    </Modal>
  );
}
