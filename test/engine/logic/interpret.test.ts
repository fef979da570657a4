import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../engine/json/json-value.ts";
import { parseJson } from "../../../engine/json/parse-json.ts";
import type { Expression } from "../../../engine/logic/expression.ts";
import {
  createContext,
  type Evaluation,
  interpret,
  MAX_STEPS,
  type Observer,
} from "../../../engine/logic/interpret.ts";
import { readExpression } from "../../../engine/logic/read-expression.ts";
import { fromJson, toJson, type Value } from "../../../engine/logic/value.ts";

function run(rule: JsonValue, data: JsonValue = null, options = {}): Evaluation {
  return interpret(readExpression(rule), fromJson(data), createContext(options));
}

const NUMBERS = (length: number): number[] => Array.from({ length }, (_, index) => index);

describe("what has no operator", () => {
  test("one-key objects of unknown names are told with the name and the place", () => {
    expect(run({ "+": [1, { plus: [1, 2] }] })).toEqual({
      ok: false,
      problem: { code: "unknown_operator", at: "/+/1", facts: { operator: "plus" } },
    });
  });

  test("names of methods and prototypes are no operators", () => {
    const names = [
      "constructor",
      "toString",
      "hasOwnProperty",
      "__proto__",
      "log",
      "method",
      "",
      "+.x",
    ];
    const codes = names.map((name) => {
      const rule = parseJson(`{${JSON.stringify(name)}: [1]}`);
      const answer = run(rule.ok ? rule.value : null);
      return answer.ok ? answer.value : answer.problem.code;
    });
    expect(codes).toEqual(names.map(() => "unknown_operator"));
  });

  test("an unknown operator in an arm that is not taken does no harm", () => {
    expect(run({ if: [true, 1, { unknown: 2 }] })).toEqual({ ok: true, value: fromJson(1) });
  });

  test("objects of no key and of several keys are data, and so is what looks like logic inside", () => {
    const rule = { a: { "+": [1, 2] }, b: 1 };
    expect(run(rule)).toEqual({ ok: true, value: fromJson(rule) });
    expect(run({})).toEqual({ ok: true, value: {} });
  });
});

