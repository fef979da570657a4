/**
 * Which inputs must be refused, and how: a second opinion on the product's own validation, from the
 * table of inputs alone. One issue for each faulty value; what must hold between values is asked only
 * when all of them are sound by themselves.
 */
import { type City, given } from "./city.ts";
import { compare, type Fraction, isZero, parseFraction, plus } from "./fraction.ts";
import { INPUTS, type InputRule, ZERO_TOTALS } from "./inputs-2018.ts";

export interface Refusal {
  readonly code: string;
  readonly item: string;
  /** `null` where a whole item is refused. */
  readonly input: string | null;
  /** JSON pointer into the inputs. */
  readonly path: string;
}

/** Every refusal of a provisional answer, ordered by path. */
export function refusalsOf(city: City): Refusal[] {
  const found: Refusal[] = [];
  for (const [item, values] of Object.entries(city)) {
    const rules = Object.hasOwn(INPUTS, item) ? INPUTS[item] : undefined;
    if (rules === undefined) {
      found.push({ code: "unknown_item", item, input: null, path: pointer(item) });
      continue;
    }
    for (const [input, value] of Object.entries(values)) {
      const rule = Object.hasOwn(rules, input) ? rules[input] : undefined;
      if (rule === undefined) {
        found.push({ code: "unknown_input", item, input, path: pointer(item, input) });
      } else {
        for (const { code, path } of faults(rule, value, pointer(item, input))) {
          found.push({ code, item, input, path });
        }
      }
    }
  }
  return ordered([...found, ...betweenInputs(city)]);
}

/** What is refused besides when a final answer is asked for: inputs given nowhere. */
export function missingInputs(city: City): Refusal[] {
  const found: Refusal[] = [];
  for (const [item, rules] of Object.entries(INPUTS)) {
    for (const [input, rule] of Object.entries(rules)) {
      if (rule.optional || given(city, item, input) !== undefined) continue;
      found.push({ code: "missing_input", item, input, path: pointer(item, input) });
    }
  }
  return ordered(found);
}

