/** @module One text for one JSON value (RFC 8785), so that equal content has equal hashes. */
import { isObject, type JsonValue } from "./json-value.ts";

/** JSON text with sorted keys and no white space; members that are `undefined` are left out. */
export function canonicalJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (isObject(value)) {
    const members = Object.keys(value)
      .filter((key) => value[key] !== undefined)
      .sort()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as JsonValue)}`);
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value);
}
