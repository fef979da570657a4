/** Names that are looked for in the bytes of a text. */
import { describe, expect, test } from "vitest";
import { bytesOf } from "../../../engine/json/json-bytes.ts";
import { JsonNames } from "../../../engine/json/json-names.ts";

const GROUPS = [
  ["", "a", "ab", "abc", "abcd", "abcde", "abcdx", "abcdef", "城", "城市", "\u0001"],
  ["abc", "x"],
];
const names = new JsonNames(GROUPS);

/** The name that stands at the end of a text, and what of the text is behind it. */
function found(text: string, group: number, expected: number) {
  const bytes = bytesOf(`城${text}`);
  const view = new DataView(bytes.buffer);
  const first = group === 0 ? 0 : (GROUPS[0] as string[]).length;
  const end = first + (GROUPS[group] as string[]).length;
  const place = names.find(bytes, view, 3, first, end, first + expected);
  return place < 0 ? null : [GROUPS[group]?.[place - first], bytes.length - names.end];
}

describe("every name of a group is found, whichever is expected", () => {
  const [group = []] = GROUPS;
  test.each(group.filter((name) => name >= " "))("“%s”", (name) => {
    for (const expected of group.keys()) {
      expect(found(JSON.stringify(name), 0, expected)).toEqual([name, 0]);
      expect(found(`${JSON.stringify(name)}:1}`, 0, expected)).toEqual([name, 3]);
    }
  });
});

test.each([
  ["a name of another group", '"x"'],
  ["a longer name", '"abcdefg"'],
  ["one that differs in its last letter", '"abcdeg"'],
  ["one that differs in its first letter", '"xbcdef"'],
  ["one that is not closed", '"abcd'],
  ["no name", "abcd"],
  ["nothing", ""],
])("not found: %s", (_, text) => {
  for (const expected of (GROUPS[0] as string[]).keys())
    expect(found(text, 0, expected)).toBe(null);
});

test("the same name in another group is another", () => {
  expect(found('"abc"', 1, 1)).toEqual(["abc", 0]);
  expect(found('"abcd"', 1, 0)).toBe(null);
});
