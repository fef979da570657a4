/** Names that follow through formulas, references and cases; subtrees that get a name. */
import { describe, expect, test } from "vitest";
import { extractVariable } from "../../../editor/document/extract.ts";
import { treeOf } from "../../../editor/document/nodes.ts";
import {
  type Renamed,
  renameInput,
  renameNode,
  renameOption,
  renamePart,
} from "../../../editor/document/rename.ts";
import { renameOptionInCase } from "../../../editor/document/rename-in-cases.ts";
import { type RuleDocument, valueAt } from "../../../editor/document/rule-document.ts";
import { runCases } from "../../../engine/cases/run-cases.ts";
import type { JsonValue } from "../../../engine/json/json-value.ts";
import { nodeAt } from "../../../engine/logic/json-tree.ts";
import { renameOption as renameOptionIn } from "../../../engine/logic/rename-option.ts";
import { renameVariable } from "../../../engine/logic/rename-variable.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { load } from "../../support/load-rule-set.ts";
import { SHIPPED, shippedFormula } from "../support/shipped.ts";

function renamed(result: Renamed): RuleDocument {
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.document;
}

const changedFiles = (document: RuleDocument): readonly string[] =>
  [...document.files]
    .filter(([path, text]) => SHIPPED.files.get(path) !== text)
    .map(([path]) => path);

/** The cases of the files that changed hold, as they did before. */
function casesHold(document: RuleDocument): boolean {
  const files = [
    ...changedFiles(document),
    ...changedFiles(document).map((file) => `cases/${file}`),
  ];
  const { prepared, cases } = load(document.files);
  const touched = cases.filter(({ file = "" }) => files.includes(file));
  const report = runCases(prepared, touched);
  return touched.length > 0 && report.failed === 0;
}

describe("an input", () => {
  const document = renamed(renameInput(SHIPPED, "L1P1-A1", "itemsTotal", "allItems", true));

  test("follows through formulas, conditions, partOf, sameAs and cases; other files keep their bytes", () => {
    expect(changedFiles(document)).toEqual([
      "L1P1.json",
      "cases/L1P1.json",
      "cases/whole-city.json",
    ]);
    const tree = treeOf(document);
    const node = tree.byId.get("L1P1-A1");
    expect(Object.keys(node?.value.inputs ?? {})).toEqual(["eCertItems", "allItems"]);
    expect(node?.value.inputs?.eCertItems).toMatchObject({ partOf: "allItems" });
    expect(node?.value.inputs?.allItems?.was).toEqual([
      { id: "L1P1-A1/itemsTotal", relation: "renamed" },
    ]);
    expect(tree.byId.get("L1P1-A2")?.value.inputs?.itemsTotal?.sameAs).toBe("L1P1-A1/allItems");
    expect(JSON.stringify(node?.value.score)).toContain('{"var":"allItems"}');
    expect(JSON.stringify(node?.value.plausible)).not.toContain("itemsTotal");
  });

  test("every case of it still holds", () => {
    expect(casesHold(document)).toBe(true);
  });

  test("and back again leaves every byte but the mark of what it was", () => {
    const back = renamed(
      renameInput(
        renamed(renameInput(SHIPPED, "L1P7-A1", "baseServices", "services")),
        "L1P7-A1",
        "services",
        "baseServices",
      ),
    );
    expect(changedFiles(back)).toEqual([]);
  });

  test.each([
    ["L1P1-A1", "none", "x", "no_such_name", "none"],
    ["L1P1-A1", "itemsTotal", "eCertItems", "name_taken", "eCertItems"],
    ["L1P1-A1", "itemsTotal", "weight", "name_taken", "weight"],
    ["L1P1-A1", "itemsTotal", "总数", "name_not_allowed", "总数"],
  ])("%s/%s to %s: %s", (node, from, to, code, name) => {
    expect(renameInput(SHIPPED, node, from, to)).toEqual({
      ok: false,
      refusal: { code, facts: { name } },
    });
  });
});

