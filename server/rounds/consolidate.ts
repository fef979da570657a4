/**
 * @module From the sheets of departments to the figures of a city. What agrees is taken; where departments differ
 * the consolidating office decides, citing the exact revisions. A later revision makes a decision stale, never
 * another one.
 */
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import type { JsonValue } from "../../engine/json/json-value.ts";
import { type Answers, isAnswers, plainValues, type SheetBody } from "./sheet-body.ts";

/** A sheet that counts: its latest revision. */
export interface Part {
  readonly unit: string;
  readonly item: string;
  readonly revision: number;
  readonly body: SheetBody;
}

export interface Decision {
  readonly item: string;
  readonly number: number;
  readonly method: "pick" | "merge" | "sum" | "own";
  readonly parts: readonly { readonly unit: string; readonly revision: number }[];
  readonly figures: { readonly [input: string]: JsonValue };
}

/** Departments that say different things of one figure. */
export interface Conflict {
  readonly item: string;
  readonly input: string;
  readonly values: readonly {
    readonly unit: string;
    readonly revision: number;
    readonly value: JsonValue;
  }[];
}

export interface CityFigures {
  /** As the engine takes them. */
  readonly inputs: { readonly [item: string]: { readonly [input: string]: JsonValue } };
  readonly conflicts: readonly Conflict[];
  /** Items whose decision is older than a revision that it cites, or does not know of one. */
  readonly stale: readonly string[];
  /** What the figures were taken from, for the record. */
  readonly parts: readonly FigureSource[];
}

export type FigureSource =
  | {
      readonly kind: "revision";
      readonly unit: string;
      readonly item: string;
      readonly revision: number;
    }
  | { readonly kind: "decision"; readonly item: string; readonly number: number };

/** @param optionsOf codes of the options of a list input; none for other inputs */
export function consolidate(
  parts: readonly Part[],
  decisions: readonly Decision[],
  optionsOf: (item: string, input: string) => readonly string[],
): CityFigures {
  const items = [...new Set([...parts, ...decisions].map(({ item }) => item))].sort();
  const inputs: { [item: string]: { [input: string]: JsonValue } } = {};
  const conflicts: Conflict[] = [];
  const stale: string[] = [];
  const sources: FigureSource[] = [];
  for (const item of items) {
    const own = parts.filter((part) => part.item === item);
    const decision = decisions.find((one) => one.item === item);
    const merged = mergeItem(item, own, (input) => optionsOf(item, input));
    const figures = { ...merged.figures, ...decision?.figures };
    if (Object.keys(figures).length > 0) inputs[item] = figures;
    conflicts.push(
      ...merged.conflicts.filter(({ input }) => decision?.figures[input] === undefined),
    );
    for (const { unit, revision } of own) sources.push({ kind: "revision", unit, item, revision });
    if (decision !== undefined) {
      sources.push({ kind: "decision", item, number: decision.number });
      if (isStale(decision, own)) stale.push(item);
    }
  }
  return { inputs, conflicts, stale, parts: sources };
}

function mergeItem(
  item: string,
  parts: readonly Part[],
  optionsOf: (input: string) => readonly string[],
): {
  readonly figures: { readonly [input: string]: JsonValue };
  readonly conflicts: readonly Conflict[];
} {
  const figures: { [input: string]: JsonValue } = {};
  const conflicts: Conflict[] = [];
  const names = [...new Set(parts.flatMap(({ body }) => Object.keys(body.values)))];
  for (const input of names) {
    const told = parts.filter(({ body }) => Object.hasOwn(body.values, input));
    const answers = told.map(({ body }) => body.values[input]);
    if (answers.every(isAnswers)) {
      const joined = joinAnswers(answers);
      if (joined !== null) {
        const value = plainValues({ values: { [input]: joined } }, optionsOf)[input];
        if (value !== undefined) figures[input] = value;
        continue;
      }
    }
    const values = told.map(({ unit, revision, body }) => ({
      unit,
      revision,
      value: body.values[input] as JsonValue,
    }));
    const [first] = values;
    if (
      first !== undefined &&
      new Set(values.map(({ value }) => canonicalJson(value))).size === 1
    ) {
      const value = plainValues({ values: { [input]: first.value } }, optionsOf)[input];
      if (value !== undefined) figures[input] = value;
    } else {
      conflicts.push({ item, input, values });
    }
  }
  return { figures, conflicts };
}

/** Options answered by whom they belong to; null where one says yes and another no. */
function joinAnswers(all: readonly Answers[]): Answers | null {
  const joined: { [option: string]: "yes" | "no" | "not_ours" | null } = {};
  for (const { answers } of all) {
    for (const [option, answer] of Object.entries(answers)) {
      const earlier = joined[option];
      const settled = earlier === "yes" || earlier === "no";
      if (settled && (answer === "yes" || answer === "no") && answer !== earlier) return null;
      // An unanswered option stays so until somebody says yes or no; "not ours" from all means no.
      if (!settled) {
        const open = earlier === null && answer === "not_ours";
        joined[option] = open ? null : answer;
      }
    }
  }
  return { answers: joined };
}

function isStale(decision: Decision, parts: readonly Part[]): boolean {
  const cited = new Map(decision.parts.map(({ unit, revision }) => [unit, revision]));
  return parts.some(({ unit, revision }) => cited.get(unit) !== revision);
}
