import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { UnrepresentableNumber } from "../../../engine/json/json-value.ts";
import {
  type JsonOptions,
  type JsonProblem,
  MAX_JSON_DEPTH,
  parseJson,
} from "../../../engine/json/parse-json.ts";

function valueOfText(text: string, options: JsonOptions = {}): unknown {
  const read = parseJson(text, options);
  if (!read.ok) throw new Error(JSON.stringify(read.problem));
  return read.value;
}

function problemOf(text: string, options: JsonOptions = {}): JsonProblem | null {
  const read = parseJson(text, options);
  return read.ok ? null : read.problem;
}

describe("valid JSON", () => {
  /** Numbers that fifteen digits say exactly. */
  const exactNumber = fc
    .tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: -9, max: 9 }))
    .map(([digits, exponent]) => Number(`${digits}e${exponent}`));
  const { json } = fc.letrec((tie) => ({
    json: fc.oneof(
      { depthSize: "small" },
      exactNumber,
      fc.string({ unit: "binary" }),
      fc.constantFrom(null, true, false),
      fc.array(tie("json"), { maxLength: 5 }),
      fc.dictionary(
        fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "")),
        tie("json"),
        {
          maxKeys: 5,
        },
      ),
    ),
  }));

  test("is what JSON.parse makes of it", () => {
    fc.assert(
      fc.property(json, fc.constantFrom(undefined, 1, "\t"), (value, space) => {
        const text = JSON.stringify(value, null, space);
        expect(valueOfText(text)).toEqual(JSON.parse(text));
        expect(JSON.stringify(valueOfText(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 500 },
    );
  });

  test("may have any white space of the standard and a byte order mark", () => {
    expect(valueOfText('\ufeff \t\r\n{ "a" :\n[ 1 , 2 ] }\n')).toEqual({ a: [1, 2] });
  });

  test("has every escape", () => {
    expect(valueOfText('"\\"\\\\\\/\\b\\f\\n\\r\\t\\u57ce\\ud83d\\ude00"')).toBe(
      '"\\/\b\f\n\r\t城😀',
    );
  });

  test("has __proto__ as an ordinary key", () => {
    const value = valueOfText('{"__proto__": {"polluted": 1}}') as object;
    expect(Object.keys(value)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect((value as { polluted?: number }).polluted).toBe(undefined);
  });
});

describe("text that is no JSON is refused, as JSON.parse refuses it", () => {
  const texts = [
    "",
    " ",
    "{",
    "[1,]",
    '{"a":1,}',
    "{a:1}",
    "{'a':1}",
    '{"a" 1}',
    '{"a":}',
    "[1 2]",
    "01",
    "+1",
    "1.",
    ".5",
    "1e",
    "0x10",
    "NaN",
    "Infinity",
    "-",
    "nul",
    "truefalse",
    "1 2",
    '"a',
    '"\n"',
    '"\\x"',
    '"\\u12"',
    '"\\',
    "// comment\n1",
    "\u00a01",
  ];

  test.each(texts)("%j", (text) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(problemOf(text)?.code).toBe("json_syntax");
  });

  test("and so is every text cut in the middle", () => {
    const text = JSON.stringify({ a: [1, { b: "c\n", d: null }], e: true });
    for (let length = 0; length < text.length; length++) {
      expect(problemOf(text.slice(0, length))?.code).toBe("json_syntax");
    }
  });
});

describe("the place of a problem", () => {
  test("is told by offset, line, column and path, with what was found and expected", () => {
    expect(problemOf('{\n  "a": [1,\n    2 3]\n}')).toEqual({
      code: "json_syntax",
      offset: 19,
      line: 3,
      column: 7,
      path: "/a",
      found: "3",
      expected: "]",
    });
  });

  test("is the end when the text ends too soon", () => {
    expect(problemOf('{"a": [1')).toEqual({
      code: "json_syntax",
      offset: 8,
      line: 1,
      column: 9,
      path: "/a",
      found: "",
      expected: "]",
    });
  });

  test("is behind the value when something follows it", () => {
    expect(problemOf("[] []")).toEqual({
      code: "json_syntax",
      offset: 3,
      line: 1,
      column: 4,
      path: "",
      found: "[",
      expected: "end",
    });
  });
});

describe("what JSON.parse would lose", () => {
  test("a key that is there twice", () => {
    expect(problemOf('{"a": {"b": 1, "c": 2,\n"b": 3}}')).toEqual({
      code: "json_duplicate_key",
      offset: 23,
      line: 2,
      column: 1,
      path: "/a",
      found: "b",
    });
    expect(problemOf('{"a": 1, "\\u0061": 2}')?.code).toBe("json_duplicate_key");
    expect(problemOf('{"__proto__": 1, "__proto__": 2}')?.code).toBe("json_duplicate_key");
  });

  test("the same key in different objects is no duplicate, nor is the name of a method", () => {
    const text = '[{"a": 1}, {"a": {"a": 2}}, {"toString": 1}]';
    expect(valueOfText(text)).toEqual(JSON.parse(text));
  });

  test("numbers of more digits than a double carries", () => {
    const inexact = [
      "0.1234567890123456",
      "12345678901234567",
      "1e999",
      "-1e999999999",
      "1e-500",
      "1e41",
    ];
    for (const number of inexact) {
      expect(problemOf(`[${number}]`)).toEqual({
        code: "json_number_not_exact",
        offset: 1,
        line: 1,
        column: 2,
        path: "/0",
        found: number.slice(0, 40),
      });
    }
  });

  test("are kept as text where a request is read, to be refused at their place", () => {
    expect(valueOfText('{"a": 1e999, "b": 1}', { inexactNumbers: "keep" })).toEqual({
      a: new UnrepresentableNumber("1e999"),
      b: 1,
    });
  });

  test("numbers with zeros at their ends lose nothing", () => {
    const text =
      "[0.10000000000000000000, 100000000000000000000, 0.000, 0e999, 1e40, 123456789012345]";
    expect(valueOfText(text)).toEqual([0.1, 1e20, 0, 0, 1e40, 123456789012345]);
  });
});

describe("nesting", () => {
  const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);

  test("ends at 64", () => {
    expect(problemOf(nested(MAX_JSON_DEPTH))).toBe(null);
    expect(problemOf(nested(MAX_JSON_DEPTH + 1))).toEqual({
      code: "json_too_deep",
      offset: 64,
      line: 1,
      column: 65,
      path: "/0".repeat(64),
      found: "[",
    });
  });

  test("of millions is refused at once", () => {
    expect(problemOf("[".repeat(5_000_000))?.code).toBe("json_too_deep");
    expect(problemOf('{"a":'.repeat(100_000))?.code).toBe("json_too_deep");
  });

  test("may be limited further", () => {
    expect(problemOf(nested(3), { maxDepth: 2 })?.code).toBe("json_too_deep");
    expect(problemOf('{"a": [1]}', { maxDepth: 2 })).toBe(null);
  });
});

describe("plain texts, which the host's parser reads, come out as the careful reader has them", () => {
  // An exponent that means nothing sends a text the careful way.
  const carefully = (text: string): unknown => {
    const read = parseJson(`[${text},1e0]`, { inexactNumbers: "keep" });
    return read.ok ? (read.value as readonly unknown[])[0] : read.problem.code;
  };
  const plainly = (text: string): unknown => {
    const read = parseJson(`[${text},1]`, { inexactNumbers: "keep" });
    return read.ok ? (read.value as readonly unknown[])[0] : read.problem.code;
  };

  test.each([
    '{"a":1,"a":2}',
    '{"a" :1,"a":2}',
    '{"a":{"b":1},"c":":d","b":[{"a":1},{"a":":"}]}',
    '{"a":":x","a":1}',
    "1e2",
    "1e41",
    "1e0000001",
    "0e99",
    "100000e-41",
    "123456789012345",
    "1234567890123456",
    "0.1000000000000000055",
    "-0",
    "1e-7",
    '{"__proto__":1}',
    String.raw`{"a\"":1,"b\\":"\\\"","c":"\n\u4e00"}`,
    String.raw`{"a":1,"\u0061":2}`,
    String.raw`{"a":"\":1,"}`,
    String.raw`{"a":"\q"}`,
    String.raw`{"a":"\"}`,
    String.raw`{\"a":1}`,
    `${"[".repeat(63)}${"]".repeat(63)}`,
    `${"[".repeat(64)}${"]".repeat(64)}`,
  ])("%s", (text) => {
    expect(plainly(text)).toEqual(carefully(text));
  });

  test("texts put together at random", () => {
    const piece = fc.constantFrom(
      ...[
        '"a":1',
        '"a" :1',
        '"b":{"a":2}',
        '":":":"',
        '"c":[1,{"d":3}]',
        '"b":1e50',
        '"e":12345678901234567',
        String.raw`"\"":"\\"`,
        String.raw`"\u0061":"\\\":"`,
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
        const text = `{${pieces.join(",")}}`;
        expect(plainly(text)).toEqual(carefully(text));
      }),
    );
  });
});
