/**
 * @module A decision is what it says: a figure that was picked is one of the sheets', a sum is their sum, merged
 * choices were named by one of them. What comes from nowhere is the office's own figure, and is called so.
 */
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import type { JsonValue } from "../../engine/json/json-value.ts";
import { fromJsonNumber, parseDecimal, toText } from "../../engine/number/decimal-text.ts";
import { add, equals, type Rational, ZERO } from "../../engine/number/rational.ts";
import { invalid, type Problem } from "../problem.ts";
import type { Part } from "./consolidate.ts";
import type { NewDecision } from "./settle.ts";
import { isAnswers, plainValues } from "./sheet-body.ts";

/** @returns what is wrong with the first figure that its method does not give; null when all are as it says */
export function methodFault(
  { method, figures }: Pick<NewDecision, "method" | "figures">,
  parts: readonly Part[],
  optionsOf: (input: string) => readonly string[],
): Problem | null {
  if (method === "own") return null;
  const plain = parts.map(({ body }) => plainValues(body, optionsOf));
  for (const [input, figure] of Object.entries(figures)) {
    const values =
      method === "merge"
        ? parts.map(({ body }) => namedIn(body.values[input]))
        : plain.flatMap((one) => (Object.hasOwn(one, input) ? [one[input] as JsonValue] : []));
    const expected = expectedOf(method, values);
    if (!expected.fits(figure))
      return invalid(`/figures/${input}`, "not_as_method", { method, expected: expected.told });
  }
  return null;
}

/** Choices that a sheet named, whether as a list or option by option. */
function namedIn(value: unknown): JsonValue {
  if (!isAnswers(value)) return Array.isArray(value) ? (value as JsonValue) : [];
  return Object.entries(value.answers).flatMap(([option, answer]) =>
    answer === "yes" ? [option] : [],
  );
}

interface Expected {
  readonly fits: (figure: unknown) => boolean;
  readonly told: JsonValue;
}

function expectedOf(method: "pick" | "merge" | "sum", values: readonly JsonValue[]): Expected {
  switch (method) {
    case "pick":
      return {
        fits: (figure) =>
          values.some((one) => canonicalJson(one) === canonicalJson(figure as JsonValue)),
        told: values,
      };
    case "merge": {
      const named = [...new Set(values.flatMap((one) => (Array.isArray(one) ? one : [])))];
      return {
        fits: (figure) => Array.isArray(figure) && figure.every((one) => named.includes(one)),
        told: named,
      };
    }
    case "sum": {
      const numbers = values.map(numberOf);
      const sum = numbers.some((one) => one === null)
        ? null
        : numbers.reduce<Rational>((total, one) => add(total, one as Rational), ZERO);
      return {
        fits: (figure) => {
          const number = numberOf(figure);
          return sum !== null && values.length > 0 && number !== null && equals(sum, number);
        },
        told: sum === null ? null : toText(sum),
      };
    }
  }
}

function numberOf(value: unknown): Rational | null {
  if (typeof value === "number") return fromJsonNumber(value);
  return typeof value === "string" ? parseDecimal(value) : null;
}
