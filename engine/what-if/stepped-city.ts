/**
 * @module A city of which one figure after another is changed: compiled rules where all figures lie in slots, the
 * reference for the rest.
 */
import type { CompiledRuleSet } from "../compile/compile.ts";
import type { TypedCity } from "../compile/machine.ts";
import { NoValue } from "../compile/run.ts";
import type { InputIssue } from "../issue.ts";
import { isObject, type JsonValue, own } from "../json/json-value.ts";
import type { Operation } from "../logic/expression.ts";
import { compare, type Rational, subtract } from "../number/rational.ts";
import { fromUnits } from "../number/units.ts";
import type { PreparedNode, PreparedRuleSet } from "../rule-set/prepare.ts";
import { formatScore } from "../score/format.ts";
import { figureKey, sameFigures } from "../score/same-figures.ts";
import { type Inputs, type ScoredCity, scoredCity, withFigure } from "./scored-city.ts";

/** Decimal texts; `change` carries its sign when negative. */
export interface Change {
  readonly before: string;
  readonly after: string;
  readonly change: string;
}

/** How far a score has moved: whole units of so many places, or, of scores that are not rounded, the number. */
export interface Moved {
  readonly by: Rational | { readonly units: number; readonly places: number };
  readonly change: Change;
}

/** Of the node whose figure was changed, and of the root. */
export interface Effect {
  readonly score: Moved;
  readonly total: Moved;
}

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

class SteppedCity {
  readonly prepared: PreparedRuleSet;
  readonly inputs: Inputs;
  readonly #rules: CompiledRuleSet;
  readonly #slots: InSlots | null;
  readonly #places: ReadonlyMap<string, number>;
  #scored: ScoredCity | null;

  constructor(
    rules: CompiledRuleSet,
    inputs: Inputs,
    slots: InSlots | null,
    scored: ScoredCity | null = null,
  ) {
    this.prepared = rules.prepared;
    this.inputs = inputs;
    this.#rules = rules;
    this.#slots = slots;
    this.#scored = scored;
    this.#places = new Map(rules.nodes.map((id, index) => [id, index]));
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

  /** `null` where the changed city is refused, or a score is not known. */
  with(node: PreparedNode, input: string, figure: JsonValue): Effect | null {
    const slots = this.#slots;
    const key = figureKey(node.id, input);
    const also = this.#alsoGiven(key);
    if (slots !== null && also !== "some") {
      const { city, before } = slots;
      const after = this.#rules.scoresWith(city, { key, figure, everywhere: also === "none" });
      if (after === "refused") return null;
      if (after !== "unclear") {
        const score = this.#movedUnits(node, before, after);
        const total = this.#movedUnits(this.prepared.root, before, after);
        if (score !== null && total !== null) return { score, total };
      }
    }
    const changed = withFigure(this.scored, node.id, input, figure);
    if (!changed.ok) return null;
    const score = moved(this.scored, changed.city, node);
    const total = moved(this.scored, changed.city, this.prepared.root);
    return score && total && { score, total };
  }

  /**
   * How operations of the node's formulas are answered where another figure is given; `null` where it is refused,
   * `unclear` where only the reference can say.
   */
  answersWith(
    node: PreparedNode,
    input: string,
    figure: JsonValue,
    asked: readonly Operation[],
  ): readonly boolean[] | null | "unclear" {
    const key = figureKey(node.id, input);
    const also = this.#alsoGiven(key);
    if (this.#slots === null || also === "some") return "unclear";
    const place = this.#places.get(node.id) as number;
    const change = { key, figure, everywhere: also === "none" };
    const answers = this.#rules.answersWith(this.#slots.city, change, place, asked);
    return answers === "refused" ? null : answers;
  }

  /** How many of the other places that ask for a figure give it as well, each for itself. */
  #alsoGiven(key: string): "none" | "some" | "all" {
    const others = (sameFigures(this.prepared).get(key) ?? []).filter((other) => other !== key);
    const given = others.filter((other) => {
      const slash = other.lastIndexOf("/");
      const figures = own(this.inputs, other.slice(0, slash));
      return isObject(figures) && own(figures, other.slice(slash + 1)) !== undefined;
    });
    if (given.length === 0) return "none";
    return given.length === others.length ? "all" : "some";
  }

  #movedUnits({ id, rounding }: PreparedNode, before: Float64Array, after: Float64Array) {
    const place = this.#places.get(id) as number;
    const [from, to] = [before[place] as number, after[place] as number];
    const units = to - from;
    if (Number.isNaN(units)) return null;
    const text = (value: number): string => this.#rules.text(place, value);
    return {
      by: { units, places: rounding.places },
      change: { before: text(from), after: text(to), change: text(units) },
    };
  }
}

export type { SteppedCity };

function moved(before: ScoredCity, after: ScoredCity, node: PreparedNode): Moved | null {
  const from = before.scores.get(node.id)?.score ?? null;
  const to = after.scores.get(node.id)?.score ?? null;
  if (from === null || to === null) return null;
  const by = subtract(to, from);
  const format = (value: Rational): string => formatScore(value, node.rounding);
  return { by, change: { before: format(from), after: format(to), change: format(by) } };
}

export function isGain({ by }: Moved): boolean {
  return "units" in by ? by.units > 0 : by.numerator > 0n;
}

export function compareMoved({ by: a }: Moved, { by: b }: Moved): number {
  if ("units" in a && "units" in b && a.places === b.places) return a.units - b.units;
  return compare(exact(a), exact(b));
}

function exact(by: Moved["by"]): Rational {
  return "units" in by ? fromUnits(by.units, by.places) : by;
}
