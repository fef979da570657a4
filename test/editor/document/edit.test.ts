/** Laws 4: an unedited file keeps its bytes, an edit touches its own range; and what each edit writes. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  insertItem,
  insertMember,
  moveItem,
  NoSuchPlace,
  removeValue,
  renameMember,
  setValue,
} from "../../../editor/document/edit.ts";
import { printJson, styleOf } from "../../../editor/document/json-text.ts";
import type { RuleDocument } from "../../../editor/document/rule-document.ts";
import { valueAt } from "../../../editor/document/rule-document.ts";
import type { JsonValue } from "../../../engine/json/json-value.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { randomLogic, runs } from "../support/random-logic.ts";
import { SHIPPED, SHIPPED_FORMULAS } from "../support/shipped.ts";

const one = (text: string): RuleDocument => ({ files: new Map([["f.json", text]]) });
const at = (pointer: string) => ({ file: "f.json", pointer });
const textOf = (document: RuleDocument) => document.files.get("f.json");

test("every shipped file prints to its own bytes in its own manner", () => {
  for (const text of SHIPPED.files.values()) {
    expect(`${printJson(JSON.parse(text) as JsonValue, styleOf(text))}\n`).toBe(text);
  }
});

test("putting every shipped formula in its place again changes not one byte", () => {
  for (const { place, logic } of SHIPPED_FORMULAS) {
    const again = JSON.parse(JSON.stringify(logic)) as Logic;
    expect(setValue(SHIPPED, place, again)).toBe(SHIPPED);
  }
});

describe("an edit touches its own range", () => {
  /** Everything in the file but the range of the value at the place. */
  const aroundIsKept = (logic: Logic, edited: (before: string) => string): boolean => {
    const text = `{\n  "kept" : [1.50,  "x"],\n  "score": ${JSON.stringify(logic)},\n\t"end": 1e2\n}`;
    const [head, tail] = [text.slice(0, text.indexOf('"score"') + 9), ',\n\t"end": 1e2\n}'];
    const after = edited(text);
    return after.startsWith(head) && after.endsWith(tail);
  };
  const law = (set: (text: string, logic: Logic) => string) =>
    fc.property(randomLogic, randomLogic, (before, after) =>
      aroundIsKept(before, (text) => set(text, after)),
    );
  const numRuns = runs(500);

  test("whatever is put in place of whatever", () => {
    fc.assert(
      law((text, logic) => textOf(setValue(one(text), at("/score"), logic)) as string),
      { numRuns },
    );
  });

  test("the value is then there, exactly", () => {
    fc.assert(
      fc.property(randomLogic, randomLogic, (before, after) => {
        const document = one(JSON.stringify({ score: before }, null, 2));
        const edited = setValue(document, at("/score"), after);
        expect(JSON.stringify(JSON.parse(textOf(edited) ?? ""))).toBe(
          JSON.stringify({ score: after }),
        );
      }),
      { numRuns },
    );
  });

  test("writing the whole file anew breaks the law", () => {
    const careless = (text: string, logic: Logic) =>
      JSON.stringify({ ...(JSON.parse(text) as object), score: logic }, null, 2);
    expect(fc.check(law(careless), { numRuns: 50 }).failed).toBe(true);
  });
});

