/**
 * @module What moves a city's total the most, one thing at a time: every figure a share of itself down and up, every
 * yes or no and every option the other way, every weight a share of itself down and up with the others of its parent
 * giving way.
 */
import { type CompiledRuleSet, compileRuleSet } from "../compile/compile.ts";
import type { InputIssue } from "../issue.ts";
import { isObject, type JsonValue, own } from "../json/json-value.ts";
import { parseDecimal, toDecimalText } from "../number/decimal-text.ts";
import { add, equals, fromInteger, multiply, type Rational, subtract } from "../number/rational.ts";
import { round } from "../number/rounding.ts";
import { fromUnits, unitsOf } from "../number/units.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import type { Input } from "../rule-set/rule-set.ts";
import { nodeWeight } from "../score/constants.ts";
import { type SteppedCity, steppedCity } from "../what-if/stepped-city.ts";
import { WeightGroups } from "./weight-groups.ts";

/** One end of a bar: what is said instead, and what the total is then. */
export interface TornadoEnd {
  readonly value: JsonValue;
  readonly total: string;
}

export interface TornadoBar {
  readonly node: string;
  /** Absent for the node's weight. */
  readonly input?: string;
  /** Of a list, or of counts. */
  readonly option?: string;
  readonly from: JsonValue;
  /** The total's lowest and highest; where nothing lies beyond the present total, that end is it. */
  readonly low: TornadoEnd;
  readonly high: TornadoEnd;
  /** The difference of their totals. */
  readonly width: string;
}

export interface Tornado {
  readonly total: string;
  /** The widest first; those without width are left out. */
  readonly bars: readonly TornadoBar[];
}

export type TornadoResult =
  | { readonly ok: true; readonly tornado: Tornado }
  | { readonly ok: false; readonly issues: readonly InputIssue[] };

/**
 * @param share of itself that a figure or weight goes down and up, as a decimal in (0, 1)
 * @param inputs of a whole city; otherwise it is refused
 */
export function tornadoOf(rules: CompiledRuleSet, inputs: unknown, share: string): TornadoResult {
  const { prepared } = rules;
  const whole = rules.score(inputs, { final: true });
  if (!whole.ok) return whole;
  const based = steppedCity(rules, inputs);
  if (!based.ok) return based;
  const places = prepared.root.rounding.places;
  const units = (text: string): number => unitsOf(parseDecimal(text), places);
  const total = whole.result.total ?? "0";
  const bars = [...figureBars(based.city, share, total), ...weightBars(rules, inputs, share, total)]
    .map((bar) => ({ ...bar, size: units(bar.high.total) - units(bar.low.total) }))
    .filter(({ size }) => size > 0)
    .sort((a, b) => b.size - a.size)
    .map(({ size, ...bar }): TornadoBar => ({ ...bar, width: rules.text(0, size) }));
  return { ok: true, tornado: { total, bars } };
}

type Bar = Omit<TornadoBar, "width">;

function* figureBars(city: SteppedCity, share: string, total: string): Generator<Bar> {
  for (const node of city.prepared.nodes.values()) {
    const given = own(city.inputs, node.id);
    if (!isObject(given)) continue;
    for (const [id, input] of Object.entries(node.node.inputs ?? {})) {
      const value = own(given, id) as JsonValue | undefined;
      if (value === undefined || value === null || input.informational) continue;
      const stepped = city.figure(node, id);
      for (const { option, from, others } of otherFigures(input, value, share)) {
        const ends = others.flatMap(({ value: other, figure }): TornadoEnd[] => {
          const effect = stepped.with(figure);
          return effect === null ? [] : [{ value: other, total: effect.total.change().after }];
        });
        const here = { node: node.id, input: id, ...(option === undefined ? {} : { option }) };
        yield { ...here, from, ...endsOf(city.prepared, ends, { value: from, total }) };
      }
    }
  }
}

interface Others {
  readonly option?: string;
  readonly from: JsonValue;
  /** What is told, and the whole figure with it. */
  readonly others: readonly { readonly value: JsonValue; readonly figure: JsonValue }[];
}