describe("a part and a node", () => {
  test("a part follows in later parts, in the score and in another reading", () => {
    const document = renamed(renamePart(SHIPPED, "L1P2-A1", "b2", "publishing"));
    const node = treeOf(document).byId.get("L1P2-A1");
    expect(Object.keys(node?.value.parts ?? {})).toEqual(["b1", "publishing", "b3"]);
    expect(JSON.stringify(node?.value.score)).toContain('{"var":"publishing"}');
    const readings = node?.value.notes?.flatMap(({ alternative }) =>
      Object.keys(alternative?.parts ?? {}),
    );
    expect(readings).toEqual(["publishing"]);
    expect(casesHold(document)).toBe(true);
  });

  test("a node follows in references, in cases and where formulas pick children by id", () => {
    const document = renamed(renameNode(SHIPPED, "L1P1-A1", "L1P1-B1", true));
    const tree = treeOf(document);
    expect(tree.byId.get("L1P1-B1")?.value.was).toEqual([{ id: "L1P1-A1", relation: "renamed" }]);
    expect(tree.byId.get("L1P1-A3")?.value.inputs?.itemsTotal?.sameAs).toBe("L1P1-B1/itemsTotal");
    expect(casesHold(document)).toBe(true);
    const security = renamed(renameNode(SHIPPED, "L6", "Security"));
    expect(JSON.stringify(treeOf(security).root?.value.outputs)).toContain('"Security"');
    expect(casesHold(security)).toBe(true);
    expect(renameNode(SHIPPED, "L6", "L7")).toEqual({
      ok: false,
      refusal: { code: "name_taken", facts: { name: "L7" } },
    });
  });
});

test("names of rows and elements are not the node's, unless they are read from outside", () => {
  expect(
    renameVariable(
      {
        "+": [
          { var: "a" },
          { var: "a.x" },
          { var: ["a", { var: "a" }] },
          { var: "ab" },
          { map: [{ var: "a" }, { "+": [{ var: "a" }, { outer: "a" }] }] },
          { missing: ["a", "b"] },
          "a",
        ],
      },
      "a",
      "z",
    ),
  ).toEqual({
    "+": [
      { var: "z" },
      { var: "z.x" },
      { var: ["z", { var: "z" }] },
      { var: "ab" },
      { map: [{ var: "z" }, { "+": [{ var: "a" }, { outer: "z" }] }] },
      { missing: ["z", "b"] },
      "a",
    ],
  });
});

