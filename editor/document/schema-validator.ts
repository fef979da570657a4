/** @module The schemas of rule files as the engine takes them; their code was made when the page was built. */
import { cases, node, ruleSet } from "virtual:rule-schemas";
import type { SchemaKind, SchemaValidator } from "../../engine/rule-set/read-rule-set.ts";
import { schemaProblems, type Validate } from "../../engine/rule-set/schema-problems.ts";

const VALIDATORS: { readonly [kind in SchemaKind]: Validate } = {
  "rule-set": ruleSet,
  node,
  cases,
};

export const validateSchema: SchemaValidator = (kind, document) =>
  schemaProblems(VALIDATORS[kind], document);
