import { describe, expect, test } from "vitest";
import { contentHash, scoringHash } from "../../../engine/rule-set/hash.ts";
import { prepare } from "../../../engine/rule-set/prepare.ts";
import { readRuleSet } from "../../../engine/rule-set/read-rule-set.ts";
import { item, LABEL, smallRuleSet } from "../../support/load-rule-set.ts";

const TEXT = { zh: "甲", en: "A" };
const HEAD = {
  ...smallRuleSet([]),
  tree: { id: "total", name: TEXT, children: [{ file: "A.json" }] },
};
const NODE = { $schema: "../schema/node.schema.json", id: "A", name: TEXT, score: 1 };
const CASES = {
  cases: [
    {
      id: "one",
      name: TEXT,
      node: "A",
      inputs: {},
      expect: { score: "1.00" },
      basis: "1",
      worked: "hand",
    },
  ],
};

function read(files: { [path: string]: unknown }) {
  return readRuleSet(
    new Map(
      Object.entries(files).map(([path, content]) => [
        path,
        typeof content === "string" ? content : JSON.stringify(content),
      ]),
    ),
  );
}

function findingsOf(files: { [path: string]: unknown }) {
  const result = read(files);
  return result.ok ? [] : result.findings;
}

describe("the files of a folder", () => {
  test("become one rule set with its cases", () => {
    const result = read({ "rule-set.json": HEAD, "A.json": NODE, "cases/A.json": CASES });
    expect(result.ok && result.ruleSet.tree.children).toEqual([{ id: "A", name: TEXT, score: 1 }]);
    expect(result.ok && result.cases.map(({ id, file }) => [id, file])).toEqual([
      ["one", "cases/A.json"],
    ]);
  });

  test("a file cut in the middle is refused with its line and column", () => {
    const text = '{\n  "id": "A",\n  "score": {"+": [1, ';
    expect(findingsOf({ "rule-set.json": HEAD, "A.json": text })).toEqual([
      {
        severity: "error",
        code: "json_syntax",
        path: "A.json#/score/+/1",
        facts: { file: "A.json", line: 3, column: 22, found: "", expected: "value" },
      },
    ]);
  });

  test("a key twice is refused where it stands the second time", () => {
    expect(
      findingsOf({ "rule-set.json": HEAD, "A.json": '{"id": "A",\n "score": 1, "score": 2}' }),
    ).toEqual([
      {
        severity: "error",
        code: "json_duplicate_key",
        path: "A.json#",
        facts: { file: "A.json", line: 2, column: 14, found: "score" },
      },
    ]);
  });

  test("a number that a double would round is refused", () => {
    expect(
      findingsOf({ "rule-set.json": HEAD, "A.json": '{"weight": 0.30000000000000001}' }),
    ).toEqual([
      {
        severity: "error",
        code: "json_number_not_exact",
        path: "A.json#/weight",
        facts: { file: "A.json", line: 1, column: 12, found: "0.30000000000000001" },
      },
    ]);
  });

  test("nesting without end is refused before anything walks it", () => {
    const deep = `{"score": ${"[".repeat(50_000)}`;
    expect(findingsOf({ "rule-set.json": HEAD, "A.json": deep }).map(({ code }) => code)).toEqual([
      "json_too_deep",
    ]);
  });

  test("a file that is named but not there, and one that is there but not named, are told", () => {
    expect(findingsOf({ "rule-set.json": HEAD, "B.json": NODE })).toEqual([
      {
        severity: "error",
        code: "missing_file",
        path: "rule-set.json#/tree/children/0",
        facts: { file: "rule-set.json", wanted: "A.json" },
      },
      { severity: "error", code: "unused_file", path: "B.json#", facts: { file: "B.json" } },
    ]);
  });

  test("two cases of one name are told", () => {
    expect(
      findingsOf({
        "rule-set.json": HEAD,
        "A.json": NODE,
        "cases/A.json": CASES,
        "cases/B.json": CASES,
      }),
    ).toEqual([
      {
        severity: "error",
        code: "duplicate_case",
        path: "cases/B.json#/cases/0/id",
        facts: { file: "cases/B.json", id: "one", earlier: "cases/A.json" },
      },
    ]);
  });

  test("no rule-set.json, no rule set", () => {
    expect(findingsOf({ "A.json": NODE })).toEqual([
      {
        severity: "error",
        code: "missing_file",
        path: "rule-set.json#",
        facts: { file: "rule-set.json", wanted: "rule-set.json" },
      },
    ]);
  });
});

describe("a rule set made ready", () => {
  test("every structural fault is named at its place", () => {
    const result = prepare(
      smallRuleSet([
        item("A", { inputs: { weight: { type: "count", label: LABEL } }, score: 1 }),
        item("A", { level: "nowhere", score: 1 }),
        item("B", {}),
        item("C", { score: { "+": Array.from({ length: 2_001 }, () => 1) } }),
      ]),
    );
    expect(result.ok ? [] : result.findings.map(({ code, path }) => [code, path])).toEqual([
      ["name_taken", "/tree/children/0/inputs/weight"],
      ["unknown_level", "/tree/children/1"],
      ["duplicate_node", "/tree/children/1"],
      ["no_formula", "/tree/children/2"],
      ["formula_too_large", "/tree/children/3/score/+/1999"],
    ]);
  });
});

describe("the two hashes", () => {
  const base = smallRuleSet([
    item("A", { weight: 0.3, inputs: { n: { type: "count", label: LABEL } }, score: { var: "n" } }),
  ]);
  const changed = (change: object) =>
    smallRuleSet([{ ...(base.tree.children?.[0] as object), ...change } as never]);

  test("texts, departments and dates leave the scoring hash as it is and change the content hash", () => {
    for (const other of [
      changed({ name: { zh: "乙", en: "B" } }),
      changed({ departments: ["x"] }),
      changed({
        inputs: {
          n: { type: "count", label: { zh: "别的", en: "other" }, asOf: { date: "2030-12-31" } },
        },
      }),
      { ...base, dates: [{ id: "d", label: TEXT, date: "2030-01-01" }] },
    ]) {
      expect(scoringHash(other)).toBe(scoringHash(base));
      expect(contentHash(other)).not.toBe(contentHash(base));
    }
  });

  test("weights, formulas, ranges and rounding change both", () => {
    for (const other of [
      changed({ weight: 0.31 }),
      changed({ score: { "+": [{ var: "n" }, 0] } }),
      changed({ inputs: { n: { type: "count", label: LABEL, maximum: 3 } } }),
      changed({ rounding: { mode: "floor", places: 2 } }),
    ]) {
      expect(scoringHash(other)).not.toBe(scoringHash(base));
      expect(contentHash(other)).not.toBe(contentHash(base));
    }
  });

  test("the order of keys is nothing", () => {
    const reordered = JSON.parse(JSON.stringify(base, Object.keys(flat(base)).sort().reverse()));
    expect(scoringHash(reordered)).toBe(scoringHash(base));
    expect(contentHash(reordered)).toBe(contentHash(base));
  });
});

/** Every key that occurs anywhere, so that JSON.stringify keeps them all in the given order. */
function flat(value: unknown, keys: { [key: string]: true } = {}): { [key: string]: true } {
  if (typeof value !== "object" || value === null) return keys;
  for (const [key, member] of Object.entries(value)) {
    keys[key] = true;
    flat(member, keys);
  }
  return keys;
}
