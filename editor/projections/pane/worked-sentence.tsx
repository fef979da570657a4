/**
 * @module How a value came about, beside it: told by a press of V, by a click or a tap on the value, and by the
 * pointer that rests on it. One for a pane, placed when it is asked for; a hundred values need no hundred of them.
 */
import {
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from "react";
import { useTranslation } from "react-i18next";
import { useFormulaView } from "../formula-view.ts";
import { elementOf, placeElement } from "./navigate.ts";

interface Asked {
  readonly at: string;
  /** Pixels from the pane's upper left corner. */
  readonly top: number;
  readonly left: number;
}

export interface WorkedSentence {
  /** `null`: nothing is told. */
  readonly asked: Asked | null;
  readonly ask: (at: string) => void;
  readonly close: () => void;
  /** For the element that holds the values. */
  readonly handlers: {
    readonly onClick: (event: MouseEvent) => void;
    readonly onMouseOver: (event: MouseEvent) => void;
  };
}

/** The widest that the sentence gets, as in the style sheet. */
const WIDTH_PX = 320;
const EDGE_PX = 8;

export function useWorkedSentence(body: RefObject<HTMLElement | null>): WorkedSentence {
  const view = useFormulaView();
  const [asked, setAsked] = useState<Asked | null>(null);
  const ask = (at: string): void => {
    const root = body.current;
    const place = root === null ? null : elementOf(at, root);
    const beside = place?.querySelector(":scope > .fx-value") ?? place;
    if (root === null || beside == null) return;
    const [pane, value] = [root.getBoundingClientRect(), beside.getBoundingClientRect()];
    const right = Math.max(EDGE_PX, pane.width - WIDTH_PX - EDGE_PX);
    setAsked({
      at,
      top: value.bottom - pane.top + 4,
      left: Math.min(Math.max(EDGE_PX, value.left - pane.left), right),
    });
  };
  const chipOf = ({ target }: MouseEvent): HTMLElement | null =>
    (target as Element).closest<HTMLElement>(".fx-value");
  return {
    asked,
    ask,
    close: () => setAsked(null),
    handlers: {
      onClick: (event) => {
        const at = placeElement(chipOf(event))?.dataset.at;
        if (at === undefined) setAsked(null);
        else ask(at);
      },
      onMouseOver: (event) => {
        const value = chipOf(event);
        const at = placeElement(value)?.dataset.at;
        if (value !== null && at !== undefined) value.title = view.explain(at) ?? "";
      },
    },
  };
}

export function WorkedSentenceBox({ of }: { readonly of: WorkedSentence }): ReactNode {
  const { t } = useTranslation("projections");
  const view = useFormulaView();
  const { asked, close } = of;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked !== null) box.current?.scrollIntoView({ block: "nearest" });
  }, [asked]);
  useEffect(() => {
    if (asked === null) return undefined;
    const onKey = ({ key }: KeyboardEvent): void => {
      if (key === "Escape") close();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
  if (asked === null) return null;
  return (
    <div ref={box} className="fp-worked" role="status" style={{ top: asked.top, left: asked.left }}>
      {view.explain(asked.at) ?? t("notComputed")}
    </div>
  );
}