describe("what an edit writes", () => {
  const TWO = `{
  "parts": {
    "b1": {
      "logic": 1
    },
    "b2": { "logic": 2.50 }
  },
  "list": [1, 2, 3]
}
`;

  test("a threshold keeps its neighbours' spelling", () => {
    const text = '{"if": [{">=": [{"var": "x"}, 0.90]}, 20.0, 0]}';
    const edited = setValue(one(text), at(""), { if: [{ ">=": [{ var: "x" }, 0.95] }, 20, 0] });
    expect(textOf(edited)).toBe('{"if": [{">=": [{"var": "x"}, 0.95]}, 20.0, 0]}');
  });

  test("another operator keeps its operands' text", () => {
    const edited = setValue(one('{ ">=": [ 1.0,2 ] }'), at(""), { ">": [1, 2] });
    expect(textOf(edited)).toBe('{ ">": [ 1.0,2 ] }');
  });

  test("a row put into a formula is set like the rows beside it", () => {
    const text = '{\n  "+": [\n    {\n      "var": "a"\n    },\n    1\n  ]\n}\n';
    const edited = setValue(one(text), at(""), { "+": [{ var: "a" }, { var: "b" }, 1] });
    expect(textOf(edited)).toBe(
      '{\n  "+": [\n    {\n      "var": "a"\n    },\n    {\n      "var": "b"\n    },\n    1\n  ]\n}\n',
    );
  });

  test("a member is put between two, a member is put at the end, a member goes with its comma", () => {
    const third = insertMember(one(TWO), at("/parts"), 1, "b3", { logic: [1, 2] });
    expect(textOf(third)).toBe(
      TWO.replace('    "b2"', '    "b3": {\n      "logic": [1, 2]\n    },\n    "b2"'),
    );
    expect(textOf(setValue(one(TWO), at("/last"), { a: 1 }))).toBe(
      TWO.replace("3]\n", '3],\n  "last": {\n    "a": 1\n  }\n'),
    );
    expect(textOf(removeValue(one(TWO), at("/parts/b1")))).toBe(
      TWO.replace('"b1": {\n      "logic": 1\n    },\n    ', ""),
    );
    expect(textOf(removeValue(one(TWO), at("/list")))).toBe(
      TWO.replace(',\n  "list": [1, 2, 3]', ""),
    );
  });

  test("items are put in, moved and taken out; an emptied list closes up", () => {
    expect(textOf(insertItem(one(TWO), at("/list"), 0, 9))).toBe(TWO.replace("[1", "[9, 1"));
    expect(textOf(insertItem(one(TWO), at("/list"), 3, 9))).toBe(TWO.replace("3]", "3, 9]"));
    expect(textOf(moveItem(one(TWO), at("/list"), 0, 2))).toBe(TWO.replace("1, 2, 3", "2, 3, 1"));
    expect(textOf(removeValue(one('{"list": [1]}'), at("/list/0")))).toBe('{"list": []}');
    expect(textOf(insertItem(one('{"list": []}'), at("/list"), 0, 1))).toBe('{"list": [1]}');
  });

  test("a moved member goes with its text, a renamed one keeps its position", () => {
    const moved = moveItem(one(TWO), at("/parts"), 1, 0);
    expect(valueAt(moved, at("/parts"))).toEqual({ b2: { logic: 2.5 }, b1: { logic: 1 } });
    expect(textOf(moved)).toContain(
      '"b2": { "logic": 2.50 },\n    "b1": {\n      "logic": 1\n    }',
    );
    expect(textOf(renameMember(one(TWO), at("/parts/b1"), "c"))).toBe(TWO.replace('"b1"', '"c"'));
  });

  test("line ends and tabs of the file are kept", () => {
    const text = '{\r\n\t"a": {\r\n\t\t"b": 1\r\n\t}\r\n}';
    expect(textOf(setValue(one(text), at("/a/c"), { d: [] }))).toBe(
      '{\r\n\t"a": {\r\n\t\t"b": 1,\r\n\t\t"c": {\r\n\t\t\t"d": []\r\n\t\t}\r\n\t}\r\n}',
    );
  });

  test("a place that is not there is an error, and so is a file that cannot be read", () => {
    expect(() => setValue(one(TWO), at("/no/where"), 1)).toThrow(NoSuchPlace);
    expect(() => removeValue(one(TWO), at("/parts/b9"))).toThrow(NoSuchPlace);
    expect(() => insertItem(one(TWO), at("/parts"), 0, 1)).toThrow(NoSuchPlace);
    expect(() => moveItem(one(TWO), at("/list"), 0, 3)).toThrow(NoSuchPlace);
    expect(() => setValue(one(TWO), { file: "other.json", pointer: "" }, 1)).toThrow(NoSuchPlace);
  });
});
