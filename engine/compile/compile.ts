/**
 * @module Rules made fast: every formula compiled once, then run over slots of numbers, city after city, with the
 * answers of the interpreter to the last cent and the last issue. What doubles cannot decide, and what no slot can
 * hold, is left to it, node by node.
 *
 * Three ways to use a compiled rule set, from the most to the least that is done for a city:
 * - `score`, `scoreJson`: from a request to the whole answer, as an object or as the bytes of its JSON text;
 * - `type` once and `scores` often: figures validated into slots, then scores in whole units and nothing else;
 * - `scores` with parameters: the same city under other weights, constants or thresholds, without compiling again.
 *
 * One thread uses one compiled rule set: its memory is used again from call to call.
 */
import type { InputIssue } from "../issue.ts";
import { bytesOf } from "../json/json-bytes.ts";
import type { JsonPart } from "../json/json-part.ts";
import type { JsonValue } from "../json/json-value.ts";
import type { Operation } from "../logic/expression.ts";
import type { Value } from "../logic/value.ts";
import type { PreparedRuleSet } from "../rule-set/prepare.ts";
import type { ScoreOutcome } from "../score/result.ts";
import { type RunOptions, score as scoreByReference } from "../score/score.ts";
import { Answer, NOTHING, type Waiting } from "./answer.ts";
import { FigureChanger } from "./change-figure.ts";
import type { Test } from "./closures.ts";
import { figureOf } from "./exact-way.ts";
import { layoutOf, type PlacedInput } from "./layout.ts";
import { copyCity, createCity, createMachine, type TypedCity } from "./machine.ts";
import { type Parameter, VariedRules } from "./parameters.ts";
import { compileProgram, type PlannedFormula } from "./program.ts";
import { CityReader } from "./read-city.ts";
import { type Read, RequestReader } from "./read-request.ts";
import { type Beyond, NoValue, Runner } from "./run.ts";
import { unitsWriter } from "./units-text.ts";

export interface CompileOptions {
  /** `fused` makes source of its own and wants `new Function`; `closures` (the default) runs on any page. */
  readonly backEnd?: "closures" | "fused";
  /** Numbers of the rules that runs may vary; each is given to `scores` at its place in this list. */
  readonly parameters?: readonly Parameter[];
}

export interface CompiledRuleSet {
  readonly prepared: PreparedRuleSet;
  /** Ids of all nodes in the order of the tree, the root first; the order of the scores. */
  readonly nodes: readonly string[];
  /** Which way each formula takes, and why not a faster one. */
  readonly plan: readonly PlannedFormula[];

  /** The answer of `score/score.ts` to the same request. */
  score(inputs: unknown, options?: RunOptions): ScoreOutcome;
  /** The same answer, a result as the JSON text that `JSON.stringify` makes of it, in UTF-8. */
  scoreJson(inputs: unknown, options?: RunOptions): JsonOutcome;
  /** The same of inputs that are still text; `null` where that is not plain, and `scoreJson` has to see them. */
  scorePart(inputs: JsonPart, options?: RunOptions): JsonOutcome | null;

  /** A whole city's figures, validated, to be scored as often as one likes. */
  type(inputs: unknown): TypedOutcome;
  /**
   * Scores of a typed city in units of each node's last place, in the order of `nodes`; NaN where a score is null
   * or not rounded. The array is used again by the next call.
   *
   * @param parameters one whole number of its last place for each parameter, within its range
   * @throws NoValue where a formula has no value, as an unchecked rule set may have it
   */
  scores(city: TypedCity, parameters?: Float64Array): Float64Array;
  /**
   * Scores of a typed city as the rules have it, with one figure changed. `refused`: as a request it would be;
   * `unclear`: only the reference can say. The city stays as it is.
   */
  scoresWith(city: TypedCity, change: FigureChange): Float64Array | "refused" | "unclear";
  /**
   * How operations of a node's formulas that mean a truth value are answered on the same changed city.
   *
   * @param node its place among the nodes
   */
  answersWith(
    city: TypedCity,
    change: FigureChange,
    node: number,
    asked: readonly Operation[],
  ): readonly boolean[] | "refused" | "unclear";
  /** A node's score as decimal text. */
  text(index: number, units: number): string;
}

export interface FigureChange {
  /** `node/input` */
  readonly key: string;
  readonly figure: JsonValue;
  /** At every place that asks for the figure, as where it is given at this one alone. */
  readonly everywhere: boolean;
}

export type JsonOutcome =
  | { readonly ok: true; readonly json: Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly issues: readonly InputIssue[] };

export type TypedOutcome =
  | { readonly ok: true; readonly city: TypedCity; readonly warnings: readonly InputIssue[] }
  | { readonly ok: false; readonly issues: readonly InputIssue[] };

export function compileRuleSet(
  prepared: PreparedRuleSet,
  options: CompileOptions = {},
): CompiledRuleSet {
  return new Compiled(prepared, options);
}

/** What an answer is made as: of a city that has just been run, and of all others. */
interface Form<T> {
  readonly scored: (waiting: Waiting, warnings: readonly InputIssue[]) => T;
  readonly other: (outcome: ScoreOutcome) => T;
}

