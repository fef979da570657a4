/** Everything that the rule files hold has a field on a page: each property of the schemas, however deep. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fieldKindOf } from "../../../editor/forms/field-kind.ts";
import { definitionOf, resolved, type Schema, type Schemas } from "../../../editor/forms/schema.ts";
import { NODE_SECTIONS, SET_SECTIONS } from "../../../editor/forms/sections.ts";
import { ruleSetFolder } from "../../support/load-rule-set.ts";

const SCHEMAS: Schemas = Object.fromEntries(
  ["common", "node", "rule-set"].map((name) => {
    const file = `${name}.schema.json`;
    return [file, JSON.parse(readFileSync(`${ruleSetFolder("rules/schema")}/${file}`, "utf8"))];
  }),
);
const NODE = resolved({ $ref: "common.schema.json#/$defs/node" }, SCHEMAS);
const RULE_SET = resolved({ $ref: "rule-set.schema.json" }, SCHEMAS);

test("every member of an indicator and of a set stands under a heading, or has a place of its own", () => {
  const members = (schema: Schema, sections: readonly { only: readonly string[] }[]) =>
    Object.keys(schema.properties ?? {}).filter(
      (name) => !sections.some(({ only }) => only.includes(name)),
    );
  // The id is renamed and children are added, moved and removed beside the form; the format and the id of a set are fixed.
  expect(members(NODE, NODE_SECTIONS)).toEqual(["$schema", "id", "children"]);
  expect(members(RULE_SET, SET_SECTIONS)).toEqual(["$schema", "format", "id", "tree"]);
});

test("every value below has a field, whose own parts have fields", () => {
  const sections = [
    ...NODE_SECTIONS.map(({ only }) => [NODE, only] as const),
    ...SET_SECTIONS.map(({ only }) => [RULE_SET, only] as const),
  ];
  const without = sections.flatMap(([schema, only]) =>
    only.flatMap((name) => lackingIn(schema.properties?.[name] ?? {}, name, name)),
  );
  expect(without).toEqual([]);
});

test("a value of a kind that no field knows is found", () => {
  const unknown: Schema = { type: "object", properties: { odd: { type: "null" } } };
  expect(lackingIn(unknown, "odd", "new")).toEqual(["new/odd"]);
});

/** Kinds whose fields edit the whole of what is below them. */
const WHOLE = new Set([
  "departments",
  "words",
  "logic",
  "missing",
  "period",
  "tags",
  "sum",
  "weight",
]);

/** Paths of values that no field edits. */
function lackingIn(
  schema: Schema,
  member: string,
  path: string,
  seen: readonly string[] = [],
): readonly string[] {
  const kind = fieldKindOf(schema, member, SCHEMAS);
  if (kind === null) return [path];
  const definition = definitionOf(schema) ?? "";
  if (WHOLE.has(kind) || (definition !== "" && seen.includes(definition))) return [];
  const found = resolved(schema, SCHEMAS);
  const inside = [...seen, definition];
  // A source text edits its words and marks itself, and its mends as an object does.
  const own = kind === "sourceText" ? { mends: found.properties?.mends ?? {} } : found.properties;
  return [
    ...Object.entries(own ?? {}).flatMap(([name, one]) =>
      lackingIn(one, name, `${path}/${name}`, inside),
    ),
    ...(found.oneOf ?? []).flatMap((one) =>
      // The field above chooses among them by type.
      lackingIn(one, member, path, inside).filter((lacking) => lacking !== `${path}/type`),
    ),
    ...(found.items === undefined
      ? []
      : lackingIn(found.items, `${member}[]`, `${path}[]`, inside)),
    ...(typeof found.additionalProperties === "object"
      ? lackingIn(found.additionalProperties, `${member}{}`, `${path}{}`, inside)
      : []),
  ];
}
