/** @module What a compiled run answers: the result of the contract, as an object or straight as the bytes of its JSON text. */
import type { InputIssue } from "../issue.ts";
import { bytesOf } from "../json/json-bytes.ts";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
import type { Value } from "../logic/value.ts";
import type { PreparedRuleSet } from "../rule-set/prepare.ts";
import { formatOutput, formatScore } from "../score/format.ts";
import type { ScoreRange, ScoreResult } from "../score/result.ts";
import { rangeOfTotal, rangesBelow, ruleSetIdentity } from "../score/score.ts";
import { ENGINE_VERSION } from "../version.ts";
import { ByteWriter, Pieces } from "./byte-writer.ts";
import type { PlacedInput } from "./layout.ts";
import { lazily } from "./lazily.ts";
import { PossibleRanges } from "./possible-ranges.ts";
import type { Runner } from "./run.ts";
import type { Step } from "./steps.ts";
import { unitsWriter } from "./units-text.ts";

type Write = (units: number) => string;

/** What a result says beside its scores. */
export interface Waiting {
  readonly status: ScoreResult["status"];
  /** Ranges of the nodes that are not settled, by id; `null` where all are. */
  readonly possible: { readonly [node: string]: ScoreRange } | null;
  /** Missing inputs of each node that has some, as keys. */
  readonly pending: ScoreResult["pending"];
}

/** Of a whole city. */
export const NOTHING: Waiting = { status: "final", possible: null, pending: {} };

export class Answer {
  readonly #prepared: PreparedRuleSet;
  readonly #runner: Runner;
  readonly #writers: readonly Write[];
  readonly #outputWriters: readonly (readonly Write[])[];
  readonly #places: Uint8Array;
  /** Places of the nodes that have outputs: few, so the others need not be asked. */
  readonly #withOutputs: readonly number[];
  /** What stands before each score, after the total; `null` where JSON would order the ids otherwise. */
  readonly #before: Pieces | null;
  #head: Uint8Array | null = null;
  readonly #writer = new ByteWriter();
  readonly #ranges: () => PossibleRanges;
  readonly #warnings = new WeakMap<InputIssue, Uint8Array>();

