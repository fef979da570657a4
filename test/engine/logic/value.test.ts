import { describe, expect, test } from "vitest";
import { type JsonValue, UnrepresentableNumber } from "../../../engine/json/json-value.ts";
import { parseJson } from "../../../engine/json/parse-json.ts";
import { fromJson, isRecord, property, toJson } from "../../../engine/logic/value.ts";
import { rational } from "../../../engine/number/rational.ts";

describe("JSON as a value", () => {
  test("numbers become exact", () => {
    expect(fromJson([0.1, -2, 1.5e-7])).toEqual([
      rational(1n, 10n),
      rational(-2n),
      rational(15n, 100_000_000n),
    ]);
  });

  test("records have no prototype, not even through __proto__", () => {
    const read = parseJson('{"__proto__": {"a": 1}, "b": {}}');
    const record = fromJson(read.ok ? read.value : null) as { readonly [key: string]: never };
    expect(Object.getPrototypeOf(record)).toBe(null);
    expect(Object.keys(record)).toEqual(["__proto__", "b"]);
    expect(Object.getPrototypeOf(record.b)).toBe(null);
  });

  test("a number that is not exact is no value", () => {
    const inexact = new UnrepresentableNumber("1e999") as unknown as JsonValue;
    expect(() => fromJson([inexact])).toThrow(new RangeError("not exact: 1e999"));
  });

  test("comes back with numbers as text", () => {
    const value = { list: [0.5, null, true, "a"], third: 3 };
    expect(toJson(fromJson(value))).toEqual({ list: ["0.5", null, true, "a"], third: "3" });
    expect(toJson(rational(1n, 3n))).toBe("1/3");
  });
});

describe("a property", () => {
  test("is an own one of a record or a place in a list", () => {
    const value = fromJson({ a: [10, 20] });
    expect(property(value, "a")).toEqual([rational(10n), rational(20n)]);
    expect(property(fromJson([10, 20]), "1")).toEqual(rational(20n));
  });

  test("is never inherited, nor one of a text or a number", () => {
    const reads = [
      property(fromJson({}), "toString"),
      property(fromJson([1]), "length"),
      property(fromJson([1]), "map"),
      property(fromJson([1]), "00"),
      property("text", "length"),
      property("text", "0"),
      property(rational(1n), "numerator"),
      property(null, "a"),
    ];
    expect(reads).toEqual(reads.map(() => undefined));
  });

  test("records are what is neither list, number nor null", () => {
    const values = [fromJson({}), fromJson([]), rational(1n), null, "a", true];
    expect(values.map(isRecord)).toEqual([true, false, false, false, false, false]);
  });
});