describe("budgets", () => {
  test("an evaluation costs a step for each node that is computed", () => {
    const context = createContext({ steps: 100 });
    interpret(readExpression({ "+": [1, { "*": [2, 3] }] }), null, context);
    expect(context.stepsLeft).toBe(95);
  });

  test("evaluations that share a context share its steps, and the last one is told", () => {
    const context = createContext({ steps: 7 });
    const sum = readExpression({ "+": [1, 2] });
    const answers = [1, 2, 3].map(() => interpret(sum, null, context));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, false]);
    expect(answers[2]).toEqual({
      ok: false,
      problem: { code: "too_many_steps", at: "/+/0", facts: {} },
    });
  });

  test("a context of no other wish has a million steps", () => {
    expect([createContext().stepsLeft, MAX_STEPS]).toEqual([1_000_000, 1_000_000]);
  });

  test("lists inside one another end at the budget", () => {
    const each = (body: JsonValue): JsonValue => ({ map: [{ var: "list" }, body] });
    const inner = { map: [{ outer: ["list", 1] }, 1] };
    expect(run(each(inner), { list: NUMBERS(1_500) })).toEqual({
      ok: false,
      problem: { code: "too_many_steps", at: "/map/1/map/1", facts: {} },
    });
  });

  test("whoever may stop it is asked at the start and every thousand steps", () => {
    let asked = 0;
    const shouldStop = (): boolean => {
      asked++;
      return false;
    };
    expect(run({ map: [{ var: "" }, 1] }, NUMBERS(5_000), { shouldStop }).ok).toBe(true);
    expect(asked).toBe(5);
  });

  test("it stops where it is when asked to", () => {
    let asked = 0;
    const shouldStop = (): boolean => ++asked === 3;
    expect(run({ map: [{ var: "" }, 1] }, NUMBERS(5_000), { shouldStop })).toEqual({
      ok: false,
      problem: { code: "stopped", at: "/map/1", facts: {} },
    });
  });

  test("lists of ten thousand are made, longer ones not", () => {
    expect(run({ map: [{ var: "" }, 1] }, NUMBERS(10_000)).ok).toBe(true);
    const tooLong = {
      ok: false,
      problem: { code: "list_too_long", at: "", facts: { limit: 10_000 } },
    };
    expect(run({ map: [{ var: "" }, 1] }, NUMBERS(10_001))).toEqual(tooLong);
    expect(run({ filter: [{ var: "" }, true] }, NUMBERS(10_001))).toEqual(tooLong);
    expect(run({ merge: [{ var: "" }, [1]] }, NUMBERS(10_000))).toEqual(tooLong);
  });

  test("a list inside a list inside a list … ends at its depth", () => {
    const deeper = { reduce: [{ var: "" }, [{ var: "accumulator" }], 0] };
    expect(run(deeper, NUMBERS(256)).ok).toBe(true);
    expect(run(deeper, NUMBERS(257))).toEqual({
      ok: false,
      problem: { code: "value_too_deep", at: "", facts: { limit: 256 } },
    });
  });

  test("numbers grow to 65,536 bits and are then refused where they grew", () => {
    const squared: JsonValue = {
      reduce: [{ var: "" }, { "*": [{ var: "accumulator" }, { var: "accumulator" }] }, 3],
    };
    expect(run(squared, NUMBERS(15)).ok).toBe(true);
    expect(run(squared, NUMBERS(16))).toEqual({
      ok: false,
      problem: { code: "number_too_large", at: "/reduce/1", facts: {} },
    });
  });

  test("arithmetic with large numbers costs more than a step", () => {
    const context = createContext();
    interpret(readExpression({ "*": [{ power: [3, 20_000] }, 1] }), null, context);
    expect(MAX_STEPS - context.stepsLeft).toBeGreaterThan(10_000);
  });
});

describe("data that nests deeper than any JSON text may", () => {
  const nested = (depth: number): Value => {
    let value: Value = [];
    for (let level = 1; level < depth; level++) value = [value];
    return value;
  };
  const code = (rule: JsonValue, data: Value): string => {
    const answer = interpret(readExpression(rule), data, createContext());
    return answer.ok ? "value" : answer.problem.code;
  };
  const data = fromJson({}) as { [name: string]: Value };
  data.a = nested(100_000);
  data.b = nested(100_000);

  test("can be read, but not written, compared or put into a list", () => {
    expect(code({ "!!": { var: "a" } }, data)).toBe("value");
    const rules: readonly JsonValue[] = [
      { cat: { var: "a" } },
      { "==": [{ var: "a" }, { var: "b" }] },
      [{ var: "a" }],
    ];
    for (const rule of rules) {
      expect(code(rule, data)).toBe("value_too_deep");
    }
  });

  test("may nest to 256", () => {
    const within = { c: nested(256), d: nested(256), e: nested(257), f: nested(257) };
    expect(code({ "==": [{ var: "c" }, { var: "d" }] }, within)).toBe("value");
    expect(code({ "==": [{ var: "e" }, { var: "f" }] }, within)).toBe("value_too_deep");
    expect(code({ cat: { var: "c" } }, within)).toBe("value");
    expect(code({ cat: { var: "e" } }, within)).toBe("value_too_deep");
  });
});

