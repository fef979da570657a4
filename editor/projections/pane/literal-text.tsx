/** @module What a leaf of a formula shows. */
import type { CSSProperties, ReactNode } from "react";
import type { Notation } from "../notation/shapes.ts";
import { Words } from "./words.tsx";

export type LeafShape = Extract<Notation, { readonly kind: "number" | "word" | "name" | "hole" }>;

export function isLeaf(shape: Notation): shape is LeafShape {
  return ["number", "word", "name", "hole"].includes(shape.kind);
}

export function LiteralText({ shape }: { readonly shape: Notation }): ReactNode {
  switch (shape.kind) {
    case "number":
      return (
        <span className="fx-number">
          {shape.text.replace("-", "−")}
          {shape.percent && <span className="fx-percent">%</span>}
        </span>
      );
    case "word":
      return (
        <span className="fx-literal-word">
          {shape.what === "text" ? (
            `“${shape.option?.label ?? shape.text}”`
          ) : (
            <Words of={`words.${shape.what}`} />
          )}
        </span>
      );
    case "name": {
      const { name } = shape;
      if (name.symbol !== undefined) return <NoticeSymbol text={name.symbol} />;
      if (name.printed !== undefined) return <span className="fx-number">{name.printed}</span>;
      return <Label text={name.label} />;
    }
    case "hole":
      return (
        <span className="fx-hole">
          <span className="fx-hole-words">
            <Words of="hole" />
          </span>
        </span>
      );
    default:
      return null;
  }
}

/** `b1` as b with a lower index. */
export function NoticeSymbol({ text }: { readonly text: string }): ReactNode {
  const [, letters = text, index = ""] = /^(.*?)(\d*)$/.exec(text) ?? [];
  return (
    <span className="fx-symbol">
      {letters}
      {index !== "" && <sub>{index}</sub>}
    </span>
  );
}

/** A label on as many lines as it needs, all of about one length: a fraction is then no wider than its words. */
export function Label({ text }: { readonly text: string }): ReactNode {
  return (
    <span
      className="fx-label"
      style={{ "--fx-words-width": `${lineWidth(text)}em` } as CSSProperties}
    >
      {text}
    </span>
  );
}

const LONGEST_LINE = 15;

function lineWidth(text: string): number {
  let width = 0;
  for (const character of text) width += character.charCodeAt(0) < 0x2000 ? 0.46 : 1;
  const lines = Math.max(1, Math.ceil(width / LONGEST_LINE));
  return Math.ceil(width / lines) + 1;
}
