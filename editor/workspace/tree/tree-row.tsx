/** @module One indicator in the tree. */
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { shallow } from "zustand/shallow";
import { type DocumentNode, treeOf } from "../../document/nodes.ts";
import type { NodeMarks } from "../../evaluation/hooks.ts";
import { useText } from "../../messages/index.ts";
import { sameItems } from "../../ui/same-items.ts";
import { useWorkspace } from "../workspace-store.ts";
import { WeightField } from "./weight-field.tsx";
import { sumOfChildren } from "./weights.ts";

interface TreeRowProps {
  readonly node: DocumentNode;
  readonly isChosen: boolean;
  /** The one row that Tab leads to. */
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly isHit: boolean;
  readonly marks: NodeMarks | undefined;
  readonly onOpen: (id: string, open: boolean) => void;
  readonly onChoose: (id: string) => void;
}

export const TreeRow = memo(function TreeRow(props: TreeRowProps) {
  const { node, isChosen, isActive, isOpen, isHit, marks, onOpen, onChoose } = props;
  const text = useText();
  const isGroup = node.children.length > 0;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree handles the keys of its rows
    <div
      role="treeitem"
      aria-level={node.depth + 1}
      aria-expanded={isGroup ? isOpen : undefined}
      aria-selected={isChosen}
      tabIndex={isActive ? 0 : -1}
      data-node={node.id}
      className={`tree-row depth-${Math.min(node.depth, 3)}${isHit ? " is-hit" : ""}`}
      style={{ paddingInlineStart: 8 + node.depth * 14 }}
      onClick={() => onChoose(node.id)}
    >
      <span
        aria-hidden="true"
        className={isGroup ? "tree-fold" : "tree-leaf"}
        onClick={(event) => {
          if (!isGroup) return;
          event.stopPropagation();
          onOpen(node.id, !isOpen);
        }}
      >
        {isGroup ? (isOpen ? "▾" : "▸") : ""}
      </span>
      <span className="tree-name">
        <span className="tree-id">{node.depth === 0 ? "" : node.id}</span> {text(node.name)}
      </span>
      {marks !== undefined && <Marks marks={marks} isGroup={isGroup} />}
      <Sum node={node} />
      {node.weight !== undefined && <WeightField node={node} isActive={isActive} />}
    </div>
  );
}, isSameRow);

/** Every edit makes the tree anew; a row is drawn anew when something that it shows is another. */
function isSameRow(
  { node: before, ...was }: TreeRowProps,
  { node, ...now }: TreeRowProps,
): boolean {
  return shallow(was, now) && sameItems(shownOf(before), shownOf(node));
}

function shownOf({ id, file, pointer, depth, level, value, weight, children }: DocumentNode) {
  const below = children.map((child) => child.weight);
  return [id, file, pointer, depth, level, value.name, weight, ...below];
}

function Sum({ node }: { readonly node: DocumentNode }) {
  const { t } = useTranslation("workspace");
  const wanted = useWorkspace(
    ({ document }) =>
      treeOf(document).levels.find(({ id }) => id === node.level)?.childWeightsSumTo,
  );
  const sum = sumOfChildren(node, wanted);
  if (sum === null) return null;
  return sum.right ? (
    <span className="tree-sum">{t("sum", { sum: sum.sum })}</span>
  ) : (
    <span className="tree-sum is-wrong" title={t("sumWrong", { ...sum })}>
      {sum.sum} ≠ {sum.expected}
    </span>
  );
}

/** A group tells what is to be mended below it, not every little thing. */
function Marks({ marks, isGroup }: { readonly marks: NodeMarks; readonly isGroup: boolean }) {
  const { t } = useTranslation("workspace");
  const { changed, failing, uncovered, doubtful, errors, warnings } = marks;
  const shown = [
    errors > 0 && {
      kind: "error",
      sign: `!${errors}`,
      words: t("marks.errors", { count: errors }),
    },
    failing > 0 && {
      kind: "fail",
      sign: `✗${failing}`,
      words: t("marks.failing", { count: failing }),
    },
    uncovered > 0 &&
      !isGroup && {
        kind: "gap",
        sign: `◌${uncovered}`,
        words: t("marks.uncovered", { count: uncovered }),
      },
    warnings > 0 &&
      !isGroup && {
        kind: "warn",
        sign: `△${warnings}`,
        words: t("marks.warnings", { count: warnings }),
      },
    doubtful && !isGroup && { kind: "doubt", sign: "?", words: t("marks.doubtful") },
    changed && { kind: "changed", sign: "●", words: t("marks.changed") },
  ].filter((one) => one !== false);
  return (
    <span className="tree-marks">
      {shown.map(({ kind, sign, words }) => (
        <span key={kind} className={`tree-mark is-${kind}`} title={words}>
          <span aria-hidden="true">{sign}</span>
          <span className="visually-hidden">{words}</span>
        </span>
      ))}
    </span>
  );
}
