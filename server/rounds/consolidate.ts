/**
 * @module From the sheets of departments to the figures of a city. What agrees is taken; where departments differ
 * the consolidating office decides, citing the exact revisions. A later revision makes a decision stale, never
 * another one.
 */
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import type { JsonValue } from "../../engine/json/json-value.ts";
import { type Answers, isAnswers, type SheetBody } from "./sheet-body.ts";

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
  /** Of a choice list answered option by option: those on which they differ. */
  readonly options?: readonly string[];
}

/** What the rules and the city's plan say of a figure. */
export interface AskedFigure {
  /** Codes of the options of a list; none for other figures. */
  readonly options: readonly string[];
  /** Units that fill it in. */
  readonly owners: readonly string[];
}

/** Options that count as not chosen, since every department asked says that they are another's. */
export interface Disowned {
  readonly item: string;
  readonly input: string;
  readonly options: readonly string[];
}

export interface CityFigures {
  /** As the engine takes them. */
  readonly inputs: { readonly [item: string]: { readonly [input: string]: JsonValue } };
  readonly conflicts: readonly Conflict[];
  readonly disowned: readonly Disowned[];
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

export function consolidate(
  parts: readonly Part[],
  decisions: readonly Decision[],
  asked: (item: string, input: string) => AskedFigure,
): CityFigures {
  const items = [...new Set([...parts, ...decisions].map(({ item }) => item))].sort();
  const inputs: { [item: string]: { [input: string]: JsonValue } } = {};
  const conflicts: Conflict[] = [];
  const disowned: Disowned[] = [];
  const stale: string[] = [];
  const sources: FigureSource[] = [];
  for (const item of items) {
    const own = parts.filter((part) => part.item === item);
    const decision = decisions.find((one) => one.item === item);
    const merged = mergeItem(item, own, (input) => asked(item, input));
    const figures = { ...merged.figures, ...decision?.figures };
    if (Object.keys(figures).length > 0) inputs[item] = figures;
    conflicts.push(
      ...merged.conflicts.filter(({ input }) => decision?.figures[input] === undefined),
    );
    disowned.push(...merged.disowned.filter(({ input }) => decision?.figures[input] === undefined));
    for (const { unit, revision } of own) sources.push({ kind: "revision", unit, item, revision });
    if (decision !== undefined) {
      sources.push({ kind: "decision", item, number: decision.number });
      if (isStale(decision, own)) stale.push(item);
    }
  }
  return { inputs, conflicts, disowned, stale, parts: sources };
}

type Values = Conflict["values"];

function mergeItem(
  item: string,
  parts: readonly Part[],
  asked: (input: string) => AskedFigure,
): {
  readonly figures: { readonly [input: string]: JsonValue };
  readonly conflicts: readonly Conflict[];
  readonly disowned: readonly Disowned[];
} {
  const figures: { [input: string]: JsonValue } = {};
  const conflicts: Conflict[] = [];
  const disowned: Disowned[] = [];
  const names = [...new Set(parts.flatMap(({ body }) => Object.keys(body.values)))];
  for (const input of names) {
    const values: Values = parts
      .filter(({ body }) => Object.hasOwn(body.values, input))
      .map(({ unit, revision, body }) => ({
        unit,
        revision,
        value: body.values[input] as JsonValue,
      }));
    if (values.some(({ value }) => isAnswers(value))) {
      const joined = joinAnswers(values, asked(input));
      if (joined.against.length > 0)
        conflicts.push({ item, input, values, options: joined.against });
      else if (joined.chosen !== null) figures[input] = joined.chosen as JsonValue;
      if (joined.disowned.length > 0) disowned.push({ item, input, options: joined.disowned });
      continue;
    }
    const [first] = values;
    const same = new Set(values.map(({ value }) => canonicalJson(value))).size === 1;
    if (first !== undefined && same) figures[input] = first.value;
    else conflicts.push({ item, input, values });
  }
  return { figures, conflicts, disowned };
}

interface JoinedAnswers {
  /** Null while an option waits for its answer. */
  readonly chosen: readonly string[] | null;
  /** Options to which one says yes and another no. */
  readonly against: readonly string[];
  /** Options that everybody who was asked calls another's. */
  readonly disowned: readonly string[];
}

/**
 * Options answered by whom they belong to. One that nobody has answered yet waits, also where all who handed in call it
 * another's, for it may be the business of somebody who has not.
 */
function joinAnswers(values: Values, { options, owners }: AskedFigure): JoinedAnswers {
  const all = values.map(({ value }) => answersOf(value, options));
  const awaited = owners.some((owner) => values.every(({ unit }) => unit !== owner));
  const told = (option: string) => new Set(all.map((answers) => answers[option] ?? null));
  const settled = (option: string) => told(option).has("yes") || told(option).has("no");
  const disowned = options.filter((one) => !settled(one) && !told(one).has(null) && !awaited);
  const whole = options.every((one) => settled(one) || disowned.includes(one));
  return {
    chosen: whole ? options.filter((one) => told(one).has("yes")) : null,
    against: options.filter((one) => told(one).has("yes") && told(one).has("no")),
    disowned,
  };
}

/** A plain list answers every option. */
function answersOf(value: JsonValue, options: readonly string[]): Answers["answers"] {
  if (isAnswers(value)) return value.answers;
  const codes: readonly JsonValue[] = Array.isArray(value) ? value : [];
  return Object.fromEntries(options.map((one) => [one, codes.includes(one) ? "yes" : "no"]));
}

function isStale(decision: Decision, parts: readonly Part[]): boolean {
  const cited = new Map(decision.parts.map(({ unit, revision }) => [unit, revision]));
  return parts.some(({ unit, revision }) => cited.get(unit) !== revision);
}
