/** @module The schemas of `rules/schema`, compiled once; the engine takes them as a function. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { SchemaKind, SchemaValidator } from "../engine/rule-set/read-rule-set.ts";

/** Schema files by the kind of document that they describe. */
const FILES: { readonly [kind in SchemaKind]: string } = {
  "rule-set": "rule-set.schema.json",
  node: "node.schema.json",
  cases: "cases.schema.json",
};

/** At most this many problems of one document are told; the first ones usually cause the others. */
const MAX_PROBLEMS = 20;

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
    if (validate === undefined || validate(document)) return [];
    const errors = (validate.errors ?? []).filter(({ keyword }) => !WRAPPERS.has(keyword));
    const told = errors.length > 0 ? errors : (validate.errors ?? []);
    return told.slice(0, MAX_PROBLEMS).map(({ instancePath, keyword, params, message }) => ({
      pointer: instancePath,
      keyword,
      facts: { ...params, message },
    }));
  };
}

/** Keywords that only say that something inside failed. */
const WRAPPERS: ReadonlySet<string> = new Set(["oneOf", "anyOf", "if"]);
