/** @module One line of a batch: a city in, its result or its refusals out; the same for file and HTTP. */
import type { JsonOutcome } from "../../engine/compile/compile.ts";
import { tokenOf } from "../../engine/json/json-bytes.ts";
import { readAround } from "../../engine/json/json-part.ts";
import { isObject } from "../../engine/json/json-value.ts";
import { parseJson } from "../../engine/json/parse-json.ts";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import type { RunOptions } from "../../engine/score/score.ts";
import { compiledRules } from "../scoring/compiled-rules.ts";

/** Bytes of one line; the contract's table of limits. */
export const MAX_LINE_BYTES = 262_144;

/**
 * JSON of `{id, result}`; of `{id, issues}` where the city is refused; of `{id: null, line, issues}` where the line is
 * no city: not JSON, no id, too long.
 */
export interface BatchAnswer {
  /** Pieces of it, one behind the other. */
  readonly json: readonly Uint8Array[];
  readonly refused: boolean;
}

export interface LineIssue {
  readonly code: string;
  readonly severity: "error";
  readonly path: string;
  readonly [fact: string]: unknown;
}

const INPUTS = tokenOf("inputs");

/** @param number line number, from 1 */
export function answerLine(
  prepared: PreparedRuleSet,
  json: Buffer,
  number: number,
  options: RunOptions,
): BatchAnswer {
  const compiled = compiledRules(prepared);
  const around = readAround(json, INPUTS);
  if (around !== undefined && isId(around.members.id)) {
    const outcome = compiled.scorePart(around.part, options);
    if (outcome !== null) return answerOf(around.members.id, outcome);
  }
  const parsed = parseJson(json.toString("utf8"), { inexactNumbers: "keep" });
  if (!parsed.ok) {
    const { code, path, column, found, expected } = parsed.problem;
    return badLine(number, {
      code,
      severity: "error",
      path,
      column,
      found,
      ...(expected ? { expected } : {}),
    });
  }
  const line = parsed.value;
  if (!isObject(line)) {
    return badLine(number, {
      code: "invalid_type",
      severity: "error",
      path: "",
      expected: "object",
    });
  }
  const { id, inputs } = line;
  if (!isId(id)) {
    return badLine(number, {
      code: "invalid_type",
      severity: "error",
      path: "/id",
      expected: "text",
    });
  }
  return answerOf(id, compiled.scoreJson(inputs, options));
}

type Id = string | number;

function isId(id: unknown): id is Id {
  return typeof id === "string" || typeof id === "number";
}

const END = Buffer.from("}");

function answerOf(id: Id, outcome: JsonOutcome): BatchAnswer {
  if (!outcome.ok) return refusal({ id, issues: outcome.issues });
  const begin = Buffer.from(`{"id":${JSON.stringify(id)},"result":`);
  return { json: [begin, outcome.json, END], refused: false };
}

function refusal(answer: object): BatchAnswer {
  return { json: [Buffer.from(JSON.stringify(answer))], refused: true };
}

export function lineTooLong(number: number): BatchAnswer {
  return badLine(number, {
    code: "too_long",
    severity: "error",
    path: "",
    maximum: MAX_LINE_BYTES,
  });
}

/** In the place of a line that is no city. */
export function badLine(line: number, issue: LineIssue): BatchAnswer {
  return refusal({ id: null, line, issues: [issue] });
}
