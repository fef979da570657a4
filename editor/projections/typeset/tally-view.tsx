/** @module A sum of points for conditions, as the notice lists it: ① … 15, ② … 10. */
import { Fragment, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { TallyRow, TallyShape } from "../notation/shapes.ts";
import { NodeFrame } from "../pane/node-frame.tsx";
import { ShapeView } from "./shape-view.tsx";

export function TallyView({ shape }: { readonly shape: TallyShape }): ReactNode {
  const { t } = useTranslation("projections");
  return (
    <NodeFrame at={shape.at} className="fx-tally">
      <span className="fx-tally-head">{t("tally")}</span>
      {shape.rows.map((row, index) => (
        <Fragment key={row.at}>
          <span className="fx-tally-number">{isNumbered(row) ? "" : circled(index + 1)}</span>
          {row.kind === "tick" ? (
            <NodeFrame at={row.at} className="fx-tally-row" plain>
              <span className="fx-tally-label">
                <ShapeView shape={row.condition} />
              </span>
              <span className="fx-tally-leader" />
              <span className="fx-tally-points">
                <ShapeView shape={row.points} /> <span className="fx-word">{t("points")}</span>
              </span>
            </NodeFrame>
          ) : (
            <span className="fx-tally-row">
              <span className="fx-tally-term">
                <ShapeView shape={row.term} />
              </span>
            </span>
          )}
        </Fragment>
      ))}
    </NodeFrame>
  );
}

/** ① to ⑳ as the notice numbers; plain numbers after that. */
function circled(number: number): string {
  return number <= 20 ? String.fromCodePoint(0x2460 + number - 1) : `(${number})`;
}

/** Some labels bring the notice's own number along. */
function isNumbered(row: TallyRow): boolean {
  if (row.kind !== "tick") return false;
  const { condition } = row;
  const label = condition.kind === "name" ? condition.name.label : "";
  return /^[\u2460-\u2473]/.test(label);
}
