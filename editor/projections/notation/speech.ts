/** @module A formula in words: what a screen reader says of each place, and what messages call it. */
import type { TFunction } from "i18next";
import type { Language } from "../../../engine/language/language.ts";
import { operatorName } from "./roles.ts";
import type { Notation, TallyRow } from "./shapes.ts";

type Say = TFunction<"projections">;

interface Speaker {
  readonly t: Say;
  readonly language: Language;
}

export interface Spoken {
  /** The words of every place that a formula shows. */
  readonly words: ReadonlyMap<string, string>;
  readonly shapes: ReadonlyMap<string, Notation>;
}

export function speechOf(shape: Notation, t: Say, language: Language): Spoken {
  const say: Speaker = { t, language };
  const words = new Map<string, string>();
  const shapes = new Map<string, Notation>();
  speak(shape, say, words, shapes);
  return { words, shapes };
}

function speak(
  shape: Notation,
  say: Speaker,
  words: Map<string, string>,
  shapes: Map<string, Notation>,
): string {
  const said = sentence(shape, say, (inner) => speak(inner, say, words, shapes));
  words.set(shape.at, said);
  shapes.set(shape.at, shape);
  if (shape.kind === "fraction" && shape.zero.kind === "rule") words.set(shape.zero.at, said);
  if (shape.kind === "fraction" && shape.cap !== undefined) words.set(shape.cap.at, said);
  if (shape.kind === "tally") {
    for (const row of shape.rows)
      if (row.kind === "tick") words.set(row.at, tickWords(row, say, words));
  }
  return said;
}

function tickWords(
  row: Extract<TallyRow, { readonly kind: "tick" }>,
  say: Speaker,
  words: ReadonlyMap<string, string>,
): string {
  const [condition, points] = [words.get(row.condition.at), words.get(row.points.at)];
  return say.t("speech.tick", { condition, points });
}

function sentence(shape: Notation, say: Speaker, inner: (shape: Notation) => string): string {
  const join = (members: readonly Notation[], sign: string): string =>
    members.map(inner).join(sign);
  switch (shape.kind) {
    case "number":
      return shape.percent ? `${shape.text}%` : shape.text;
    case "word":
      return shape.what === "text"
        ? `“${shape.option?.label ?? shape.text}”`
        : say.t(`words.${shape.what}`);
    case "name": {
      const { symbol, label, printed } = shape.name;
      const name = symbol === undefined || symbol === label ? label : `${symbol} ${label}`;
      return printed === undefined ? name : `${name} ${printed}`;
    }
    case "hole":
      return say.t("hole");
    case "fraction": {
      const { zero } = shape;
      if (zero.kind === "rule") inner(zero.when);
      const rule = zero.kind === "rule" ? say.t("speech.zero", { value: inner(zero.value) }) : "";
      const { above, below, cap } = shape;
      const quotient = say.t("speech.fraction", { above: inner(above), below: inner(below) });
      const limit =
        cap === undefined ? "" : `${say.t("cap")} ${inner(cap.limit)}${say.t("listSeparator")}`;
      return limit + quotient + rule;
    }
    case "sum":
      return join(shape.members, " + ");
    case "product":
      return join(shape.members, " × ");
    case "difference":
      return join(shape.members, " − ");
    case "negative":
      return `− ${inner(shape.of)}`;
    case "comparison":
      return join(shape.members, ` ${say.t(`signs.${shape.sign}`)} `);
    case "junction":
      return join(shape.members, ` ${say.t(`junction.${shape.word}`)} `);
    case "not":
      return `${say.t("not")} ${inner(shape.of)}`;
    case "bound":
      return `${say.t(shape.side)} ${inner(shape.limit)}${say.t("listSeparator")}${inner(shape.of)}`;
    case "brace": {
      if (shape.subject !== null) inner(shape.subject);
      return shape.rows
        .map(({ condition, value }) =>
          condition === null
            ? say.t("speech.otherwise", { value: inner(value) })
            : say.t("speech.row", { condition: inner(condition), value: inner(value) }),
        )
        .join(say.t("speech.rowSeparator"));
    }
    case "tally":
      return shape.rows
        .map((row) =>
          row.kind === "tick"
            ? say.t("speech.tick", { condition: inner(row.condition), points: inner(row.points) })
            : inner(row.term),
        )
        .join(say.t("speech.rowSeparator"));
    case "chosen":
      inner(shape.choice);
      return say.t("speech.chosen", { label: shape.label, list: inner(shape.list) });
    case "count":
      return `${say.t("count")} ${inner(shape.of)}`;
    case "total":
      return say.t("speech.total", { list: inner(shape.list), body: inner(shape.body) });
    case "call": {
      const name = operatorName(shape.operator, say.t, say.language);
      return `${name}(${join(shape.members, say.t("listSeparator"))})`;
    }
    case "list":
      return join(shape.members, say.t("listSeparator"));
    default:
      return shape satisfies never;
  }
}
