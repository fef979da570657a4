/** @module Weights in the tree: read and shown exactly, and added up beside what they should make. */
import type { JsonValue } from "../../../engine/json/json-value.ts";
import { createContext, interpret } from "../../../engine/logic/interpret.ts";
import { FormulaTooLarge, readExpression } from "../../../engine/logic/read-expression.ts";
import {
  fromJsonNumber,
  HUNDREDTH,
  parseDecimal,
  toDecimalText,
  toText,
} from "../../../engine/number/decimal-text.ts";
import {
  add,
  divide,
  equals,
  multiply,
  Rational,
  subtract,
  ZERO,
} from "../../../engine/number/rational.ts";
import type { DocumentNode } from "../../document/nodes.ts";

/** The weight's value; null where there is none, or its logic is no constant number. */
export function weightOf({ weight }: Pick<DocumentNode, "weight">): Rational | null {
  return weight === undefined ? null : exact(weight);
}

function exact(value: JsonValue): Rational | null {
  if (typeof value === "number") return fromJsonNumber(value);
  if (typeof value === "string") return parseDecimal(value);
  try {
    const answer = interpret(readExpression(value), Object.create(null), createContext());
    return answer.ok && answer.value instanceof Rational ? answer.value : null;
  } catch (error) {
    if (error instanceof FormulaTooLarge) return null;
    throw error;
  }
}

/** `5%`; `1/3` for what is no decimal. */
export function showShare(share: Rational): string {
  const percent = toDecimalText(divide(share, HUNDREDTH));
  return percent === null ? toText(share) : `${percent}%`;
}

/**
 * What somebody typed into the field of a weight: `5%`, `5` and `５％` all mean 5 %, `1/3` is that fraction.
 *
 * @returns the weight as the files hold it; null where it is none
 */
export function readShare(text: string): JsonValue | null {
  const plain = text.normalize("NFKC").trim().replace(/\s*%$/, "");
  const [, above, below] = /^(\d{1,6})\s*\/\s*([1-9]\d{0,5})$/.exec(plain) ?? [];
  if (above !== undefined && below !== undefined) return { "/": [Number(above), Number(below)] };
  const typed = parseDecimal(plain);
  const share = typed === null ? null : toDecimalText(multiply(typed, HUNDREDTH));
  return share === null ? null : Number(share);
}

export interface Sum {
  readonly sum: string;
  readonly expected: string;
  readonly right: boolean;
}

/** Null where the level asks for no sum, or no child has a weight. */
export function sumOfChildren(node: DocumentNode, expected: JsonValue | undefined): Sum | null {
  const wanted = wantedSum(node, expected);
  const weights = weightsBelow(node);
  if (wanted === null || weights.length === 0) return null;
  const sum = weights.reduce<Rational>(add, ZERO);
  return { sum: showShare(sum), expected: showShare(wanted), right: equals(sum, wanted) };
}

/** What the weights below leave of their sum, negative where they exceed it; null where the level asks for none. */
export function missingShare(node: DocumentNode, expected: JsonValue | undefined): Rational | null {
  const wanted = wantedSum(node, expected);
  return wanted === null ? null : weightsBelow(node).reduce<Rational>(subtract, wanted);
}

function wantedSum(node: DocumentNode, expected: JsonValue | undefined): Rational | null {
  if (expected === undefined) return null;
  return expected === "weight" ? weightOf(node) : exact(expected);
}

function weightsBelow(node: DocumentNode): readonly Rational[] {
  return node.children.map(weightOf).filter((weight) => weight !== null);
}
