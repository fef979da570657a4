/** @module Scores as they leave the engine: decimal text with the places that the rule set declares. */
import type { JsonValue } from "../json/json-value.ts";
import { toJson, type Value } from "../logic/value.ts";
import { toFixedText } from "../number/decimal-text.ts";
import { Rational } from "../number/rational.ts";
import { type Rounding, round } from "../number/rounding.ts";

/** A score with its places. Where nothing is rounded (`none`), the places are only those shown. */
export function formatScore(score: Rational, rounding: Rounding): string {
  const { mode, places } = rounding;
  return toFixedText(round(score, { mode: mode === "none" ? "half-up" : mode, places }), places);
}

/** An output's value; numbers with the places of their rounding, exact text where none is declared. */
export function formatOutput(value: Value, rounding: Rounding | undefined): JsonValue {
  return value instanceof Rational && rounding ? formatScore(value, rounding) : toJson(value);
}
