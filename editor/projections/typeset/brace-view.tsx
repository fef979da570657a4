/**
 * @module A brace with a row for each band or branch. Bands read as the notice prints them, `90% ≤ x < 95%`: the
 * bound of the row above is told again, though the formula need not hold it.
 */
import { Fragment, type ReactNode } from "react";
import { type FormulaView, useFormulaView } from "../formula-view.ts";
import type { BraceRow, BraceShape, ComparisonSign, Notation } from "../notation/shapes.ts";
import { isLeaf, LiteralText } from "../pane/literal-text.tsx";
import { markClasses } from "../pane/marks.ts";
import { NodeFrame } from "../pane/node-frame.tsx";
import { Words } from "../pane/words.tsx";
import { LeftBrace } from "./fence.tsx";
import { ShapeView } from "./shape-view.tsx";

export function BraceView({ shape }: { readonly shape: BraceShape }): ReactNode {
  const view = useFormulaView();
  // Bands and other short values keep two columns on a narrow page.
  const isShort = shape.rows.every(({ value }) => isLeaf(value));
  return (
    <NodeFrame at={shape.at} className="fx-brace">
      {shape.subject !== null && (
        <span className="fx-where">
          <span className="fx-word">
            <Words of="let" />
          </span>
          <i>x</i>
          <span className="fx-sign">=</span>
          <ShapeView shape={shape.subject} />
        </span>
      )}
      <span className="fx-rows-with-brace">
        <LeftBrace />
        <span className={isShort ? "fx-rows" : "fx-rows fx-rows-long"}>
          {shape.rows.map((row, index) => (
            <Fragment key={row.value.at}>
              <span className="fx-row-value">
                <ShapeView shape={row.value} />
              </span>
              <span className={`fx-row-condition ${untaken(view, row.value.at)}`}>
                {shape.subject === null ? (
                  <Condition row={row} />
                ) : (
                  <Band row={row} previous={shape.rows[index - 1]} />
                )}
              </span>
            </Fragment>
          ))}
        </span>
      </span>
    </NodeFrame>
  );
}

/** The condition of a row that was passed over is as quiet as its value. */
function untaken(view: FormulaView, at: string): string {
  return markClasses(view, at).includes("fx-untaken") ? "fx-untaken" : "";
}

function Condition({ row }: { readonly row: BraceRow }): ReactNode {
  if (row.condition === null) return <Otherwise />;
  return (
    <>
      <span className="fx-word">
        <Words of="when" />
      </span>
      <ShapeView shape={row.condition} />
    </>
  );
}

type Bound = { readonly sign: ComparisonSign; readonly bound: Notation };

/** What remains of a comparison once it was not met. */
const REST: { readonly [sign in ComparisonSign]?: ComparisonSign } = {
  "≥": "<",
  ">": "≤",
  "≤": ">",
  "<": "≥",
};
/** A sign seen from its other side: `x ≥ 90%` is `90% ≤ x`. */
const MIRRORED: typeof REST = { "≥": "≤", ">": "<", "≤": "≥", "<": ">" };

function Band(props: {
  readonly row: BraceRow;
  readonly previous: BraceRow | undefined;
}): ReactNode {
  const above = boundOf(props.previous?.condition);
  const { condition } = props.row;
  const x = <i>x</i>;
  if (condition === null) {
    const rest = above && REST[above.sign];
    if (!rest) return <Otherwise />;
    return (
      <span className="fx-chain fx-implied">
        {x}
        <span className="fx-sign">{rest}</span>
        <LiteralText shape={above.bound} />
      </span>
    );
  }
  const own = boundOf(condition);
  if (own === null) return <ShapeView shape={condition} />;
  const [mirrored, rest] = [MIRRORED[own.sign], above && REST[above.sign]];
  const between = mirrored && rest && above && sameSide(own, above);
  if (!between) {
    return (
      <NodeFrame at={condition.at} className="fx-chain">
        {x}
        <span className="fx-sign">{own.sign}</span>
        <ShapeView shape={own.bound} />
      </NodeFrame>
    );
  }
  return (
    <NodeFrame at={condition.at} className="fx-chain">
      <ShapeView shape={own.bound} />
      <span className="fx-sign">{mirrored}</span>
      {x}
      <span className="fx-chain fx-implied">
        <span className="fx-sign">{rest}</span>
        <LiteralText shape={above.bound} />
      </span>
    </NodeFrame>
  );
}

function sameSide(own: Bound, above: Bound): boolean {
  const isLower = ({ sign }: Bound): boolean => sign === "≥" || sign === ">";
  return isLower(own) === isLower(above);
}

function boundOf(condition: Notation | null | undefined): Bound | null {
  if (condition?.kind !== "comparison" || condition.members.length !== 2) return null;
  const bound = condition.members[1];
  return bound === undefined ? null : { sign: condition.sign, bound };
}

function Otherwise(): ReactNode {
  return (
    <span className="fx-word">
      <Words of="otherwise" />
    </span>
  );
}
