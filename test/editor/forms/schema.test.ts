/** Forms made from the schemas: whatever they put in, the schemas take. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { putValue, takeOut } from "../../../editor/document/edit-members.ts";
import { valueAt } from "../../../editor/document/rule-document.ts";
import {
  blank,
  problemOfText,
  resolved,
  type Schema,
  type Schemas,
} from "../../../editor/forms/schema.ts";
import { createSchemaValidator } from "../../../server/rule-files/schema-validator.ts";
import { filesOf, ruleSetFolder } from "../../support/load-rule-set.ts";

const NAMES = ["common", "node", "rule-set", "cases"] as const;
const SCHEMAS: Schemas = Object.fromEntries(
  NAMES.map((name) => {
    const file = `${name}.schema.json`;
    return [
      file,
      JSON.parse(readFileSync(`${ruleSetFolder("rules/schema")}/${file}`, "utf8")) as object,
    ];
  }),
);
const FILES = filesOf(ruleSetFolder("rules/cn-smart-city-2018"));
const NODE = resolved({ $ref: "common.schema.json#/$defs/node" }, SCHEMAS);

describe("a new entry", () => {
  const entries = ["inputs", "constants", "parts", "outputs"] as const;
  const lists = ["requires", "plausible", "notes", "evidence", "was"] as const;
  const validate = createSchemaValidator(ruleSetFolder("rules/schema"));

  test.each([...entries, ...lists])(
    "of %s is taken by the schema once its words are written",
    (member) => {
      const schema = NODE.properties?.[member] as Schema;
      const isList = schema.type === "array";
      const item = (isList ? schema.items : schema.additionalProperties) as Schema;
      const value = blank(item, SCHEMAS);
      const put = isList ? [value] : { entry: value };
      const document = { id: "A", name: { zh: "甲", en: "A" }, [member]: put };
      const problems = validate("node", document as never).filter(
        ({ keyword }) => keyword !== "minLength",
      );
      expect(problems).toEqual([]);
    },
  );
});

describe("a member that is put in", () => {
  const document = { files: FILES };
  const place = { file: "L2P1.json", pointer: "/children/0" };

  test("stands where the schema has it among the others", () => {
    const order = Object.keys(NODE.properties ?? {});
    const after = putValue(
      document,
      { ...place, pointer: `${place.pointer}/constants` },
      {},
      order,
    );
    const names = Object.keys(valueAt(after, place) as object);
    expect(names.slice(names.indexOf("inputs"), names.indexOf("inputs") + 3)).toEqual([
      "inputs",
      "constants",
      "requires",
    ]);
  });

  test("brings its holder along, and taking it out brings back the bytes", () => {
    const asOf = { file: "L2P1.json", pointer: "/children/3/rounding/mode" };
    const after = putValue(document, asOf, "floor");
    expect(valueAt(after, asOf)).toBe("floor");
    expect(takeOut(after, asOf).files.get("L2P1.json")).toBe(FILES.get("L2P1.json"));
  });
});

describe("a text", () => {
  const name = resolved({ $ref: "common.schema.json#/$defs/name" }, SCHEMAS);
  const date = resolved({ $ref: "common.schema.json#/$defs/date" }, SCHEMAS);
  test.each<[Schema, string, ReturnType<typeof problemOfText>]>([
    [name, "filingRate", null],
    [name, "立案率", "pattern"],
    [name, "", "empty"],
    [name, "toString", "reserved"],
    [date, "2018-12-31", null],
    [date, "2018-02-30", "date"],
    [date, "2018/12/31", "date"],
  ])("%o: “%s”", (schema, text, problem) => {
    expect(problemOfText(text, schema)).toBe(problem);
  });
});
