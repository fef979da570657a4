/** @module What moved within a formula: both of its places have one number, are lit together, and are listed to be gone to. */
import { Button } from "antd";
import { type PointerEvent, type ReactNode, type RefObject, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FormulaDiff } from "../../formula/diff/diff-formulas.ts";
import type { FormulaView } from "../formula-view.ts";

export interface Moves {
  readonly all: readonly { readonly number: number; readonly after: string }[];
  /** Numbers by place. */
  readonly before: ReadonlyMap<string, number>;
  readonly after: ReadonlyMap<string, number>;
}

export function movesOf({ changes }: Pick<FormulaDiff, "changes">): Moves {
  const moved = changes.flatMap((change) => (change.kind === "moved" ? [change] : []));
  return {
    all: moved.map(({ after }, index) => ({ number: index + 1, after })),
    before: new Map(moved.map(({ before }, index) => [before, index + 1])),
    after: new Map(moved.map(({ after }, index) => [after, index + 1])),
  };
}

export interface LinkedEnds {
  readonly pointAt: (event: PointerEvent) => void;
  readonly leave: () => void;
  readonly light: (number: number | null) => void;
  /** Brings the place in the earlier (0) or the later (1) edition into sight. */
  readonly goTo: (number: number, edition: 0 | 1) => void;
}

/** @param root holds the earlier edition, then the later one */
export function useLinkedEnds(root: RefObject<HTMLElement | null>): LinkedEnds {
  const [lit, setLit] = useState<number | null>(null);
  const endsOf = (number: number): readonly Element[] => [
    ...(root.current?.querySelectorAll(`[data-moved="${number}"]`) ?? []),
  ];
  // biome-ignore lint/correctness/useExhaustiveDependencies: the two pictures stand as they are
  useEffect(() => {
    if (lit === null) return undefined;
    const ends = endsOf(lit);
    for (const end of ends) end.classList.add("fd-lit");
    return () => {
      for (const end of ends) end.classList.remove("fd-lit");
    };
  }, [lit]);
  return {
    pointAt: ({ target }) => {
      const end = target instanceof Element ? target.closest("[data-moved]") : null;
      setLit(end === null ? null : Number(end.getAttribute("data-moved")));
    },
    leave: () => setLit(null),
    light: setLit,
    goTo: (number, edition) => {
      setLit(number);
      endsOf(number)[edition]?.scrollIntoView({ block: "center", inline: "center" });
    },
  };
}

export function MoveList(props: {
  readonly moves: Moves;
  /** The later edition: its words say what moved. */
  readonly view: FormulaView;
  readonly links: LinkedEnds;
}): ReactNode {
  const { t } = useTranslation("projections");
  const { moves, view, links } = props;
  if (moves.all.length === 0) return null;
  return (
    <ul className="fd-moves" aria-label={t("diff.moved")}>
      {moves.all.map(({ number, after }) => (
        <li
          key={number}
          onPointerEnter={() => links.light(number)}
          onPointerLeave={() => links.light(null)}
        >
          <span className="fx-diff-moved">{number}</span>
          <span>{view.speech.get(after) ?? ""}</span>
          {([0, 1] as const).map((edition) => (
            <Button
              key={edition}
              type="link"
              size="small"
              aria-label={`${t(edition === 0 ? "diff.movedFrom" : "diff.movedTo")} ${number}`}
              onFocus={() => links.light(number)}
              onBlur={() => links.light(null)}
              onClick={() => links.goTo(number, edition)}
            >
              {t(edition === 0 ? "diff.movedFrom" : "diff.movedTo")}
            </Button>
          ))}
        </li>
      ))}
    </ul>
  );
}
