/** @module What a validator of JSON Schema says of a document; the validator itself was compiled elsewhere. */
import type { Finding } from "../issue.ts";
import type { SchemaProblem } from "./read-rule-set.ts";

/** A validation function as ajv makes it, at run time or ahead of it. */
export interface Validate {
  (document: unknown): boolean;
  errors?:
    | readonly {
        readonly instancePath: string;
        readonly keyword: string;
        readonly params: object;
        readonly message?: string | undefined;
      }[]
    | null
    | undefined;
}

/** At most this many problems of one document are told; the first ones usually cause the others. */
const MAX_PROBLEMS = 20;

/** Keywords that only say that something inside failed. */
const WRAPPERS: ReadonlySet<string> = new Set(["oneOf", "anyOf", "if"]);

export function schemaProblems(validate: Validate, document: unknown): readonly SchemaProblem[] {
  if (validate(document)) return [];
  const all = validate.errors ?? [];
  const errors = all.filter(({ keyword }) => !WRAPPERS.has(keyword));
  const told = errors.length > 0 ? errors : all;
  return told.slice(0, MAX_PROBLEMS).map(({ instancePath, keyword, params, message }) => ({
    pointer: instancePath,
    keyword,
    // Parameters of ajv's own keywords are JSON.
    facts: { ...params, message } as Finding["facts"],
  }));
}