  constructor(prepared: PreparedRuleSet, runner: Runner) {
    this.#prepared = prepared;
    this.#runner = runner;
    this.#ranges = lazily(() => new PossibleRanges(runner));
    const nodes = [...prepared.nodes.values()];
    this.#places = Uint8Array.from(nodes, ({ rounding }) => rounding.places);
    this.#withOutputs = nodes.flatMap(({ outputs }, index) => (outputs.length > 0 ? [index] : []));
    this.#writers = nodes.map(({ rounding }) => unitsWriter(rounding.places));
    this.#outputWriters = nodes.map(({ outputs }) =>
      outputs.map(({ output }) => unitsWriter(output.rounding?.places ?? 0)),
    );
    const ids = [...prepared.nodes.keys()].slice(1);
    // Integer-like keys come first in an object, whatever the order they were set in.
    const sorted = ids.some((id) => /^\d+$/.test(id));
    this.#before = sorted
      ? null
      : new Pieces(ids.map((id, index) => `${index === 0 ? "" : ","}${JSON.stringify(id)}:`));
  }

  /** What there is to wait for in a city that has just been run node by node. */
  waiting(
    figureOf: (placed: PlacedInput) => Value | undefined,
    isMissing: (placed: PlacedInput) => boolean,
  ): Waiting {
    const { steps, states } = this.#runner;
    const pending: { [node: string]: readonly string[] } = {};
    for (let index = 0; index < steps.length; index++) {
      const { program, needed } = steps[index] as Step;
      const awaited = needed()
        .filter(isMissing)
        .map(({ key }) => key);
      if (awaited.length > 0) pending[program.node.id] = awaited;
    }
    return states[0] === "settled"
      ? { status: "final", possible: null, pending }
      : { status: "provisional", possible: this.#ranges().of(figureOf, isMissing), pending };
  }

  /** Of a city that has just been run, outputs and all. */
  result({ status, possible, pending }: Waiting, warnings: readonly InputIssue[]): ScoreResult {
    const scores: { [node: string]: string | null } = {};
    const { steps } = this.#runner;
    const { id } = this.#prepared.root;
    const total = this.#text(0);
    for (let index = 1; index < steps.length; index++)
      scores[steps[index]?.program.node.id as string] = this.#text(index);
    return {
      ruleSet: ruleSetIdentity(this.#prepared),
      engine: ENGINE_VERSION,
      status,
      total,
      range: rangeOfTotal(id, total, possible),
      scores,
      ranges: rangesBelow(id, possible),
      outputs: this.#outputs(),
      pending,
      warnings: [...warnings],
    };
  }

  /** The same as `JSON.stringify` makes of {@link result}, in UTF-8. */
  json(waiting: Waiting, warnings: readonly InputIssue[]): Uint8Array<ArrayBuffer> {
    const before = this.#before;
    if (before === null) return bytesOf(JSON.stringify(this.result(waiting, warnings)));
    const { status, possible, pending } = waiting;
    const { id } = this.#prepared.root;
    const writer = this.#writer;
    writer.letters(this.#beginning());
    const total = this.#quoted(0);
    // Of most cities there is nothing to wait for.
    const itself = total === "null" ? total : `[${total},${total}]`;
    const range = possible === null ? itself : JSON.stringify(rangeOfTotal(id, null, possible));
    writer.text(`"${status}","total":${total},"range":${range},"scores":{`);
    this.#writeScores(before);
    const ranges = possible === null ? "{}" : JSON.stringify(rangesBelow(id, possible));
    const outputs = JSON.stringify(this.#outputs());
    const awaited = waiting === NOTHING ? "{}" : JSON.stringify(pending);
    writer.text(`},"ranges":${ranges},"outputs":${outputs},"pending":${awaited},"warnings":[`);
    for (let index = 0; index < warnings.length; index++) {
      if (index > 0) writer.text(",");
      writer.letters(this.#warningJson(warnings[index] as InputIssue));
    }
    writer.text("]}");
    return writer.take();
  }

  /** Made with the first answer: the hash in it takes longer than compiling does. */
  #beginning(): Uint8Array {
    if (this.#head === null) {
      const identity = JSON.stringify(ruleSetIdentity(this.#prepared));
      this.#head = bytesOf(
        `{"ruleSet":${identity},"engine":${JSON.stringify(ENGINE_VERSION)},"status":`,
      );
    }
    return this.#head;
  }

  #writeScores(before: Pieces): void {
    const writer = this.#writer;
    const { scores } = this.#runner;
    for (let index = 1; index < scores.length; index++) {
      writer.piece(before, index - 1);
      const units = scores[index] as number;
      if (Math.abs(units) <= Number.MAX_SAFE_INTEGER)
        writer.units(units, this.#places[index] as number);
      else writer.text(this.#quoted(index));
    }
  }

  /** Most warnings are the same objects from city to city. */
  #warningJson(warning: InputIssue): Uint8Array {
    const known = this.#warnings.get(warning);
    if (known !== undefined) return known;
    const json = bytesOf(JSON.stringify(warning));
    this.#warnings.set(warning, json);
    return json;
  }

  /** A node's score as text; `null` where it has none. */
  #text(index: number): string | null {
    const units = this.#runner.scores[index] as number;
    if (!Number.isNaN(units)) return (this.#writers[index] as Write)(units);
    const exact = this.#runner.exact[index];
    if (exact === null || exact === undefined || exact.score === null) return null;
    const { rounding } = (this.#runner.steps[index] as Step).program.node;
    return formatScore(exact.score, rounding);
  }

  #quoted(index: number): string {
    const units = this.#runner.scores[index] as number;
    if (units >= 0) return `"${(this.#writers[index] as Write)(units)}"`;
    const text = this.#text(index);
    return text === null ? "null" : `"${text}"`;
  }

  #outputs(): { readonly [node: string]: JsonObject } {
    const answers: { [node: string]: JsonObject } = {};
    const { steps, states, exact } = this.#runner;
    for (const index of this.#withOutputs) {
      const { program, outputs } = steps[index] as Step;
      if (states[index] === "pending") continue;
      const known = exact[index] ?? null;
      const answer: { [output: string]: JsonValue } = {};
      for (let place = 0; place < outputs.length; place++) {
        const { id, output } = program.node.outputs[place] as (typeof program.node.outputs)[number];
        const write = this.#outputWriters[index]?.[place] as Write;
        const units = this.#runner.outputs[outputs[place]?.place as number] as number;
        answer[id] =
          known === null
            ? write(units)
            : formatOutput(known.outputs.get(id) ?? null, output.rounding);
      }
      answers[program.node.id] = answer;
    }
    return answers;
  }
}