describe("the place of a problem", () => {
  const place = (rule: JsonValue, data: JsonValue = null): string => {
    const answer = run(rule, data);
    return answer.ok ? "none" : answer.problem.at;
  };

  test("is the operation that failed, not the operand that was computed last", () => {
    expect(place({ "+": [{ "-": 1 }, { cat: ["a"] }] })).toBe("");
    expect(place({ "*": [2, { "+": [{ "-": 1 }, { cat: ["a"] }] }] })).toBe("/*/1");
  });

  test("is a pointer with its signs escaped", () => {
    expect(place({ if: [true, { "/": [1, { "/": [1, 0] }] }] })).toBe("/if/1/~1/1");
  });

  test("is the list when the list is too large, and the default when the default fails", () => {
    const grown = { reduce: [{ var: "" }, [{ var: "accumulator" }, { var: "accumulator" }], 0] };
    expect(place(grown, NUMBERS(40))).toBe("/reduce/1");
    expect(place({ var: ["nothing", { "/": [1, 0] }] }, {})).toBe("/var/1");
  });
});

describe("an observer", () => {
  function watched(rule: JsonValue, data: JsonValue): readonly string[] {
    const seen: string[] = [];
    const show = (value: Value): string => JSON.stringify(toJson(value));
    const observer: Observer = {
      enter: ({ at }: Expression) => seen.push(`> ${at}`),
      leave: ({ at }, value, operands) =>
        seen.push(`< ${at} ${show(value)} of [${operands.map(show).join(" ")}]`),
    };
    interpret(readExpression(rule), fromJson(data), createContext({ observer }));
    return seen;
  }

  test("sees every node that is computed, from without inwards and back, with operands", () => {
    expect(watched({ "+": [{ var: "a" }, 2] }, { a: 1 })).toEqual([
      "> ",
      "> /+/0",
      '< /+/0 "1" of []',
      "> /+/1",
      '< /+/1 "2" of []',
      '<  "3" of ["1" "2"]',
    ]);
  });

  test("sees the arm that is taken and not the other", () => {
    expect(watched({ if: [false, 1, [2]] }, null)).toEqual([
      "> ",
      "> /if/0",
      "< /if/0 false of []",
      "> /if/2",
      "> /if/2/0",
      '< /if/2/0 "2" of []',
      '< /if/2 ["2"] of []',
      '<  ["2"] of []',
    ]);
  });

  test("sees the body of a map once for each element", () => {
    expect(
      watched({ map: [[5, 6], { var: "" }] }, null).filter((line) => /map\/1/.test(line)),
    ).toEqual(["> /map/1", '< /map/1 "5" of []', "> /map/1", '< /map/1 "6" of []']);
  });

  test("is not told that a node was left which has no value", () => {
    expect(watched({ "-": { "/": [1, 0] } }, null)).toEqual([
      "> ",
      "> /-",
      "> /-/~1/0",
      '< /-/~1/0 "1" of []',
      "> /-/~1/1",
      '< /-/~1/1 "0" of []',
    ]);
  });

  test("that fails is not swallowed", () => {
    const observer: Observer = {
      enter: () => {
        throw new Error("a fault of the observer");
      },
    };
    expect(() => run(1, null, { observer })).toThrow("a fault of the observer");
  });
});

test("what is planted on Object.prototype is no data", () => {
  const prototype = Object.prototype as { planted?: string };
  prototype.planted = "yes";
  try {
    expect(run({ var: "planted" }, {})).toEqual({ ok: true, value: null });
    expect(run({ var: "a.planted" }, { a: {} })).toEqual({ ok: true, value: null });
    expect(run({ reduce: [[1], { var: "planted" }, 0] })).toEqual({ ok: true, value: null });
    expect(run({ missing: "planted" }, {})).toEqual({ ok: true, value: ["planted"] });
  } finally {
    delete prototype.planted;
  }
});

test("neither rule nor data are changed", () => {
  const data = fromJson({ list: [3, 1, 2] });
  const rule = readExpression({
    merge: [{ var: "list" }, { map: [{ var: "list" }, { "+": [{ var: "" }, 1] }] }],
  });
  const before = [
    toJson(data),
    JSON.stringify(rule, (_, part) => (typeof part === "bigint" ? `${part}` : part)),
  ];
  interpret(rule, data, createContext());
  expect([
    toJson(data),
    JSON.stringify(rule, (_, part) => (typeof part === "bigint" ? `${part}` : part)),
  ]).toEqual(before);
});