describe("the code of an option", () => {
  const inputs = treeOf(SHIPPED).nodes.flatMap(({ id, value }) =>
    Object.entries(value.inputs ?? {}).flatMap(([input, declared]) =>
      "options" in declared
        ? [{ node: id, input, codes: declared.options.map((o) => o.code) }]
        : [],
    ),
  );
  const rename = (
    document: RuleDocument,
    { node, input }: { readonly node: string; readonly input: string },
    index: number,
    to: string,
  ) => renamed(renameOption(document, { node, input, field: null, index }, to));

  test.each(inputs)("$node/$input: all of them renamed, every case still holds", (one) => {
    const document = one.codes.reduce(
      (before, code, index) => rename(before, one, index, `${code}Renamed`),
      SHIPPED,
    );
    expect(casesHold(document)).toBe(true);
    const node = treeOf(document).byId.get(one.node);
    const speaking = [
      ...(node?.formulas ?? []).map((place) => JSON.stringify(valueAt(document, place))),
      ...changedFiles(document)
        .filter((path) => path.startsWith("cases/"))
        .map((path) => document.files.get(path) ?? ""),
    ];
    const spoken = one.codes.filter((code) =>
      speaking.some(
        (text) => text.includes(`"${code}"`) || text.includes(`"${one.input}.${code}"`),
      ),
    );
    // Only another input that has an option of that name still speaks of it.
    const others = inputs.filter(({ node, input }) => node !== one.node || input !== one.input);
    expect(spoken.filter((code) => !others.some(({ codes }) => codes.includes(code)))).toEqual([]);
    const back = one.codes.reduce(
      (before, code, index) => rename(before, one, index, code),
      document,
    );
    expect(changedFiles(back)).toEqual([]);
  });

  test("a code that two options have, or that is not yet written, is only written", () => {
    const at = { node: "L1P3-A2", input: "services", field: null };
    const twice = renamed(renameOption(SHIPPED, { ...at, index: 1 }, "remoteMedical"));
    const codes = (document: RuleDocument) => {
      const input = treeOf(document).byId.get(at.node)?.value.inputs?.services;
      return input?.type === "list" ? input.options.map(({ code }) => code).slice(0, 2) : [];
    };
    expect(changedFiles(twice)).toEqual(["L1P3.json"]);
    expect(codes(twice)).toHaveLength(2);
    const again = renamed(renameOption(twice, { ...at, index: 1 }, "other"));
    expect(changedFiles(again)).toEqual(["L1P3.json"]);
    expect(codes(again)[1]).toBe("other");
    expect(renameOption(SHIPPED, { ...at, index: 99 }, "x")).toEqual({
      ok: false,
      refusal: { code: "no_such_name", facts: { name: "99" } },
    });
  });

  const own = { input: "kind", field: null };
  const ofRows = { input: "sites", field: "kind" };
  test.each([
    [own, { "==": [{ var: "kind" }, "a"] }, { "==": [{ var: "kind" }, "z"] }],
    [own, { "!==": ["a", { var: ["kind"] }] }, { "!==": ["z", { var: ["kind"] }] }],
    [own, { in: ["a", { var: "kind" }] }, { in: ["z", { var: "kind" }] }],
    [own, { in: [{ var: "kind" }, ["a", "b"]] }, { in: [{ var: "kind" }, ["z", "b"]] }],
    [
      own,
      { "+": [{ var: "kind.a" }, { var: "kind.ab" }] },
      { "+": [{ var: "kind.z" }, { var: "kind.ab" }] },
    ],
    [
      own,
      { if: [{ "==": [{ var: "other" }, "a"] }, "a", 0] },
      { if: [{ "==": [{ var: "other" }, "a"] }, "a", 0] },
    ],
    [
      own,
      { some: [{ var: "kind" }, { "==": [{ var: "" }, "a"] }] },
      { some: [{ var: "kind" }, { "==": [{ var: "" }, "z"] }] },
    ],
    [
      own,
      {
        reduce: [
          { var: "kind" },
          { "+": [{ var: "accumulator" }, { in: [{ var: "current" }, ["a"]] }] },
          0,
        ],
      },
      {
        reduce: [
          { var: "kind" },
          { "+": [{ var: "accumulator" }, { in: [{ var: "current" }, ["z"]] }] },
          0,
        ],
      },
    ],
    [
      own,
      {
        filter: [
          { var: "sites" },
          { and: [{ "==": [{ var: "kind" }, "a"] }, { "==": [{ outer: "kind" }, "a"] }] },
        ],
      },
      {
        filter: [
          { var: "sites" },
          { and: [{ "==": [{ var: "kind" }, "a"] }, { "==": [{ outer: "kind" }, "z"] }] },
        ],
      },
    ],
    [
      ofRows,
      { filter: [{ var: "sites" }, { "==": [{ var: "kind" }, "a"] }] },
      { filter: [{ var: "sites" }, { "==": [{ var: "kind" }, "z"] }] },
    ],
    [
      ofRows,
      {
        reduce: [
          { var: "sites" },
          { "+": [{ var: "accumulator" }, { "==": [{ var: "current.kind" }, "a"] }] },
          0,
        ],
      },
      {
        reduce: [
          { var: "sites" },
          { "+": [{ var: "accumulator" }, { "==": [{ var: "current.kind" }, "z"] }] },
          0,
        ],
      },
    ],
    [
      ofRows,
      {
        and: [
          { "==": [{ var: "kind" }, "a"] },
          { some: [{ var: "others" }, { "==": [{ var: "kind" }, "a"] }] },
        ],
      },
      {
        and: [
          { "==": [{ var: "kind" }, "a"] },
          { some: [{ var: "others" }, { "==": [{ var: "kind" }, "a"] }] },
        ],
      },
    ],
  ])("of %j in %j", (has, formula, expected) => {
    expect(renameOptionIn(formula as Logic, has, "a", "z")).toEqual(expected);
  });

  test("a case gives it as a choice, in a list, as a count or in rows", () => {
    const inCase = (figure: JsonValue, field: string | null) =>
      renameOptionInCase(
        {
          inputs: { n: { x: figure }, m: { x: "a" } },
          expect: { issues: [{ code: "c", path: "/n/x/a" }] },
        },
        { node: "n", input: "x", field },
        "a",
        "z",
      );
    expect(inCase("a", null)).toEqual({
      inputs: { n: { x: "z" }, m: { x: "a" } },
      expect: { issues: [{ code: "c", path: "/n/x/z" }] },
    });
    expect(inCase(["b", "a"], null).inputs).toEqual({ n: { x: ["b", "z"] }, m: { x: "a" } });
    expect(inCase({ b: 1, a: 2 }, null).inputs).toEqual({
      n: { x: { b: 1, z: 2 } },
      m: { x: "a" },
    });
    expect(inCase([{ k: "a" }, { k: "b" }, { l: "a" }], "k").inputs).toEqual({
      n: { x: [{ k: "z" }, { k: "b" }, { l: "a" }] },
      m: { x: "a" },
    });
  });
});

