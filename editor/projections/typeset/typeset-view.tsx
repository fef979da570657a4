/** @module The formula as the notice prints it: the projection that everybody can read. */
import { type ReactNode, useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { SlotWords } from "../dragging/slots.ts";
import { TakesDropsProvider } from "../dragging/use-slot.tsx";
import { useFormulaView } from "../formula-view.ts";
import { NoticeSymbol } from "../pane/literal-text.tsx";
import { ShapeView } from "./shape-view.tsx";
import "./typeset.css";

export function TypesetView(): ReactNode {
  const { t } = useTranslation("projections");
  const slotWords = useCallback((slot: SlotWords) => t(`slots.${slot}`), [t]);
  const { notation, names, formula, showValues } = useFormulaView();
  const [, part] = /^parts\/(.+)$/.exec(formula) ?? [];
  const own = part === undefined ? undefined : names.nameOf(part);
  return (
    <TakesDropsProvider value={slotWords}>
      <div className={showValues ? "fx-typeset fx-values" : "fx-typeset"}>
        <div className="fx-equation">
          {own !== undefined && (
            <span className="fx-lhs">
              {own.symbol === undefined ? own.label : <NoticeSymbol text={own.symbol} />}
              {/* The sign stays with the last word (U+2060, word joiner). */}
              {"\u2060"}
              <span className="fx-sign">=</span>
            </span>
          )}
          <ShapeView shape={notation} />
        </div>
      </div>
    </TakesDropsProvider>
  );
}
