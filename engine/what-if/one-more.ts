/**
 * @module What one more is worth: for every figure of a city, what one unit, the next band or one more tick
 * would do to the item's score and to the total.
 */
import type { CompiledRuleSet } from "../compile/compile.ts";
import { exactInteger } from "../compile/read-number.ts";
import type { InputIssue } from "../issue.ts";
import { isObject, type JsonValue, own } from "../json/json-value.ts";
import { parseDecimal, toDecimalText } from "../number/decimal-text.ts";
import { add, fromInteger, type Rational, rational } from "../number/rational.ts";
import type { Input } from "../rule-set/rule-set.ts";
import { type Change, compareMoved, type Effect, isGain } from "./moved.ts";
import { nextBand } from "./next-band.ts";
import { differs } from "./same-answers.ts";
import { type SteppedFigure, steppedCity } from "./stepped-city.ts";

export interface Step {
  readonly node: string;
  readonly input: string;
  /** Option of a list or of a map of counts that the step adds to. */
  readonly option?: string;
  /**
   * `unit`: one more (or one less, where that helps); `band`: the least change that a comparison answers
   * otherwise to; `tick`: a condition met, or one more option.
   */
  readonly kind: "unit" | "band" | "tick";
  readonly from: JsonValue;
  readonly to: JsonValue;
  readonly score: Change;
  readonly total: Change;
}

export type StepsResult =
  | { readonly ok: true; readonly steps: readonly Step[] }
  | { readonly ok: false; readonly issues: readonly InputIssue[] };

/** Steps of every given figure that can take one, the most valuable for the total first. */
export function oneMore(rules: CompiledRuleSet, inputs: unknown): StepsResult {
  return stepsOf(rules, inputs, (stepped, value, direction, step) => {
    const from = numeral(value);
    return from && nextBand(differs(stepped), from, direction, step);
  });
}

/** The same without what takes a search: one unit or one tick of every figure. */
export function oneStep(rules: CompiledRuleSet, inputs: unknown): StepsResult {
  return stepsOf(rules, inputs, () => null);
}

function stepsOf(rules: CompiledRuleSet, inputs: unknown, bandOf: FindBand): StepsResult {
  const base = steppedCity(rules, inputs);
  if (!base.ok) return base;
  const { city } = base;
  const steps: Tried[] = [];
  for (const node of rules.prepared.nodes.values()) {
    const given = own(city.inputs, node.id);
    if (!isObject(given)) continue;
    for (const [id, input] of Object.entries(node.node.inputs ?? {})) {
      const value = own(given, id);
      if (value === undefined || value === null || input.informational) continue;
      const stepped = city.figure(node, id);
      for (const trial of trialsOf(stepped, input, value, bandOf)) {
        const step = stepOf(stepped, trial);
        if (step !== null) steps.push(step);
      }
    }
  }
  steps.sort(
    ({ effect: a }, { effect: b }) =>
      compareMoved(b.total, a.total) || compareMoved(b.score, a.score),
  );
  return { ok: true, steps: steps.map(told) };
}

/** A trial that is a step, before it is told. */
interface Tried {
  readonly node: string;
  readonly input: string;
  readonly trial: Trial;
  readonly effect: Effect;
}

type FindBand = (
  stepped: SteppedFigure,
  value: unknown,
  direction: 1 | -1,
  step: Rational,
) => Rational | null;

interface Trial {
  readonly kind: Step["kind"];
  readonly option?: string;
  readonly from: JsonValue;
  readonly to: JsonValue;
  /** The whole figure with the step taken. */
  readonly figure: JsonValue;
  /** Kept only where it raises the score (a step down that does not help is not advice). */
  readonly onlyIfBetter?: boolean;
}

function trialsOf(
  stepped: SteppedFigure,
  input: Input,
  value: unknown,
  bandOf: FindBand,
): readonly Trial[] {
  switch (input.type) {
    case "boolean":
      return value === false ? [{ kind: "tick", from: false, to: true, figure: true }] : [];
    case "list": {
      const chosen = value as readonly string[];
      return input.options
        .filter(({ code }) => !chosen.includes(code))
        .map(({ code }) => ({
          kind: "tick",
          option: code,
          from: false,
          to: true,
          figure: [...chosen, code],
        }));
    }
    case "counts": {
      const counts = value as { readonly [code: string]: JsonValue };
      return input.options.flatMap(({ code }): Trial[] => {
        const count = own(counts, code) ?? 0;
        const [from, to] = [plusUnits(count, 0), plusUnits(count, 1)];
        if (from === null || to === null) return [];
        return [{ kind: "unit", option: code, from, to, figure: { ...counts, [code]: to } }];
      });
    }
    case "count":
    case "amount":
    case "percent":
    case "number":
      return numberTrials(stepped, value, bandOf);
    case "choice":
    case "rows":
    case "text":
      return [];
  }
}

const ONE: Rational = fromInteger(1);
const HUNDREDTH: Rational = rational(1n, 100n);

function numberTrials(stepped: SteppedFigure, value: unknown, bandOf: FindBand): readonly Trial[] {
  const from = plusUnits(value, 0);
  if (from === null) return [];
  const trial = (to: string, kind: Step["kind"], onlyIfBetter: boolean): Trial => ({
    kind,
    from,
    to,
    figure: to,
    onlyIfBetter,
  });
  const { node, input: id } = stepped;
  const declared = node.node.inputs ?? {};
  const whole = declared[id]?.type === "count";
  // To lower the total that others are measured against is no step that anybody can take.
  const isTotal = Object.values(declared).some((other) => "partOf" in other && other.partOf === id);
  const trials: Trial[] = [];
  for (const direction of isTotal ? ([1] as const) : ([1, -1] as const)) {
    const one = plusUnits(value, direction) as string;
    const reached = bandOf(stepped, value, direction, whole ? ONE : HUNDREDTH);
    const band = reached && text(reached);
    if (band !== null) trials.push(trial(band, "band", true));
    if (band !== one) trials.push(trial(one, "unit", direction < 0));
  }
  return trials;
}

function stepOf(stepped: SteppedFigure, trial: Trial): Tried | null {
  const effect = stepped.with(trial.figure);
  if (effect === null) return null;
  if (trial.onlyIfBetter && !isGain(effect.total) && !isGain(effect.score)) return null;
  return { node: stepped.node.id, input: stepped.input, trial, effect };
}

function told({ node, input, trial, effect }: Tried): Step {
  const { kind, option, from, to } = trial;
  const [score, total] = [effect.score.change(), effect.total.change()];
  if (option === undefined) return { node, input, kind, from, to, score, total };
  return { node, input, option, kind, from, to, score, total };
}

/** The figure with so many units more, as decimal text; most figures are small whole numbers. */
function plusUnits(value: unknown, units: number): string | null {
  const integer = exactInteger(value, 1);
  if (Math.abs(integer) < 1e15) return String(integer + units);
  const number = numeral(value);
  return number && text(add(number, fromInteger(units)));
}

function numeral(value: unknown): Rational | null {
  return typeof value === "number" || typeof value === "string"
    ? parseDecimal(String(value))
    : null;
}

/** Figures and steps are decimals, so this always has a text. */
function text(value: Rational): string {
  return toDecimalText(value) ?? "";
}
