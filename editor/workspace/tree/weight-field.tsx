/** @module The weight of an indicator in its row: typed over in place, one step of history each. */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { setValue } from "../../document/edit.ts";
import type { DocumentNode } from "../../document/nodes.ts";
import { useText } from "../../messages/index.ts";
import { OwnForm } from "../../ui/own-form.tsx";
import { useWorkspace } from "../workspace-store.ts";
import { readShare, showShare, weightOf } from "./weights.ts";

export function WeightField({
  node,
  isActive,
}: {
  readonly node: DocumentNode;
  /** Only the field of the active row is reached by Tab. */
  readonly isActive: boolean;
}) {
  const { t } = useTranslation("workspace");
  const text = useText();
  const readOnly = useWorkspace((state) => state.readOnly);
  const share = weightOf(node);
  const shown = share === null ? "?" : showShare(share);
  const [typed, setTyped] = useState(shown);
  const [wrong, setWrong] = useState(false);
  // Leaving the field follows at once upon Enter and Escape, before the page is drawn anew.
  const latest = useRef(shown);
  const type = (words: string): void => {
    latest.current = words;
    setTyped(words);
  };
  useEffect(() => {
    latest.current = shown;
    setTyped(shown);
    setWrong(false);
  }, [shown]);
  if (readOnly) return <span className="tree-weight">{shown}</span>;

  /** @returns false where what was typed is no weight */
  const put = (): boolean => {
    if (latest.current.trim() === shown) return true;
    const weight = readShare(latest.current);
    const exact = weight === null ? null : weightOf({ ...node, weight });
    setWrong(exact === null);
    if (weight === null || exact === null) return false;
    const after = showShare(exact);
    type(after);
    if (after === shown) return true;
    const { document, commit } = useWorkspace.getState();
    commit(setValue(document, { file: node.file, pointer: `${node.pointer}/weight` }, weight), {
      label: {
        zh: `${node.name.zh} 权重 ${shown} → ${after}`,
        en: `${node.name.en} weight ${shown} → ${after}`,
      },
    });
    return true;
  };

  const onKey = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    event.stopPropagation();
    if (event.key === "Escape") {
      type(shown);
      setWrong(false);
    } else if (event.key !== "Enter" || !put()) return;
    event.preventDefault();
    event.currentTarget.closest<HTMLElement>("[role=treeitem]")?.focus();
  };

  return (
    <OwnForm>
      <input
        className={`tree-weight${wrong ? " is-wrong" : ""}`}
        value={typed}
        inputMode="decimal"
        aria-label={t("weightOf", { name: text(node.name) })}
        aria-invalid={wrong}
        title={wrong ? t("weightWrong") : undefined}
        tabIndex={isActive ? 0 : -1}
        onClick={(event) => event.stopPropagation()}
        onFocus={(event) => event.currentTarget.select()}
        onChange={({ target }) => type(target.value)}
        onKeyDown={onKey}
        onBlur={put}
      />
    </OwnForm>
  );
}