describe("a subtree gets a name", () => {
  const words = { zh: "用户总数", en: "All users" };

  test("the repeated sum of L1P7-A2 becomes a part before the one that uses it", () => {
    const { place, logic } = shippedFormula("L1P7-A2", "parts/users");
    expect(JSON.stringify(logic).split('{"+":[{"var":"b1"}').length - 1).toBe(4);
    const extracted = extractVariable(SHIPPED, place, "/if/0/==/0", "all", words);
    if (!extracted.ok) throw new Error(JSON.stringify(extracted.refusal));
    expect(extracted.places).toBe(4);
    const node = treeOf(extracted.document).byId.get("L1P7-A2");
    expect(Object.keys(node?.value.parts ?? {})).toEqual(["b1", "b2", "b3", "all", "users"]);
    expect(node?.value.parts?.all).toEqual({
      logic: { "+": [{ var: "b1" }, { var: "b2" }, { var: "b3" }] },
      label: words,
    });
    expect(JSON.stringify(valueAt(extracted.document, place))).not.toContain('{"+":[{"var":"b1"}');
    expect(casesHold(extracted.document)).toBe(true);
  });

  test("a node without parts gets some, before its score", () => {
    const { place } = shippedFormula("L1P5-A2", "score");
    const denominator = "/*/1/min/1/if/0/==/0";
    const extracted = extractVariable(SHIPPED, place, denominator, "everybody", words);
    if (!extracted.ok) throw new Error(JSON.stringify(extracted.refusal));
    expect(extracted.places).toBe(2);
    const keys = Object.keys(treeOf(extracted.document).byId.get("L1P5-A2")?.value ?? {});
    expect(keys.indexOf("parts")).toBe(keys.indexOf("score") - 1);
    expect(casesHold(extracted.document)).toBe(true);
  });

  test.each([
    ["L2P1-A2", "score", "/*/1/if/2"],
    ["L4P1-A1", "score", "/*/1/min/1/if/2"],
    ["L4P2-A1", "parts/b1", "/*/0/if/2"],
  ])("the fraction of %s is taken with its rule for zero", (id, formula, at) => {
    const { place, logic } = shippedFormula(id, formula);
    const extracted = extractVariable(SHIPPED, place, at, "share", words);
    if (!extracted.ok) throw new Error(JSON.stringify(extracted.refusal));
    const guard = at.replace("/if/2", "");
    expect(extracted.at).toBe(guard);
    const part = treeOf(extracted.document).byId.get(id)?.value.parts?.share;
    expect(part).toEqual({ logic: nodeAt(logic, guard), label: words });
    expect(casesHold(extracted.document)).toBe(true);
  });

  test("names, constants, what belongs to a row, and taken names are refused", () => {
    const { place } = shippedFormula("L1P4-A3", "parts/sum");
    const refusal = (at: string, name: string) => {
      const extracted = extractVariable(SHIPPED, place, at, name, words);
      return extracted.ok ? null : extracted.refusal.code;
    };
    expect([
      refusal("/reduce/0", "x"),
      refusal("/reduce/2", "x"),
      refusal("/reduce/1/+/1", "x"),
      refusal("", "hospitals"),
      refusal("", "score"),
      refusal("", "a b"),
      refusal("/none", "x"),
    ]).toEqual([
      "nothing_to_convert",
      "nothing_to_convert",
      "nothing_to_convert",
      "name_taken",
      "name_taken",
      "name_not_allowed",
      "no_such_place",
    ]);
  });
});
