/** @module What a formula computes with: JSON values whose numbers are exact. */
import { isObject, type JsonValue, own, UnrepresentableNumber } from "../json/json-value.ts";
import { fromLiteral, toText } from "../number/decimal-text.ts";
import { Rational } from "../number/rational.ts";

export type Value = null | boolean | string | Rational | readonly Value[] | ValueRecord;

/** Named values; read through {@link property} only, never through the prototype chain. */
export interface ValueRecord {
  readonly [key: string]: Value;
}

export function isRecord(value: Value): value is ValueRecord {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Rational)
  );
}

/** Own property of a record or own index of a list; `undefined` where there is none. */
export function property(value: Value, key: string): Value | undefined {
  if (Array.isArray(value)) {
    return /^(?:0|[1-9]\d{0,8})$/.test(key) ? (value as readonly Value[])[Number(key)] : undefined;
  }
  if (typeof value === "string" || !isRecord(value)) return undefined;
  return own(value, key) as Value | undefined;
}

/** JSON as a value: numbers become exact, objects lose their prototype. */
export function fromJson(json: JsonValue): Value {
  if (typeof json === "number") return fromLiteral(json);
  if (json instanceof UnrepresentableNumber) throw new RangeError(`not exact: ${json.text}`);
  if (Array.isArray(json)) return json.map(fromJson);
  if (isObject(json)) {
    const record: { [key: string]: Value } = Object.create(null);
    for (const [key, member] of Object.entries(json)) record[key] = fromJson(member as JsonValue);
    return record;
  }
  return json as null | boolean | string;
}

/** A value as JSON for traces and answers; numbers as text (decimal, or `n/d` where they have none). */
export function toJson(value: Value): JsonValue {
  if (value instanceof Rational) return toText(value);
  if (Array.isArray(value)) return value.map(toJson);
  if (isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toJson(member)]));
  }
  return value as null | boolean | string;
}
