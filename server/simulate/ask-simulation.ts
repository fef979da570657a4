/** @module What somebody asks of a simulation, held to its limits: before anything is computed. */
import type { Language } from "../../engine/language/language.ts";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import { pointsOf, type Variation, type VariedNumber } from "../../engine/simulate/vary.ts";
import { readVariedNumber } from "./read-variation.ts";
import { MAX_POINTS } from "./run-simulation.ts";
import { variationSentence } from "./variation-words.ts";

export interface AskedVariation {
  /** Share that weights are drawn up and down by. */
  readonly weights?: number;
  /** Each as `readVariedNumber` takes it. */
  readonly vary?: readonly string[];
  readonly draws?: number;
  readonly grid?: boolean;
  readonly seed?: number;
}

export type ReadVariation =
  | { readonly ok: true; readonly variation: Variation }
  /** `place`: the member that is at fault. */
  | { readonly ok: false; readonly place: string; readonly code: string; readonly facts: object };

export const USUAL_SPREAD = 0.2;
export const USUAL_DRAWS = 10_000;

/** Weights are drawn where nothing else is varied, and never on a grid. */
export function readVariation(
  prepared: PreparedRuleSet,
  { weights, vary = [], draws = USUAL_DRAWS, grid = false, seed = 1 }: AskedVariation,
  language: Language,
): ReadVariation {
  const numbers: VariedNumber[] = [];
  for (const [index, text] of vary.entries()) {
    const read = readVariedNumber(prepared, text);
    if (!read.ok) {
      const { code, ...facts } = read.fault;
      const message = variationSentence(read.fault, language);
      return { ok: false, place: `vary/${index}`, code, facts: { ...facts, message } };
    }
    numbers.push(read.number);
  }
  if (grid && numbers.length === 0)
    return { ok: false, place: "vary", code: "missing_member", facts: {} };
  const points = numbers.reduce((all, one) => all * pointsOf(one), 1);
  if (grid && points > MAX_POINTS)
    return {
      ok: false,
      place: "vary",
      code: "too_many_points",
      facts: { found: points, maximum: MAX_POINTS },
    };
  const spread = grid ? 0 : (weights ?? (numbers.length > 0 ? 0 : USUAL_SPREAD));
  return { ok: true, variation: { spread, numbers, draws: grid ? null : draws, seed } };
}
