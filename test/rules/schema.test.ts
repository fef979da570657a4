/** The schemas describe every rule file that ships or stands in the tests, and refuse what they should. */
import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readRuleSet } from "../../engine/rule-set/read-rule-set.ts";
import { createSchemaValidator } from "../../server/rule-files/schema-validator.ts";
import { filesOf, ruleSetFolder } from "../support/load-rule-set.ts";

const validate = createSchemaValidator(ruleSetFolder("rules/schema"));
const shipped = readdirSync(ruleSetFolder("rules"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "schema")
  .map(({ name }) => `rules/${name}`);

describe.each([...shipped, "test/rule-sets/human-development", "test/rule-sets/air-quality"])(
  "%s",
  (folder) => {
    test("every file keeps to its schema", () => {
      const result = readRuleSet(filesOf(ruleSetFolder(folder)), validate);
      expect(result.ok ? [] : result.findings).toEqual([]);
    });
  },
);

describe("a file that does not keep to its schema", () => {
  const node = { id: "A", name: { zh: "甲", en: "A" } };

  test.each([
    ["a misspelt property", { ...node, wieght: 0.3 }, [["", "additionalProperties"]]],
    ["a name without English", { ...node, name: { zh: "甲" } }, [["/name", "required"]]],
    [
      "an unknown rounding",
      { ...node, rounding: { mode: "up", places: 2 } },
      [["/rounding/mode", "enum"]],
    ],
    [
      "a name that formulas cannot use",
      { ...node, constants: { "a.b": { value: 1, label: node.name } } },
      [
        ["/constants", "pattern"],
        ["/constants", "propertyNames"],
      ],
    ],
    ["no object at all", [], [["", "type"]]],
  ])("%s is told at its place", (_, document, expected) => {
    expect(validate("node", document).map(({ pointer, keyword }) => [pointer, keyword])).toEqual(
      expected,
    );
  });
});
