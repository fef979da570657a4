/** @module A fraction, and beside it what holds when its denominator is zero: the slot is never hidden. */
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormulaView } from "../formula-view.ts";
import type { FractionShape } from "../notation/shapes.ts";
import { NodeFrame } from "../pane/node-frame.tsx";
import { BoundView } from "./bound-view.tsx";
import { ShapeView } from "./shape-view.tsx";

export function FractionView({ shape }: { readonly shape: FractionShape }): ReactNode {
  const { t } = useTranslation("projections");
  const quotient = (
    <NodeFrame at={shape.at} className="fx-fraction">
      <span className="fx-above" data-role={t("roles.above")}>
        <ShapeView shape={shape.above} />
      </span>
      <span className="fx-bar" />
      <span className="fx-below" data-role={t("roles.below")}>
        <ShapeView shape={shape.below} />
      </span>
    </NodeFrame>
  );
  const { zero, cap } = shape;
  const fraction =
    cap === undefined ? (
      quotient
    ) : (
      <BoundView at={cap.at} of={shape.at} side="cap" limit={cap.limit}>
        {quotient}
      </BoundView>
    );
  if (zero.kind === "rule") {
    return (
      <NodeFrame at={zero.at} className="fx-guarded" plain>
        {fraction}
        <ZeroSlot shape={shape} />
      </NodeFrame>
    );
  }
  return (
    <span className="fx-guarded">
      {fraction}
      <ZeroSlot shape={shape} />
    </span>
  );
}

function ZeroSlot({ shape }: { readonly shape: FractionShape }): ReactNode {
  const { t } = useTranslation("projections");
  const { findings } = useFormulaView();
  const { zero } = shape;
  if (zero.kind === "never") return null;
  // Nothing is written, and the check knows whether the figures' ranges allow 0.
  const isOpen = findings.some(({ at, code }) => at === shape.at && code === "division_unguarded");
  const kind = zero.kind === "none" && !isOpen ? "ranged" : zero.kind;
  return (
    <span className={`fx-zero fx-zero-${kind}`}>
      <span className="fx-zero-when">{t("zero.when")}</span>
      <span className="fx-zero-then">
        {zero.kind === "rule" ? (
          <>
            <span>{t("zero.counts")}</span> <ShapeView shape={zero.value} />
          </>
        ) : (
          t(`zero.${kind === "rule" ? "none" : kind}`)
        )}
      </span>
    </span>
  );
}
