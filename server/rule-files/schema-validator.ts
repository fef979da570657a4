/** @module The schemas of `rules/schema`, compiled once; the engine takes them as a function. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { SchemaKind, SchemaValidator } from "../../engine/rule-set/read-rule-set.ts";
import { schemaProblems } from "../../engine/rule-set/schema-problems.ts";

/** Schema files by the kind of document that they describe. */
const FILES: { readonly [kind in SchemaKind]: string } = {
  "rule-set": "rule-set.schema.json",
  node: "node.schema.json",
  cases: "cases.schema.json",
};

/** @param folder the folder `rules/schema` */
export function createSchemaValidator(folder: string): SchemaValidator {
  const read = (file: string): object => JSON.parse(readFileSync(join(folder, file), "utf8"));
  const ajv = new Ajv2020({
    strict: true,
    allErrors: true,
    strictTypes: false,
    strictRequired: false,
    allowUnionTypes: true,
  });
  addFormats.default(ajv);
  ajv.addVocabulary(["descriptionZh", "titleZh"]);
  ajv.addSchema(read("common.schema.json"));
  const validators = Object.fromEntries(
    Object.entries(FILES).map(([kind, file]) => [kind, ajv.compile(read(file))]),
  );
  return (kind, document) => {
    const validate = validators[kind];
    return validate === undefined ? [] : schemaProblems(validate, document);
  };
}
