/** @module At most, or at least, so much: a bracket over what it holds for, or beneath it. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormulaView } from "../formula-view.ts";
import type { Notation } from "../notation/shapes.ts";
import { NodeFrame } from "../pane/node-frame.tsx";
import { ShapeView } from "./shape-view.tsx";

/** @param of place of what it holds for; where that is within the limit, its value says all */
export function BoundView(props: {
  readonly at: string;
  readonly of: string;
  readonly side: "cap" | "floor";
  readonly limit: Notation;
  readonly children: ReactNode;
}): ReactNode {
  const { t } = useTranslation("projections");
  const { at, of, side, limit } = props;
  const { values } = useFormulaView();
  const value = values?.at.get(of);
  const isWithin = value !== undefined && value === values?.at.get(at);
  return (
    <NodeFrame at={at} className={`fx-bound fx-${side}`} plain={isWithin}>
      <span className="fx-bound-of">{props.children}</span>
      <span className="fx-bound-limit">
        {t(side)} <ShapeView shape={limit} />
      </span>
    </NodeFrame>
  );
}
