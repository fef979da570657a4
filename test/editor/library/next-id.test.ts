/** What the next year's set may be called. */
import { expect, test } from "vitest";
import { nextId, nextYear } from "../../../editor/library/next-id.ts";

test.each([
  ["some-index-2018", "2018", "some-index-2019"],
  ["2018-index-2018", "2018", "2019-index-2019"],
  ["index", "2018", "index-2"],
  ["index-9", "first", "index-10"],
])("after %s, edition %s, comes %s", (id, edition, next) => {
  expect(nextId(id, edition)).toBe(next);
});

test("only an edition that is a year has a next one", () => {
  expect([nextYear("2018"), nextYear("1999"), nextYear("试行")]).toEqual(["2019", "2000", "试行"]);
});
