/** A city's figures in the typed form that hand-written code takes: doubles, everything filled in. */
import type { TypedCity } from "../bench/hand-written-doubles.ts";
import { type City, given } from "./city.ts";
import { INPUTS, type InputRule } from "./inputs-2018.ts";

/** The typed form of a complete and valid city. */
export function typedCity(city: City): TypedCity {
  const items = Object.entries(INPUTS).map(([item, rules]) => {
    const inputs = Object.entries(rules).map(([input, rule]) => [
      input,
      typedValue(rule, given(city, item, input)),
    ]);
    return [item.replace("-", ""), Object.fromEntries(inputs)];
  });
  // Built from the same table that names every field of the type.
  return Object.fromEntries(items) as unknown as TypedCity;
}

function typedValue(rule: InputRule, value: unknown): unknown {
  switch (rule.kind) {
    case "count":
    case "amount":
    case "percent":
      if (value === null && rule.nullable) return null;
      return Number(value ?? 0);
    case "counts":
      return Object.fromEntries(
        Object.entries(value as Record<string, unknown>).map(([field, n]) => [field, Number(n)]),
      );
    case "rows":
      return (value as Record<string, unknown>[]).map((row) => ({
        recordLookups: Number(row.recordLookups),
        outpatientVisits: Number(row.outpatientVisits),
      }));
    default:
      return value;
  }
}
