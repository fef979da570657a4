/**
 * @module What one more is worth: for every figure of a city, what one unit, the next band or one more tick
 * would do to the item's score and to the total.
 */
import type { CompiledRuleSet } from "../compile/compile.ts";
import type { InputIssue } from "../issue.ts";
import { isObject, type JsonValue, own } from "../json/json-value.ts";
import { parseDecimal, toDecimalText } from "../number/decimal-text.ts";
import { add, equals, fromInteger, type Rational, rational, subtract } from "../number/rational.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import type { Input } from "../rule-set/rule-set.ts";
import { nextBand } from "./next-band.ts";
import { differs } from "./same-answers.ts";
import {
  type Change,
  compareMoved,
  type Effect,
  isGain,
  type SteppedCity,
  steppedCity,
} from "./stepped-city.ts";

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
  return stepsOf(rules, inputs, (city, node, id, from, direction, step) =>
    nextBand(differs(city, node, id), from, direction, step),
  );
}

/** The same without what takes a search: one unit or one tick of every figure. */
export function oneStep(rules: CompiledRuleSet, inputs: unknown): StepsResult {
  return stepsOf(rules, inputs, () => null);
}

function stepsOf(rules: CompiledRuleSet, inputs: unknown, bandOf: FindBand): StepsResult {
  const base = steppedCity(rules, inputs);
  if (!base.ok) return base;
  const { city } = base;
  const steps: { readonly step: Step; readonly effect: Effect }[] = [];
  for (const node of rules.prepared.nodes.values()) {
    const given = own(city.inputs, node.id);
    if (!isObject(given)) continue;
    for (const [id, input] of Object.entries(node.node.inputs ?? {})) {
      const value = own(given, id);
      if (value === undefined || value === null || input.informational) continue;
      for (const trial of trialsOf(city, node, id, input, value, bandOf)) {
        const step = stepOf(city, node, id, trial);
        if (step !== null) steps.push(step);
      }
    }
  }
  steps.sort(
    ({ effect: a }, { effect: b }) =>
      compareMoved(b.total, a.total) || compareMoved(b.score, a.score),
  );
  return { ok: true, steps: steps.map(({ step }) => step) };
}

type FindBand = (
  city: SteppedCity,
  node: PreparedNode,
  id: string,
  from: Rational,
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
  city: SteppedCity,
  node: PreparedNode,
  id: string,
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
        const count = numeral(own(counts, code) ?? 0);
        if (count === null) return [];
        const to = text(add(count, ONE));
        return [
          { kind: "unit", option: code, from: text(count), to, figure: { ...counts, [code]: to } },
        ];
      });
    }
    case "count":
    case "amount":
    case "percent":
    case "number":
      return numberTrials(city, node, id, value, bandOf);
    case "choice":
    case "rows":
    case "text":
      return [];
  }
}

const ONE: Rational = fromInteger(1);
const HUNDREDTH: Rational = rational(1n, 100n);

function numberTrials(
  city: SteppedCity,
  node: PreparedNode,
  id: string,
  value: unknown,
  bandOf: FindBand,
): readonly Trial[] {
  const from = numeral(value);
  if (from === null) return [];
  const trial = (to: Rational, kind: Step["kind"], onlyIfBetter: boolean): Trial => ({
    kind,
    from: text(from),
    to: text(to),
    figure: text(to),
    onlyIfBetter,
  });
  const declared = node.node.inputs ?? {};
  const whole = declared[id]?.type === "count";
  // To lower the total that others are measured against is no step that anybody can take.
  const isTotal = Object.values(declared).some((other) => "partOf" in other && other.partOf === id);
  const trials: Trial[] = [];
  for (const direction of isTotal ? ([1] as const) : ([1, -1] as const)) {
    const one = direction > 0 ? add(from, ONE) : subtract(from, ONE);
    const band = bandOf(city, node, id, from, direction, whole ? ONE : HUNDREDTH);
    if (band !== null) trials.push(trial(band, "band", true));
    if (band === null || !equals(band, one)) trials.push(trial(one, "unit", direction < 0));
  }
  return trials;
}

function stepOf(city: SteppedCity, node: PreparedNode, id: string, trial: Trial) {
  const effect = city.with(node, id, trial.figure);
  if (effect === null) return null;
  if (trial.onlyIfBetter && !isGain(effect.total) && !isGain(effect.score)) return null;
  const { kind, option, from, to } = trial;
  const step: Step = {
    node: node.id,
    input: id,
    ...(option === undefined ? {} : { option }),
    kind,
    from,
    to,
    score: effect.score.change,
    total: effect.total.change,
  };
  return { step, effect };
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
