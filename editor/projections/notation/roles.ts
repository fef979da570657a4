/** @module What an operand is to its operator, and what a node is called: for rows, breadcrumbs and menus. */
import type { TFunction } from "i18next";
import { type Language, textIn } from "../../../engine/language/language.ts";
import { OPERATOR_WORDS } from "../../../engine/language/operator-words.ts";
import type { Expression } from "../../../engine/logic/expression.ts";
import type { Notation } from "./shapes.ts";

type Say = TFunction<"projections">;

/** `分子`, `条件 2`, `结果 2` …; "" where the operator gives its operands no names. */
export function roleOf(parent: Expression, index: number, say: Say): string {
  if (parent.kind !== "operation") return "";
  const { operator, operands } = parent;
  switch (operator) {
    case "/":
      return index === 0 ? say("roles.above") : index === 1 ? say("roles.below") : "";
    case "-":
      return operands.length === 2 ? say(index === 0 ? "roles.minuend" : "roles.subtrahend") : "";
    case "if":
    case "?:": {
      if (index === operands.length - 1 && index % 2 === 0) return say("roles.otherwise");
      const number = Math.floor(index / 2) + 1;
      return say(index % 2 === 0 ? "roles.condition" : "roles.result", { number });
    }
    case "map":
    case "filter":
    case "reduce":
    case "all":
    case "some":
    case "none":
      return say(index === 0 ? "roles.list" : index === 1 ? "roles.each" : "roles.start");
    default:
      return "";
  }
}

/** Function name of an operator, in the table that all projections share. */
export function operatorName(operator: string, say: Say, language: Language): string {
  const words = OPERATOR_WORDS.get(operator);
  return words === undefined ? say("unknownOperator", { operator }) : textIn(words.call, language);
}

/**
 * What a node is called where it is one among others: `乘积`, `分档 立案率`, `不低于`.
 *
 * @param at place of the node: the guard of a fraction is printed with it, and is not it
 */
export function kindWords(shape: Notation, at: string, say: Say, language: Language): string {
  switch (shape.kind) {
    case "fraction":
      return say(shape.at === at ? "kinds.fraction" : "kinds.zero");
    case "comparison":
      return say(`signs.${shape.sign}`);
    case "junction":
      return say(`junction.${shape.word}`);
    case "not":
      return say("not");
    case "call":
      return operatorName(shape.operator, say, language);
    case "bound":
      return say(`kinds.${shape.side}`);
    case "brace": {
      const { subject } = shape;
      if (subject === null) return say("kinds.brace");
      const name = subject.kind === "name" ? ` ${subject.name.label}` : "";
      return `${say("kinds.bands")}${name}`;
    }
    case "chosen":
      return `${say("kinds.chosen")} ${shape.label}`;
    default:
      return say(`kinds.${shape.kind}`);
  }
}
