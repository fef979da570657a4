/**
 * @module The formula as a tree of rows: the twin of the typeset view for screen readers and for deep nesting. Keys are
 * those of every tree: up and down through the rows, right and left in and out.
 */
import { type CSSProperties, type KeyboardEvent, type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Expression, variableName } from "../../../engine/logic/expression.ts";
import { useLanguage } from "../../messages/index.ts";
import { useFormulaView } from "../formula-view.ts";
import { kindWords, roleOf } from "../notation/roles.ts";
import { speechOf } from "../notation/speech.ts";
import { Leaf } from "../pane/leaf.tsx";
import { isLeaf } from "../pane/literal-text.tsx";
import { markClasses } from "../pane/marks.ts";
import { ValueChip } from "../pane/value-chip.tsx";
import "./structure.css";

export function StructureView(): ReactNode {
  const { t } = useTranslation("projections");
  const { tree } = useFormulaView();
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const toggle = (at: string, close: boolean): void => {
    const next = new Set(closed);
    if (close) next.add(at);
    else next.delete(at);
    setClosed(next);
  };
  return (
    <div className="fx-tree" role="tree" aria-label={t("views.structure")}>
      <Row
        expression={tree}
        parent={null}
        level={1}
        position={[1, 1]}
        closed={closed}
        toggle={toggle}
      />
    </div>
  );
}

interface RowProps {
  readonly expression: Expression;
  readonly parent: Expression | null;
  readonly level: number;
  /** Which of how many siblings. */
  readonly position: readonly [number, number];
  readonly closed: ReadonlySet<string>;
  readonly toggle: (at: string, close: boolean) => void;
}

/** A row and, after it, the rows below it: the tree is told by levels, so that each row has words of its own only. */
function Row(props: RowProps): ReactNode {
  const { expression, parent, level, position, closed, toggle } = props;
  const { t } = useTranslation("projections");
  const language = useLanguage();
  const view = useFormulaView();
  const { at } = expression;
  const children = childrenOf(expression);
  const open = !closed.has(at);
  const role = parent === null ? "" : roleOf(parent, position[0] - 1, t);
  const shape = view.shapeAt(at);
  const leaf = isLeaf(shape) ? shape : null;
  const words = view.speech.get(at) ?? speechOf(shape, t, language).words.get(at) ?? "";

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.target !== event.currentTarget) return;
    const field = event.currentTarget.querySelector<HTMLElement>("[data-leaf]");
    if (field !== null && !view.readOnly && startsWriting(event)) {
      // What is typed goes on into the field, the first letter of an input method with it.
      field.focus();
      event.stopPropagation();
      if (event.key === "Enter" || event.key === "F2") event.preventDefault();
      return;
    }
    if (event.key === "ArrowRight" && children.length > 0 && !open) toggle(at, false);
    else if (event.key === "ArrowLeft" && children.length > 0 && open) toggle(at, true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <div
        role="treeitem"
        aria-level={level}
        aria-posinset={position[0]}
        aria-setsize={position[1]}
        aria-selected={view.selected === at}
        {...(children.length > 0 ? { "aria-expanded": open } : {})}
        data-at={at}
        tabIndex={view.selected === at || (view.selected === null && level === 1) ? 0 : -1}
        className={`fx-branch-row ${markClasses(view, at)}`}
        style={{ "--fx-depth": level - 1 } as CSSProperties}
        onKeyDown={onKeyDown}
      >
        {children.length > 0 ? (
          <button
            type="button"
            tabIndex={-1}
            aria-hidden="true"
            className="fx-twist"
            onClick={() => toggle(at, open)}
          >
            {open ? "▾" : "▸"}
          </button>
        ) : (
          <span className="fx-twist" />
        )}
        {role !== "" && <span className="fx-role">{role}</span>}
        {leaf === null ? (
          <span className="fx-operator">{kindWords(shape, at, t, language)}</span>
        ) : (
          <Leaf shape={leaf} inRow />
        )}
        {!open && <span className="fx-summary">{words}</span>}
        {/* A constant is its own value, and so is what is printed in a name's place. */}
        {(leaf === null || (leaf.kind === "name" && leaf.name.printed === undefined)) && (
          <ValueChip at={at} share={leaf?.name.share ?? false} />
        )}
      </div>
      {open &&
        children.map((child, index) => (
          <Row
            key={child.at}
            expression={child}
            parent={expression}
            level={level + 1}
            position={[index + 1, children.length]}
            closed={closed}
            toggle={toggle}
          />
        ))}
    </>
  );
}

/** Enter, F2, a digit, a letter, or a key of an input method (229). */
function startsWriting(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  return (
    event.keyCode === 229 ||
    event.key === "Enter" ||
    event.key === "F2" ||
    /^[\p{L}\p{N}]$/u.test(event.key)
  );
}

function childrenOf(expression: Expression): readonly Expression[] {
  if (expression.kind === "list") return expression.items;
  if (expression.kind === "literal" || variableName(expression) !== null) return [];
  return expression.operands;
}
