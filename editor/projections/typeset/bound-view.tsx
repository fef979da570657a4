/** @module At most, or at least, so much: a bracket over what it holds for, or beneath it. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Notation } from "../notation/shapes.ts";
import { NodeFrame } from "../pane/node-frame.tsx";
import { ShapeView } from "./shape-view.tsx";

export function BoundView(props: {
  readonly at: string;
  readonly side: "cap" | "floor";
  readonly limit: Notation;
  readonly children: ReactNode;
}): ReactNode {
  const { t } = useTranslation("projections");
  const { at, side, limit } = props;
  return (
    <NodeFrame at={at} className={`fx-bound fx-${side}`}>
      <span className="fx-bound-of">{props.children}</span>
      <span className="fx-bound-limit">
        {t(side)} <ShapeView shape={limit} />
      </span>
    </NodeFrame>
  );
}
