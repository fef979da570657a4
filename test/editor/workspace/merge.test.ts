/** Two people's edits of one draft: what does not touch goes together, what does is asked, bytes stay. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { setValue } from "../../../editor/document/edit.ts";
import type { Files } from "../../../editor/document/rule-document.ts";
import { merge, resolve } from "../../../editor/workspace/saving/merge.ts";
import type { JsonValue } from "../../../engine/json/json-value.ts";

const FILE = "a.json";
const BASE = `{
  "weight": 0.40,
  "children": [
    { "id": "x", "weight": 0.5, "name": "one" },
    { "id": "y", "weight": 0.5, "name": "two" }
  ],
  "bands": [90, 80, 70]
}
`;
const files = (text: string): Files => new Map([[FILE, text]]);
const edited = (...swaps: readonly (readonly [string, string])[]): Files => {
  const text = swaps.reduce((before, [from, to]) => {
    expect(before.split(from)).toHaveLength(2);
    return before.replace(from, to);
  }, BASE);
  return files(text);
};
const textOf = (document: { readonly files: Files }): string => document.files.get(FILE) ?? "";

describe("merging", () => {
  test("edits of different members of one object go together, on the other's text", () => {
    const mine = edited(['"weight": 0.40', '"weight": 0.45']);
    const theirs = edited(['"name": "two"', '"name":   "second"']);
    const { document, conflicts } = merge(files(BASE), mine, theirs);
    expect(conflicts).toEqual([]);
    expect(textOf(document)).toBe(
      BASE.replace("0.40", "0.45").replace('"name": "two"', '"name":   "second"'),
    );
  });

  test("the same place changed to the same is no conflict", () => {
    const both = edited(['"name": "two"', '"name": "second"']);
    const mine = edited(['"name": "two"', '"name":  "second"']);
    expect(merge(files(BASE), mine, both).conflicts).toEqual([]);
  });

  test("the same place changed differently is asked, with all three", () => {
    const mine = edited(["0.40", "0.45"]);
    const theirs = edited(["0.40", "0.5"], ['"name": "one"', '"name": "first"']);
    const merged = merge(files(BASE), mine, theirs);
    expect(merged.conflicts).toEqual([
      { file: FILE, path: ["weight"], base: 0.4, mine: 0.45, theirs: 0.5 },
    ]);
    expect(merged.document.files).toEqual(theirs);
    expect(textOf(resolve(merged, merged.conflicts))).toBe(
      BASE.replace("0.40", "0.45").replace('"name": "one"', '"name": "first"'),
    );
    expect(resolve(merged, []).files).toEqual(theirs);
  });

  test("items that both added to a list of named things are both kept, in their places", () => {
    const mine = edited(['"name": "one" },', '"name": "one" },\n    { "id": "m" },']);
    const theirs = edited(['"name": "two" }', '"name": "two" },\n    { "id": "t" }']);
    const { document, conflicts } = merge(files(BASE), mine, theirs);
    expect(conflicts).toEqual([]);
    const { children } = JSON.parse(textOf(document));
    expect(children.map(({ id }: { id: string }) => id)).toEqual(["x", "m", "y", "t"]);
  });

  test("an item changed by one and taken out by the other is asked", () => {
    const mine = edited(['"weight": 0.5, "name": "two"', '"weight": 0.6, "name": "two"']);
    const theirs = edited([',\n    { "id": "y", "weight": 0.5, "name": "two" }', ""]);
    const merged = merge(files(BASE), mine, theirs);
    expect(merged.conflicts).toEqual([
      {
        file: FILE,
        path: ["children", "#y"],
        base: { id: "y", weight: 0.5, name: "two" },
        mine: { id: "y", weight: 0.6, name: "two" },
      },
    ]);
    expect(JSON.parse(textOf(resolve(merged, merged.conflicts))).children[1]).toEqual({
      id: "y",
      weight: 0.6,
      name: "two",
    });
  });

  test("a list without names is one place when its length changes", () => {
    const mine = edited(["[90, 80, 70]", "[90, 85, 80, 70]"]);
    const theirs = edited(["[90, 80, 70]", "[95, 80, 70]"]);
    expect(merge(files(BASE), mine, theirs).conflicts).toEqual([
      {
        file: FILE,
        path: ["bands"],
        base: [90, 80, 70],
        mine: [90, 85, 80, 70],
        theirs: [95, 80, 70],
      },
    ]);
  });

  test("a file that one of them left half-typed is asked whole", () => {
    const half = BASE.slice(0, 60);
    const theirs = edited(["0.40", "0.5"]);
    const merged = merge(files(BASE), files(half), theirs);
    expect(merged.conflicts).toEqual([
      { file: FILE, path: [], base: BASE, mine: half, theirs: theirs.get(FILE) },
    ]);
    expect(textOf(resolve(merged, merged.conflicts))).toBe(half);
  });

  test("files that only one added, changed or took out are as that one left them", () => {
    const mine = new Map([
      ["mine.json", "1"],
      ["kept.json", "{}"],
    ]);
    const theirs = new Map([
      ["gone.json", "0"],
      ["kept.json", "{ }"],
      ["theirs.json", "2"],
    ]);
    const base = new Map([
      ["gone.json", "0"],
      ["kept.json", "{}"],
    ]);
    const { document, conflicts } = merge(base, mine, theirs);
    expect(conflicts).toEqual([]);
    expect([...document.files].sort()).toEqual([
      ["kept.json", "{ }"],
      ["mine.json", "1"],
      ["theirs.json", "2"],
    ]);
  });

  test("any edits of different places both arrive, whoever merges", () => {
    const places = [
      "/weight",
      "/children/0/weight",
      "/children/0/name",
      "/children/1/name",
      "/bands/1",
    ];
    fc.assert(
      fc.property(
        fc.shuffledSubarray(places, { minLength: 2 }),
        fc.nat(),
        fc.array(fc.oneof(fc.integer(), fc.string(), fc.constant(null)), {
          minLength: 5,
          maxLength: 5,
        }),
        (chosen, cut, values) => {
          const split = 1 + (cut % (chosen.length - 1));
          const put = (some: readonly string[], from: number): Files =>
            some.reduce(
              (document, pointer, index) =>
                setValue(document, { file: FILE, pointer }, values[from + index] as JsonValue),
              { files: files(BASE) },
            ).files;
          const mine = put(chosen.slice(0, split), 0);
          const theirs = put(chosen.slice(split), split);
          const all = JSON.parse(put(chosen, 0).get(FILE) ?? "");
          for (const [a, b] of [
            [mine, theirs],
            [theirs, mine],
          ] as const) {
            const { document, conflicts } = merge(files(BASE), a, b);
            expect(conflicts).toEqual([]);
            expect(JSON.parse(textOf(document))).toEqual(all);
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});
