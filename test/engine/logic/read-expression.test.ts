import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../engine/json/json-value.ts";
import { namesIn, nodesOf, variableName } from "../../../engine/logic/expression.ts";
import {
  FormulaTooLarge,
  MAX_FORMULA_DEPTH,
  MAX_FORMULA_NODES,
  readExpression,
} from "../../../engine/logic/read-expression.ts";
import { fromJson } from "../../../engine/logic/value.ts";

describe("reading a formula", () => {
  test("an object of one key is an operation; its operands stand at their places", () => {
    expect(readExpression({ "/": [{ var: "a" }, 2] })).toEqual({
      kind: "operation",
      operator: "/",
      at: "",
      operands: [
        {
          kind: "operation",
          operator: "var",
          at: "/~1/0",
          operands: [{ kind: "literal", value: "a", at: "/~1/0/var" }],
        },
        { kind: "literal", value: fromJson(2), at: "/~1/1" },
      ],
    });
  });

  test("a list is computed member by member", () => {
    expect(readExpression([1, [true]])).toEqual({
      kind: "list",
      at: "",
      items: [
        { kind: "literal", value: fromJson(1), at: "/0" },
        { kind: "list", at: "/1", items: [{ kind: "literal", value: true, at: "/1/0" }] },
      ],
    });
  });

  test("an object of several keys is data", () => {
    expect(readExpression({ var: "a", unit: "km" })).toEqual({
      kind: "literal",
      value: fromJson({ var: "a", unit: "km" }),
      at: "",
    });
  });
});

describe("limits", () => {
  const nested = (depth: number): JsonValue => (depth === 1 ? 1 : { "-": nested(depth - 1) });

  test("a formula nests to 64", () => {
    expect([...nodesOf(readExpression(nested(MAX_FORMULA_DEPTH)))].length).toBe(64);
    expect(problemOf(nested(MAX_FORMULA_DEPTH + 1))).toEqual(["formula_too_deep", "/-".repeat(64)]);
  });

  test("a formula has up to 2,000 nodes", () => {
    const many = (nodes: number): JsonValue => Array.from({ length: nodes - 1 }, () => 0);
    expect([...nodesOf(readExpression(many(MAX_FORMULA_NODES)))].length).toBe(2_000);
    expect(problemOf(many(MAX_FORMULA_NODES + 1))).toEqual(["formula_too_large", "/1999"]);
  });

  function problemOf(logic: JsonValue): readonly string[] {
    try {
      readExpression(logic);
      return [];
    } catch (error) {
      if (error instanceof FormulaTooLarge) return [error.code, error.at];
      throw error;
    }
  }
});

describe("names", () => {
  test("are the literal ones of var, as written", () => {
    const formula = { "+": [{ var: "a" }, { var: ["b.c", 1] }, { var: { cat: ["d"] } }, "e"] };
    expect(namesIn(readExpression(formula))).toEqual(["a", "b.c"]);
  });

  test("var without an operand reads everything", () => {
    expect(variableName(readExpression({ var: [] }))).toBe("");
    expect(variableName(readExpression({ cat: "a" }))).toBe(null);
  });
});
