/** @module Values of rule files in words: what stood there, what stands there now, and of long ones only what differs. */
import { canonicalJson } from "../json/canonical-json.ts";
import { isObject, type JsonValue } from "../json/json-value.ts";
import type { PreparedRuleSet } from "../rule-set/prepare.ts";
import { type Language, textIn } from "./language.ts";
import { labelOf, wordOf } from "./member-labels.ts";
import { messagesIn } from "./sentence.ts";

export interface ValueWriter {
  readonly language: Language;
  /** Lends the names of departments and nodes. */
  readonly prepared: PreparedRuleSet;
  /** What a figure is called. */
  readonly figure: (id: string) => string;
  /** A formula as text. */
  readonly formula: (logic: JsonValue) => string;
}

/** Members that hold a formula. */
const FORMULAS: ReadonlySet<string> = new Set(["logic", "score", "weight"]);
/** Members whose values are words of the format. */
const CODED: ReadonlySet<string> = new Set(["type", "mode", "kind", "missing", "relation", "code"]);
/** What ids stand for. */
const DEPARTMENTS: ReadonlySet<string> = new Set(["departments", "suppliedBy"]);
const FIGURES: ReadonlySet<string> = new Set(["input", "each", "partOf"]);

/** Of two lists or objects what each has and the other has not; others as they are. */
export function differingParts(
  before: JsonValue,
  after: JsonValue,
): readonly [JsonValue, JsonValue] {
  const same = (a: JsonValue, b: JsonValue): boolean => canonicalJson(a) === canonicalJson(b);
  if (Array.isArray(before) && Array.isArray(after)) {
    const without = (list: readonly JsonValue[], others: readonly JsonValue[]) =>
      list.filter((one) => !others.some((other) => same(one, other)));
    const [old, now] = [without(before, after), without(after, before)];
    // Only the order differs.
    return old.length + now.length === 0 ? [before, after] : [old, now];
  }
  if (isPlain(before) && isPlain(after) && !isText(before)) {
    const differs = (key: string): boolean => !same(before[key] ?? null, after[key] ?? null);
    const pick = (object: { readonly [key: string]: JsonValue }): JsonValue =>
      Object.fromEntries(Object.entries(object).filter(([key]) => differs(key)));
    return [pick(before), pick(after)];
  }
  return [before, after];
}

/** @param member name that the value has in the file; "" for none */
export function valueInWords(value: JsonValue, member: string, writer: ValueWriter): string {
  const { language } = writer;
  if (value === null) return "";
  if (FORMULAS.has(member)) return writer.formula(value);
  if (typeof value === "boolean") return messagesIn(language).truth[value ? "yes" : "no"];
  if (typeof value === "string" || typeof value === "number") {
    if (DEPARTMENTS.has(member)) return departmentName(String(value), writer);
    if (FIGURES.has(member)) return writer.figure(String(value));
    return CODED.has(member) ? textIn(wordOf(value), language) : String(value);
  }
  if (Array.isArray(value)) return listInWords(value, member, writer);
  if (isText(value)) return textIn(value, language);
  return objectInWords(value as { readonly [key: string]: JsonValue }, member, writer);
}

function listInWords(list: readonly JsonValue[], member: string, writer: ValueWriter): string {
  const items = list.map((item) => valueInWords(item, member, writer));
  const { listSeparator, period } = messagesIn(writer.language);
  if (member === "period" && items.length === 2) return period(items[0] ?? "", items[1] ?? "");
  const isLong = list.some((item) => isObject(item));
  return items.join(isLong ? "\n" : listSeparator);
}

function objectInWords(
  object: { readonly [key: string]: JsonValue },
  member: string,
  writer: ValueWriter,
): string {
  const { language } = writer;
  const { memberSeparator, colon } = messagesIn(language);
  // Dates, departments and the like read by their name first.
  const { name, label, title, text, ...rest } = object;
  const head = [name, label, title, text].flatMap((one) =>
    one === undefined ? [] : [valueInWords(one, "", writer)],
  );
  const members = Object.entries(rest).flatMap(([key, value]) => {
    if (key === "id") return [];
    const words = valueInWords(value, key, writer);
    return words === "" ? [] : [`${textIn(labelOf(key, member), language)}${colon}${words}`];
  });
  return [...head, ...members].join(memberSeparator);
}

function departmentName(id: string, { prepared, language }: ValueWriter): string {
  const department = prepared.ruleSet.departments[id];
  return department === undefined ? id : textIn(department.name, language);
}

function isPlain(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return isObject(value) && !Array.isArray(value);
}

function isText(value: JsonValue): value is { readonly zh: string; readonly en: string } {
  return isPlain(value) && typeof value.zh === "string" && typeof value.en === "string";
}