export function ordered(refusals: readonly Refusal[]): Refusal[] {
  const key = (refusal: Refusal) => `${refusal.path} ${refusal.code}`;
  return [...refusals].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

export function pointer(...steps: readonly (string | number)[]): string {
  return steps
    .map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

interface Fault {
  readonly code: string;
  readonly path: string;
}

function faults(rule: InputRule, value: unknown, path: string): Fault[] {
  if (value === null && (rule.nullable || rule.optional)) return [];
  switch (rule.kind) {
    case "boolean":
      return typeof value === "boolean" ? [] : [{ code: "invalid_type", path }];
    case "text":
      if (typeof value !== "string") return [{ code: "invalid_type", path }];
      return value.length > 2000 ? [{ code: "too_long", path }] : [];
    case "list":
      return listFaults(rule, value, path);
    case "rows":
      return rowFaults(rule, value, path);
    case "counts":
      return countsFaults(rule, value, path);
    default: {
      const code = numberFault(rule, value);
      return code === undefined ? [] : [{ code, path }];
    }
  }
}

const GRAMMAR = /^-?(0|[1-9]\d{0,14})(\.\d{1,12})?$/;

function readNumber(value: unknown): Fraction | undefined {
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const text = String(value);
  if (!GRAMMAR.test(text)) return undefined;
  const significant = text.replace(/^-?0?\.?0*/, "").replace(".", "");
  if (typeof value === "number" && significant.length > 15) return undefined;
  return parseFraction(value);
}

function numberFault(rule: InputRule, value: unknown): string | undefined {
  const number = readNumber(value);
  if (number === undefined) return "invalid_type";
  if (rule.kind === "count" && number.n % number.d !== 0n) return "not_whole";
  // "0 or less is refused (out_of_range)"; and a percent is not negative because of its range.
  if (rule.above !== undefined) {
    return compare(number, parseFraction(rule.above)) > 0 ? undefined : "out_of_range";
  }
  if (number.n < 0n && rule.kind !== "percent") return "negative_value";
  const [low, high] = rule.range ?? [];
  if (low !== undefined && compare(number, parseFraction(low)) < 0) return "out_of_range";
  if (high !== undefined && compare(number, parseFraction(high)) > 0) return "out_of_range";
  return undefined;
}

function listFaults(rule: InputRule, value: unknown, path: string): Fault[] {
  if (!Array.isArray(value)) return [{ code: "invalid_type", path }];
  return value.flatMap((code: unknown, i) => {
    const at = `${path}/${i}`;
    if (typeof code !== "string") return [{ code: "invalid_type", path: at }];
    if (!rule.options?.includes(code)) return [{ code: "invalid_choice", path: at }];
    return value.indexOf(code) < i ? [{ code: "duplicate_choice", path: at }] : [];
  });
}

function rowFaults(rule: InputRule, value: unknown, path: string): Fault[] {
  if (!Array.isArray(value)) return [{ code: "invalid_type", path }];
  if (value.length > 10_000) return [{ code: "too_long", path }];
  return value.flatMap((row: unknown, i) => {
    if (!isRecord(row)) return [{ code: "invalid_type", path: `${path}/${i}` }];
    return Object.entries(rule.fields ?? {}).flatMap(([field, fieldRule]) =>
      row[field] === undefined ? [] : faults(fieldRule, row[field], `${path}/${i}/${field}`),
    );
  });
}

function countsFaults(rule: InputRule, value: unknown, path: string): Fault[] {
  if (!isRecord(value)) return [{ code: "invalid_type", path }];
  return Object.entries(value).flatMap(([field, count]) => {
    const at = path + pointer(field);
    if (!rule.options?.includes(field)) return [{ code: "invalid_choice", path: at }];
    const code = numberFault({ kind: "count" }, count);
    return code === undefined ? [] : [{ code, path: at }];
  });
}

function betweenInputs(city: City): Refusal[] {
  const sound = (item: string, input: string) =>
    soundNumber(INPUTS[item]?.[input], given(city, item, input));
  const found: Refusal[] = [];
  const exceeds = (item: string, input: string, ...deeper: (string | number)[]) =>
    found.push({
      code: "part_exceeds_whole",
      item,
      input,
      path: pointer(item, input, ...deeper),
    });

  for (const [item, rules] of Object.entries(INPUTS)) {
    for (const [input, rule] of Object.entries(rules)) {
      if (rule.partOf === undefined) continue;
      const part = sound(item, input);
      const total = sound(item, rule.partOf);
      if (part && total && compare(part, total) > 0) exceeds(item, input);
    }
  }
  for (const { item, parts, total, perRow } of ZERO_TOTALS) {
    if (perRow === undefined) {
      for (const part of partsOfNothing(parts, total, (input) => sound(item, input))) {
        exceeds(item, part);
      }
      continue;
    }
    const rows = given(city, item, perRow);
    if (!Array.isArray(rows) || rows.length > 10_000) continue;
    rows.forEach((row: unknown, i) => {
      const fields = INPUTS[item]?.[perRow]?.fields ?? {};
      const read = (field: string) =>
        isRecord(row) ? soundNumber(fields[field], row[field]) : undefined;
      for (const part of partsOfNothing(parts, total, read)) exceeds(item, perRow, i, part);
    });
  }
  return found;
}

/** The number, when it is there and nothing is wrong with it by itself. */
function soundNumber(rule: InputRule | undefined, value: unknown): Fraction | undefined {
  if (rule === undefined || value === undefined) return undefined;
  return numberFault(rule, value) === undefined ? readNumber(value) : undefined;
}

/** The positive parts of a total that is the sum of some figures and zero; none unless all are sound. */
function partsOfNothing(
  parts: readonly string[],
  total: readonly string[],
  read: (input: string) => Fraction | undefined,
): string[] {
  const values = new Map([...parts, ...total].map((input) => [input, read(input)]));
  if ([...values.values()].includes(undefined)) return [];
  const value = (input: string) => values.get(input) ?? parseFraction(0);
  if (!isZero(plus(...total.map(value)))) return [];
  return parts.filter((part) => value(part).n > 0n);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
