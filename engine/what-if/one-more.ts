/**
 * @module What one more is worth: for every figure of a city, what one unit, the next band or one more tick
 * would do to the item's score and to the total.
 */
import type { InputIssue } from "../issue.ts";
import { isObject, type JsonValue, own } from "../json/json-value.ts";
import type { Observer } from "../logic/interpret.ts";
import { parseDecimal, toDecimalText } from "../number/decimal-text.ts";
import {
  add,
  compare,
  equals,
  fromInteger,
  multiply,
  type Rational,
  rational,
  subtract,
  ZERO,
} from "../number/rational.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import type { Input } from "../rule-set/rule-set.ts";
import { formatScore } from "../score/format.ts";
import { type ScoredCity, scoredCity, withFigure } from "./scored-city.ts";

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

/** Decimal texts; `change` carries its sign when negative. */
export interface Change {
  readonly before: string;
  readonly after: string;
  readonly change: string;
}

export type StepsResult =
  | { readonly ok: true; readonly steps: readonly Step[] }
  | { readonly ok: false; readonly issues: readonly InputIssue[] };

/** Steps of every given figure that can take one, the most valuable for the total first. */
export function oneMore(prepared: PreparedRuleSet, inputs: unknown): StepsResult {
  const base = scoredCity(prepared, inputs);
  if (!base.ok) return base;
  const steps: { readonly step: Step; readonly worth: Rational; readonly own: Rational }[] = [];
  for (const node of prepared.nodes.values()) {
    const given = own(base.city.inputs, node.id);
    if (!isObject(given)) continue;
    for (const [id, input] of Object.entries(node.node.inputs ?? {})) {
      const value = own(given, id);
      if (value === undefined || value === null || input.informational) continue;
      for (const trial of trialsOf(base.city, node, id, input, value)) {
        const step = stepOf(base.city, node, id, trial);
        if (step !== null) steps.push(step);
      }
    }
  }
  steps.sort((a, b) => compare(b.worth, a.worth) || compare(b.own, a.own));
  return { ok: true, steps: steps.map(({ step }) => step) };
}

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
  city: ScoredCity,
  node: PreparedNode,
  id: string,
  input: Input,
  value: unknown,
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
      return numberTrials(city, node, id, value);
    case "choice":
    case "rows":
    case "text":
      return [];
  }
}

const ONE: Rational = fromInteger(1);
const HUNDREDTH: Rational = rational(1n, 100n);

function numberTrials(
  city: ScoredCity,
  node: PreparedNode,
  id: string,
  value: unknown,
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
    const band = nextBand(city, node, id, from, direction, whole ? ONE : HUNDREDTH);
    if (band !== null) trials.push(trial(band, "band", true));
    if (band === null || !equals(band, one)) trials.push(trial(one, "unit", direction < 0));
  }
  return trials;
}

/** Doublings tried before a band is called out of reach: far above any count of a city. */
const MAX_DOUBLINGS = 40;

/**
 * The nearest figure in `direction`, in steps of `step`, at which some comparison of the node's formulas
 * answers otherwise than now. Comparisons of the notice change once along a figure, so doubling and halving
 * find the place.
 */
function nextBand(
  city: ScoredCity,
  node: PreparedNode,
  id: string,
  from: Rational,
  direction: 1 | -1,
  step: Rational,
): Rational | null {
  const at = (steps: bigint): Rational =>
    add(from, multiply(step, fromInteger(steps * BigInt(direction))));
  const now = signature(city, node, id, from);
  const differs = (steps: bigint): boolean | null => {
    const there = signature(city, node, id, at(steps));
    return there === null ? null : there !== now;
  };
  let low = 0n;
  let high = 1n;
  for (let doubling = 0; ; doubling++) {
    if (doubling > MAX_DOUBLINGS) return null;
    const answer = differs(high);
    if (answer === true) break;
    if (answer === null) {
      high = lastAllowed(low, high, differs);
      if (high === low || differs(high) !== true) return null;
      break;
    }
    low = high;
    high *= 2n;
  }
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (differs(middle) === true) high = middle;
    else low = middle;
  }
  return at(high);
}

/** The largest number of steps in [low, high) whose figure is not refused. */
function lastAllowed(
  low: bigint,
  high: bigint,
  differs: (steps: bigint) => boolean | null,
): bigint {
  let allowed = low;
  let refused = high;
  while (refused - allowed > 1n) {
    const middle = (allowed + refused) / 2n;
    if (differs(middle) === null) refused = middle;
    else allowed = middle;
  }
  return allowed;
}

/** How the comparisons of the node's formulas are answered, as text; `null` where the figure is refused. */
function signature(
  city: ScoredCity,
  node: PreparedNode,
  id: string,
  value: Rational,
): string | null {
  const answers: string[] = [];
  const observer: Observer = {
    leave: (expression, answer) => {
      if (typeof answer === "boolean") answers.push(`${expression.at}=${answer}`);
    },
  };
  const none: Observer = {};
  const changed = withFigure(city, node.id, id, text(value), (one) =>
    one === node ? observer : none,
  );
  return changed.ok ? answers.join(" ") : null;
}

function stepOf(city: ScoredCity, node: PreparedNode, id: string, trial: Trial) {
  const changed = withFigure(city, node.id, id, trial.figure);
  if (!changed.ok) return null;
  const root = city.prepared.root;
  const score = changeOf(city, changed.city, node);
  const total = changeOf(city, changed.city, root);
  if (score === null || total === null) return null;
  const better = compare(total.by, ZERO) > 0 || compare(score.by, ZERO) > 0;
  if (trial.onlyIfBetter && !better) return null;
  const { kind, option, from, to } = trial;
  const step: Step = {
    node: node.id,
    input: id,
    ...(option === undefined ? {} : { option }),
    kind,
    from,
    to,
    score: score.change,
    total: total.change,
  };
  return { step, worth: total.by, own: score.by };
}

function changeOf(
  before: ScoredCity,
  after: ScoredCity,
  node: PreparedNode,
): { readonly by: Rational; readonly change: Change } | null {
  const from = before.scores.get(node.id)?.score ?? null;
  const to = after.scores.get(node.id)?.score ?? null;
  if (from === null || to === null) return null;
  const by = subtract(to, from);
  const format = (value: Rational): string => formatScore(value, node.rounding);
  return { by, change: { before: format(from), after: format(to), change: format(by) } };
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