class Compiled implements CompiledRuleSet {
  readonly prepared: PreparedRuleSet;
  readonly nodes: readonly string[];
  readonly plan: readonly PlannedFormula[];
  readonly #requests: RequestReader;
  readonly #changer: FigureChanger;
  readonly #runner: Runner;
  readonly #answer: Answer;
  readonly #scratch: TypedCity;
  readonly #newCity: () => TypedCity;
  readonly #asWritten: Float64Array;
  readonly #writers: readonly ((units: number) => string)[];
  readonly #asObject: Form<ScoreOutcome> = {
    scored: (waiting, warnings) => ({ ok: true, result: this.#answer.result(waiting, warnings) }),
    other: (outcome) => outcome,
  };
  readonly #asJson: Form<JsonOutcome> = {
    scored: (waiting, warnings) => ({ ok: true, json: this.#answer.json(waiting, warnings) }),
    other: (outcome) =>
      outcome.ok ? { ok: true, json: bytesOf(JSON.stringify(outcome.result)) } : outcome,
  };

  constructor(
    prepared: PreparedRuleSet,
    { backEnd = "closures", parameters = [] }: CompileOptions,
  ) {
    this.prepared = prepared;
    const layout = layoutOf(prepared);
    const program = compileProgram(prepared, layout, parameters);
    const rules = new VariedRules(parameters);
    this.#newCity = () => createCity(layout);
    this.#scratch = this.#newCity();
    const machine = createMachine(this.#scratch, prepared.nodes.size, parameters.length);
    this.nodes = [...prepared.nodes.keys()];
    this.plan = program.plan;
    this.#runner = new Runner(program, machine, rules, backEnd);
    const reader = new CityReader(prepared, program, machine, backEnd);
    this.#requests = new RequestReader(prepared, layout, reader);
    this.#changer = new FigureChanger(reader, machine);
    this.#answer = new Answer(prepared, this.#runner);
    this.#asWritten = rules.asWritten(prepared);
    this.#writers = [...prepared.nodes.values()].map(({ rounding }) =>
      unitsWriter(rounding.places),
    );
  }

  score(inputs: unknown, options: RunOptions = {}): ScoreOutcome {
    return this.#run(inputs, options, this.#asObject);
  }

  scoreJson(inputs: unknown, options: RunOptions = {}): JsonOutcome {
    return this.#run(inputs, options, this.#asJson);
  }

  scorePart(inputs: JsonPart, options: RunOptions = {}): JsonOutcome | null {
    if (isWatched(options)) return null;
    const read = this.#requests.readPart(inputs, options, this.#scratch);
    return read && this.#answered(read, options, this.#asJson);
  }

  type(inputs: unknown): TypedOutcome {
    const city = this.#newCity();
    const read = this.#requests.read(inputs, { final: true }, city);
    if (read.kind === "refused") return { ok: false, issues: read.issues };
    if (read.kind === "other") city.beyond = read.beyond.values;
    return { ok: true, city, warnings: [...read.warnings] };
  }

  scores(city: TypedCity, parameters: Float64Array = this.#asWritten): Float64Array {
    if (city.beyond === null) return this.#runner.whole(city, parameters);
    this.#runner.stepwise(city, parameters, { values: city.beyond, missing: NONE });
    return this.#runner.scores;
  }

  scoresWith(
    city: TypedCity,
    { key, figure, everywhere }: FigureChange,
  ): Float64Array | "refused" | "unclear" {
    if (city.beyond !== null) return "unclear";
    const scratch = this.#scratch;
    copyCity(city, scratch);
    const changed = this.#changer.change(key, figure, everywhere, scratch);
    if (changed !== "taken") return changed;
    try {
      return this.#runner.whole(scratch, this.#asWritten);
    } catch (error) {
      if (error instanceof NoValue) return "unclear";
      throw error;
    }
  }

  answersWith(
    city: TypedCity,
    change: FigureChange,
    node: number,
    asked: readonly Operation[],
  ): readonly boolean[] | "refused" | "unclear" {
    const tests = asked.map((operation) => this.#runner.testOf(node, operation));
    if (tests.includes(null)) return "unclear";
    const scores = this.scoresWith(city, change);
    if (scores === "refused" || scores === "unclear") return scores;
    const { machine } = this.#runner;
    machine.doubt = false;
    const answers = (tests as readonly Test[]).map((one) => one(machine));
    return machine.doubt ? "unclear" : answers;
  }

  text(index: number, units: number): string {
    return (this.#writers[index] as (units: number) => string)(units);
  }

  #run<T>(inputs: unknown, options: RunOptions, form: Form<T>): T {
    const answer = isWatched(options)
      ? null
      : this.#answered(this.#requests.read(inputs, options, this.#scratch), options, form);
    return answer ?? form.other(scoreByReference(this.prepared, inputs, options));
  }

  /** `null` where a formula has no value: the reference tells which, and why. */
  #answered<T>(read: Read, options: RunOptions, { scored, other }: Form<T>): T | null {
    if (read.kind === "refused") return other({ ok: false, issues: read.issues });
    try {
      if (read.kind === "whole") {
        this.#runner.whole(this.#scratch, this.#asWritten, options.shouldStop);
        this.#runner.wholeOutputs();
        return scored(NOTHING, read.warnings);
      }
      this.#runner.stepwise(this.#scratch, this.#asWritten, read.beyond);
      return scored(this.#waiting(read.beyond), read.warnings);
    } catch (error) {
      if (!(error instanceof NoValue)) throw error;
      return null;
    }
  }

  #waiting({ values, missing }: Beyond): Waiting {
    const city = this.#scratch;
    const known = (placed: PlacedInput): Value | undefined =>
      missing.has(placed) ? undefined : (values.get(placed) ?? figureOf(placed, city));
    return this.#answer.waiting(known, (placed) => missing.has(placed));
  }
}

/** Traces and coverage watch the interpreter at its work. */
function isWatched({ explain, observerOf }: RunOptions): boolean {
  return explain === true || observerOf !== undefined;
}

const NONE: ReadonlySet<PlacedInput> = new Set();
