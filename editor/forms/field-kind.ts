/** @module Which field edits a value, by its schema and by what it is called in its holder. */
import { definitionOf, resolved, type Schema, type Schemas } from "./schema.ts";

export type FieldKind =
  | "departments"
  | "level"
  | "ownInput"
  | "sameFigure"
  | "missing"
  | "sum"
  | "period"
  | "weight"
  | "tags"
  | "words"
  | "logic"
  | "rounding"
  | "sourceText"
  | "flag"
  | "choice"
  | "optionCode"
  | "alternatives"
  | "map"
  | "object"
  | "list"
  | "number"
  | "text";

/** Members whose meaning no schema alone makes clear. */
const BY_MEMBER: { readonly [member: string]: FieldKind } = {
  level: "level",
  partOf: "ownInput",
  input: "ownInput",
  each: "ownInput",
  sameAs: "sameFigure",
  missing: "missing",
  childWeightsSumTo: "sum",
  period: "period",
  weight: "weight",
  variants: "tags",
};

const BY_DEFINITION: { readonly [definition: string]: FieldKind } = {
  text: "words",
  logic: "logic",
  numeral: "number",
  rounding: "rounding",
  sourceText: "sourceText",
};

const BY_TYPE: { readonly [type: string]: FieldKind } = {
  object: "object",
  array: "list",
  integer: "number",
  number: "number",
  string: "text",
};

/**
 * @param member of its holder: `sameAs`, `weight`; `notes[]` and `inputs{}` for entries
 * @returns null for a value that no field edits; a test finds that none is left
 */
export function fieldKindOf(schema: Schema, member: string, schemas: Schemas): FieldKind | null {
  const found = resolved(schema, schemas);
  if (found.type === "array" && (member === "departments" || member === "suppliedBy"))
    return "departments";
  if (member === "code" && definitionOf(schema) === "name") return "optionCode";
  const special = BY_MEMBER[member] ?? BY_DEFINITION[definitionOf(schema) ?? ""];
  if (special !== undefined) return special;
  if (found.const === true) return "flag";
  if (found.enum !== undefined) return "choice";
  if (found.oneOf !== undefined) return "alternatives";
  if (found.type === "object" && typeof found.additionalProperties === "object") return "map";
  return BY_TYPE[String(found.type)] ?? null;
}
