/** @module A value read again after an edit: what says the same as before is the very same object. */
import { isObject, type JsonValue } from "./json-value.ts";

/**
 * `next`, with every part that equals its counterpart in `previous` replaced by that counterpart, so that
 * whoever remembers answers by object finds them again. Members of arrays are matched from both ends: one
 * that is put in or taken out leaves the others as they were.
 */
export function shareStructure(previous: JsonValue | undefined, next: JsonValue): JsonValue {
  if (previous === next) return next;
  if (Array.isArray(next)) return Array.isArray(previous) ? shareList(previous, next) : next;
  if (!isObject(next) || !isObject(previous)) return next;
  const keys = Object.keys(next);
  const before = Object.keys(previous);
  let same = keys.length === before.length;
  const shared: { [key: string]: JsonValue } = {};
  for (const [index, key] of keys.entries()) {
    // The order of keys is part of what is said: options and parts are shown in it.
    if (key !== before[index]) same = false;
    const old = Object.hasOwn(previous, key) ? (previous[key] as JsonValue) : undefined;
    const value = shareStructure(old, next[key] as JsonValue);
    if (value !== old) same = false;
    // Assigning `__proto__` would set the prototype.
    Object.defineProperty(shared, key, {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return same ? (previous as JsonValue) : shared;
}

function shareList(previous: readonly JsonValue[], next: readonly JsonValue[]): JsonValue {
  const shift = next.length - previous.length;
  const shared = next.map((item, index) => {
    const value = shareStructure(previous[index], item);
    if (shift === 0 || value === previous[index]) return value;
    const other = shareStructure(previous[index - shift], item);
    return other === previous[index - shift] ? other : value;
  });
  const same = shift === 0 && shared.every((value, index) => value === previous[index]);
  return same ? previous : shared;
}
