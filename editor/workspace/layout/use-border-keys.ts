/**
 * @module Borders of panes by keyboard: antd's borders say that they are separators, but take no focus and no keys,
 * and name their buttons in English only.
 */
import { type RefObject, useEffect, useRef } from "react";

export interface Border {
  readonly name: string;
  /** The pane before the border, folded away or shown again. */
  readonly foldBefore?: string;
  readonly foldAfter?: string;
  /** Moves it by so many pixels, to the right or down. */
  readonly move: (by: number) => void;
}

const STEP = 24;
const DRAGGER = ".ant-splitter-bar-dragger";

const DIRECTIONS: { readonly [key: string]: number } = {
  ArrowLeft: -STEP,
  ArrowUp: -STEP,
  ArrowRight: STEP,
  ArrowDown: STEP,
};

/** @param borders in the order in which they stand in the document */
export function useBorderKeys(
  container: RefObject<HTMLElement | null>,
  borders: readonly Border[],
): void {
  const latest = useRef(borders);
  useEffect(() => {
    latest.current = borders;
    const bars = container.current?.querySelectorAll<HTMLElement>(".ant-splitter-bar") ?? [];
    for (const [index, bar] of [...bars].entries()) {
      const border = borders[index];
      if (border === undefined) continue;
      const dragger = bar.querySelector<HTMLElement>(DRAGGER);
      if (dragger !== null) dragger.tabIndex = 0;
      dragger?.setAttribute("aria-label", border.name);
      const folds = [
        [".ant-splitter-bar-collapse-bar-start", border.foldBefore],
        [".ant-splitter-bar-collapse-bar-end", border.foldAfter],
      ] as const;
      for (const [part, name] of folds)
        if (name !== undefined) bar.querySelector(part)?.setAttribute("aria-label", name);
    }
  });
  useEffect(() => {
    const root = container.current;
    const onKey = (event: KeyboardEvent): void => {
      const dragger = event.target as HTMLElement;
      const by = DIRECTIONS[event.key];
      if (by === undefined || !dragger.matches(DRAGGER)) return;
      const isHorizontal = dragger.getAttribute("aria-orientation") === "horizontal";
      if (isHorizontal !== ["ArrowUp", "ArrowDown"].includes(event.key)) return;
      const draggers = [...(root?.querySelectorAll(DRAGGER) ?? [])];
      event.preventDefault();
      latest.current[draggers.indexOf(dragger)]?.move(by);
    };
    root?.addEventListener("keydown", onKey);
    return () => root?.removeEventListener("keydown", onKey);
  }, [container]);
}