function otherFigures(input: Input, value: JsonValue, share: string): readonly Others[] {
  switch (input.type) {
    case "boolean":
      return [{ from: value, others: [plain(!value)] }];
    case "choice":
      return [{ from: value, others: input.options.map(({ code }) => plain(code)) }];
    case "list": {
      const chosen = value as readonly string[];
      return input.options.map(({ code }) => {
        const has = chosen.includes(code);
        const figure = has ? chosen.filter((one) => one !== code) : [...chosen, code];
        return { option: code, from: has, others: [{ value: !has, figure }] };
      });
    }
    case "counts": {
      const counts = value as { readonly [code: string]: JsonValue };
      return Object.entries(counts).map(([option, from]) => ({
        option,
        from,
        others: scaled(from, share, true).map((one) => ({
          value: one,
          figure: { ...counts, [option]: one },
        })),
      }));
    }
    case "count":
    case "amount":
    case "percent":
    case "number":
      return [{ from: value, others: scaled(value, share, input.type === "count").map(plain) }];
    case "rows":
    case "text":
      return [];
  }
}

function plain(value: JsonValue) {
  return { value, figure: value };
}

/** Decimals that a scaled figure is told with. */
const PLACES = 4;
const ONE = fromInteger(1);

/** Down and up; a whole number by one at the least. */
function scaled(value: JsonValue, share: string, whole: boolean): readonly string[] {
  const from = parseDecimal(String(value));
  if (from === null) return [];
  const to = factorsOf(share).map((factor, index) => {
    const exact = round(multiply(from, factor), { mode: "half-up", places: whole ? 0 : PLACES });
    if (!whole || !equals(exact, from)) return exact;
    return index === 0 ? subtract(from, ONE) : add(from, ONE);
  });
  return to.map((one) => toDecimalText(one) ?? "");
}

function factorsOf(share: string): readonly Rational[] {
  const size = Number(share);
  return [1 - size, 1 + size].map((factor) => parseDecimal(factor.toFixed(6)) as Rational);
}

interface Weights {
  readonly share: string;
  readonly groups: WeightGroups;
  readonly compiled: CompiledRuleSet;
}

/** Of the share asked for last, so that one city after the other compiles nothing. */
const kept = new WeakMap<PreparedRuleSet, Weights>();

function weightsOf(prepared: PreparedRuleSet, share: string): Weights {
  const known = kept.get(prepared);
  if (known?.share === share) return known;
  const groups = new WeightGroups(prepared, Number(share), []);
  const compiled = compileRuleSet(prepared, { parameters: groups.parameters });
  const weights = { share, groups, compiled };
  kept.set(prepared, weights);
  return weights;
}

/** The others of a weight's parent are scaled so that all go on adding up. */
function* weightBars(
  { prepared }: CompiledRuleSet,
  inputs: unknown,
  share: string,
  total: string,
): Generator<Bar> {
  const { groups, compiled } = weightsOf(prepared, share);
  const { parameters } = groups;
  if (parameters.length === 0) return;
  const typed = compiled.type(inputs);
  if (!typed.ok) return;
  const values = new Float64Array(parameters.length);
  for (const [index, { place, decimals }] of parameters.entries()) {
    const node = prepared.nodes.get(place.node) as PreparedNode;
    const ends = factorsOf(share).map((factor): TornadoEnd => {
      const size = Number(factor.numerator) / Number(factor.denominator);
      groups.share(values, (one) => (one === index ? size : 1));
      const weight = fromUnits(values[index] as number, decimals);
      const found = compiled.scores(typed.city, values)[0] as number;
      return { value: toDecimalText(weight) ?? "", total: compiled.text(0, found) };
    });
    const from = toDecimalText(nodeWeight(node) as Rational) ?? "";
    yield { node: node.id, from, ...endsOf(prepared, ends, { value: from, total }) };
  }
}

function endsOf(
  { root }: PreparedRuleSet,
  ends: readonly TornadoEnd[],
  present: TornadoEnd,
): { readonly low: TornadoEnd; readonly high: TornadoEnd } {
  const units = ({ total }: TornadoEnd): number =>
    unitsOf(parseDecimal(total), root.rounding.places);
  let [low, high] = [present, present];
  for (const end of ends) {
    if (units(end) < units(low)) low = end;
    if (units(end) > units(high)) high = end;
  }
  return { low, high };
}
