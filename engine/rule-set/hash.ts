/**
 * @module The two hashes of a rule set. The scoring hash covers what determines scores; departments, dates,
 * texts and evidence can be mended without changing it. The content hash covers the whole set but its cases.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "../json/canonical-json.ts";
import type { JsonObject, JsonValue } from "../json/json-value.ts";
import type { Input, Node, Requirement, RuleSet } from "./rule-set.ts";

/** `sha256:` and 64 hexadecimal digits, over the canonical JSON of everything that can move a score. */
export function scoringHash(ruleSet: RuleSet): string {
  return hashOf({
    format: ruleSet.format,
    levels: ruleSet.levels.map(({ id, rounding, score }) => ({ id, rounding, score })),
    tree: scoringPart(ruleSet.tree),
  });
}

/** `sha256:` and 64 hexadecimal digits, over the canonical JSON of the assembled rule set. */
export function contentHash(ruleSet: RuleSet): string {
  return hashOf(ruleSet);
}

/** SHA-256 of the canonical JSON of any plain data. */
export function hashOf(data: unknown): string {
  return `sha256:${bytesToHex(sha256(utf8ToBytes(canonicalJson(data as JsonValue))))}`;
}

function scoringPart(node: Node): JsonObject {
  return plain({ ...ownScoringPart(node), children: node.children?.map(scoringPart) });
}

/** What a node itself says that can move a score; what stands below it is not looked at. */
export function ownScoringPart(node: Node): JsonObject {
  return plain({
    id: node.id,
    level: node.level,
    weight: node.weight,
    inputs: mapValues(node.inputs, scoringInput),
    constants: mapValues(node.constants, ({ value }) => value),
    requires: node.requires?.map(({ logic, input, each }: Requirement) =>
      plain({ logic, input, each }),
    ),
    parts: mapValues(node.parts, ({ logic }) => logic),
    score: node.score,
    outputs: mapValues(node.outputs, ({ type, logic, rounding }) =>
      plain({ type, logic, rounding }),
    ),
    rounding: node.rounding,
  });
}

/** What is asked, without what is said about it. */
function scoringInput(input: Input): JsonObject {
  const { label: _, help: _help, asOf: _asOf, suppliedBy: _by, was: _was, ...rest } = input;
  return plain({
    ...rest,
    ...("options" in input ? { options: input.options.map(({ code }) => code) } : {}),
    ...("fields" in input ? { fields: mapValues(input.fields, scoringInput) } : {}),
  });
}

function mapValues<T>(
  record: { readonly [key: string]: T } | undefined,
  map: (value: T) => JsonValue,
): JsonObject | undefined {
  if (record === undefined) return undefined;
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

function plain(members: { readonly [key: string]: unknown }): JsonObject {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as JsonObject;
}
