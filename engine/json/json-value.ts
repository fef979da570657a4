/** @module JSON as data: what a rule file or a request holds once its text has been read. */

export type JsonValue = null | boolean | number | string | JsonArray | JsonObject;
export type JsonArray = readonly JsonValue[];
export type JsonObject = { readonly [key: string]: JsonValue };

/**
 * A number in a JSON text that a double cannot carry exactly (more than 15 significant digits, or a
 * magnitude outside the number grammar). Kept as text so that it can be refused by name, never rounded.
 */
export class UnrepresentableNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** True for `{…}`: not null, not an array, not an {@link UnrepresentableNumber}. */
export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof UnrepresentableNumber)
  );
}

/** Own property of a plain object, never one of its prototype. */
export function own(value: object, key: string): unknown {
  return Object.hasOwn(value, key) ? (value as { [key: string]: unknown })[key] : undefined;
}

/** One step of a JSON pointer (RFC 6901), escaped. */
export function toPointerStep(step: string | number): string {
  return String(step).replaceAll("~", "~0").replaceAll("/", "~1");
}

/** A JSON pointer from its unescaped steps. */
export function toPointer(steps: readonly (string | number)[]): string {
  return steps.map((step) => `/${toPointerStep(step)}`).join("");
}
