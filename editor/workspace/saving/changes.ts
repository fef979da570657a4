/** @module What differs between two JSON values, as the smallest places that hold the differences. */
import { canonicalJson } from "../../../engine/json/canonical-json.ts";
import { isObject, type JsonValue, own, toPointer } from "../../../engine/json/json-value.ts";

/** Keys and indexes from the root; an item of a list whose items all have ids is `#id`. */
export type Path = readonly string[];

export interface Change {
  readonly path: Path;
  /** Absent: taken out. */
  readonly after?: JsonValue;
}

export function changesBetween(
  before: JsonValue,
  after: JsonValue,
  path: Path = [],
): readonly Change[] {
  if (canonicalJson(before) === canonicalJson(after)) return [];
  const pairs = membersOfBoth(before, after);
  if (pairs === null) return [{ path, after }];
  return pairs.flatMap(([step, was, is]): readonly Change[] => {
    const place = [...path, step];
    if (is === undefined) return [{ path: place }];
    return was === undefined ? [{ path: place, after: is }] : changesBetween(was, is, place);
  });
}

type Pair = readonly [step: string, before: JsonValue | undefined, after: JsonValue | undefined];

/** Null where the two can only be compared whole: other kinds, lists that were reordered or have no ids. */
function membersOfBoth(before: JsonValue, after: JsonValue): readonly Pair[] | null {
  if (isObject(before) && isObject(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].map((key) => [
      key,
      own(before, key) as JsonValue | undefined,
      own(after, key) as JsonValue | undefined,
    ]);
  }
  if (!Array.isArray(before) || !Array.isArray(after)) return null;
  const [was, is] = [itemsById(before), itemsById(after)];
  if (was !== null && is !== null) {
    const common = [...was.keys()].filter((step) => is.has(step));
    const sameOrder = [...is.keys()]
      .filter((step) => was.has(step))
      .every((step, index) => step === common[index]);
    if (!sameOrder) return null;
    return [...new Set([...was.keys(), ...is.keys()])].map((step) => [
      step,
      was.get(step),
      is.get(step),
    ]);
  }
  if (before.length !== after.length) return null;
  return before.map((item, index) => [String(index), item as JsonValue, after[index] as JsonValue]);
}

/** Items by `#id`; null where one has none, or two have the same. */
function itemsById(list: readonly JsonValue[]): ReadonlyMap<string, JsonValue> | null {
  const items = new Map<string, JsonValue>();
  for (const item of list) {
    const id = isObject(item) ? own(item, "id") : undefined;
    if (typeof id !== "string" || items.has(`#${id}`)) return null;
    items.set(`#${id}`, item);
  }
  return items.size > 0 ? items : null;
}

/** The place in a value as a JSON pointer; null where it is not there. */
export function pointerOf(value: JsonValue, path: Path): string | null {
  const steps: (string | number)[] = [];
  let found: JsonValue | undefined = value;
  for (const step of path) {
    if (Array.isArray(found)) {
      const list = found as readonly JsonValue[];
      const index = step.startsWith("#")
        ? [...(itemsById(list)?.keys() ?? [])].indexOf(step)
        : Number(step);
      found = list[index];
      steps.push(index);
    } else if (isObject(found)) {
      found = own(found, step) as JsonValue | undefined;
      steps.push(step);
    } else return null;
    if (found === undefined) return null;
  }
  return toPointer(steps);
}

export function valueAtPath(value: JsonValue, path: Path): JsonValue | undefined {
  let found: JsonValue | undefined = value;
  for (const step of path) {
    if (Array.isArray(found)) {
      const list = found as readonly JsonValue[];
      found = step.startsWith("#") ? itemsById(list)?.get(step) : list[Number(step)];
    } else if (isObject(found)) found = own(found, step) as JsonValue | undefined;
    else return undefined;
  }
  return found;
}
