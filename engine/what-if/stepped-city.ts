/**
 * @module A city of which one figure after another is changed: compiled rules where all figures lie in slots, the
 * reference for the rest.
 */
import type { CompiledRuleSet, FigureChange } from "../compile/compile.ts";
import type { TypedCity } from "../compile/machine.ts";
import { NoValue } from "../compile/run.ts";
import type { InputIssue } from "../issue.ts";
import { isObject, type JsonValue, own } from "../json/json-value.ts";
import type { Operation } from "../logic/expression.ts";
import { type Rational, subtract } from "../number/rational.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import { formatScore } from "../score/format.ts";
import { figureKey, sameFigures } from "../score/same-figures.ts";
import type { Effect, Moved } from "./moved.ts";
import { type Inputs, type ScoredCity, scoredCity, withFigure } from "./scored-city.ts";

export type SteppedCityResult =
  | { readonly ok: true; readonly city: SteppedCity }
  | { readonly ok: false; readonly issues: readonly InputIssue[] };

export function steppedCity(rules: CompiledRuleSet, inputs: unknown): SteppedCityResult {
  const slots = inSlots(rules, inputs);
  if (slots !== null) return { ok: true, city: new SteppedCity(rules, inputs as Inputs, slots) };
  const scored = scoredCity(rules.prepared, inputs);
  if (!scored.ok) return scored;
  return { ok: true, city: new SteppedCity(rules, inputs as Inputs, null, scored.city) };
}

/** A whole city whose figures all lie in slots, with its scores. */
interface InSlots {
  readonly city: TypedCity;
  readonly before: Float64Array;
}

function inSlots(rules: CompiledRuleSet, inputs: unknown): InSlots | null {
  const typed = rules.type(inputs);
  if (!typed.ok || typed.city.beyond !== null) return null;
  try {
    return { city: typed.city, before: rules.scores(typed.city).slice() };
  } catch (error) {
    if (error instanceof NoValue) return null;
    throw error;
  }
}

export class SteppedCity {
  readonly prepared: PreparedRuleSet;
  readonly inputs: Inputs;
  readonly rules: CompiledRuleSet;
  readonly slots: InSlots | null;
  /** Of nodes, by id. */
  readonly places: ReadonlyMap<string, number>;
  #scored: ScoredCity | null;

  constructor(
    rules: CompiledRuleSet,
    inputs: Inputs,
    slots: InSlots | null,
    scored: ScoredCity | null = null,
  ) {
    this.prepared = rules.prepared;
    this.inputs = inputs;
    this.rules = rules;
    this.slots = slots;
    this.places = new Map(rules.nodes.map((id, index) => [id, index]));
    this.#scored = scored;
  }

  /** Made when it is first asked for. */
  get scored(): ScoredCity {
    if (this.#scored === null) {
      const result = scoredCity(this.prepared, this.inputs);
      if (!result.ok) throw new Error("compiled rules took figures that the reference refuses");
      this.#scored = result.city;
    }
    return this.#scored;
  }

  /** A figure that the city gives, to be given otherwise. */
  figure(node: PreparedNode, input: string): SteppedFigure {
    return new SteppedFigure(this, node, input);
  }
}

export class SteppedFigure {
  readonly node: PreparedNode;
  readonly input: string;
  readonly city: SteppedCity;
  readonly #key: string;
  /** How many of the other places that ask for the figure give it as well, each for itself. */
  readonly #also: "none" | "some" | "all";

  constructor(city: SteppedCity, node: PreparedNode, input: string) {
    this.city = city;
    this.node = node;
    this.input = input;
    this.#key = figureKey(node.id, input);
    const others = (sameFigures(city.prepared).get(this.#key) ?? []).filter(
      (other) => other !== this.#key,
    );
    const given = others.filter((other) => {
      const slash = other.lastIndexOf("/");
      const figures = own(city.inputs, other.slice(0, slash));
      return isObject(figures) && own(figures, other.slice(slash + 1)) !== undefined;
    });
    this.#also = given.length === 0 ? "none" : given.length === others.length ? "all" : "some";
  }

  /** `null` where the changed city is refused, or a score is not known. */
  with(figure: JsonValue): Effect | null {
    const { city, node } = this;
    const { slots, rules } = city;
    if (slots !== null && this.#also !== "some") {
      const after = rules.scoresWith(slots.city, this.#changedTo(figure));
      if (after === "refused") return null;
      if (after !== "unclear") {
        const score = this.#movedUnits(node, slots.before, after);
        const total = this.#movedUnits(city.prepared.root, slots.before, after);
        if (score !== null && total !== null) return { score, total };
      }
    }
    const changed = withFigure(city.scored, node.id, this.input, figure);
    if (!changed.ok) return null;
    const score = moved(city.scored, changed.city, node);
    const total = moved(city.scored, changed.city, city.prepared.root);
    return score && total && { score, total };
  }

  /**
   * How operations of the node's formulas are answered where another figure is given; `null` where it is refused,
   * `unclear` where only the reference can say.
   */
  answersWith(
    figure: JsonValue,
    asked: readonly Operation[],
  ): readonly boolean[] | null | "unclear" {
    const { slots, rules, places } = this.city;
    if (slots === null || this.#also === "some") return "unclear";
    const place = places.get(this.node.id) as number;
    const answers = rules.answersWith(slots.city, this.#changedTo(figure), place, asked);
    return answers === "refused" ? null : answers;
  }

  #changedTo(figure: JsonValue): FigureChange {
    return { key: this.#key, figure, everywhere: this.#also === "none" };
  }

  #movedUnits(
    { id, rounding }: PreparedNode,
    before: Float64Array,
    after: Float64Array,
  ): Moved | null {
    const { places, rules } = this.city;
    const place = places.get(id) as number;
    const [from, to] = [before[place] as number, after[place] as number];
    const units = to - from;
    if (Number.isNaN(units)) return null;
    const text = (value: number): string => rules.text(place, value);
    return {
      by: { units, places: rounding.places },
      change: () => ({ before: text(from), after: text(to), change: text(units) }),
    };
  }
}

function moved(before: ScoredCity, after: ScoredCity, node: PreparedNode): Moved | null {
  const from = before.scores.get(node.id)?.score ?? null;
  const to = after.scores.get(node.id)?.score ?? null;
  if (from === null || to === null) return null;
  const by = subtract(to, from);
  const format = (value: Rational): string => formatScore(value, node.rounding);
  const change = { before: format(from), after: format(to), change: format(by) };
  return { by, change: () => change };
}
