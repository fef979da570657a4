/** Cases in the form of jsonlogic.com/tests.json: a list of section titles and `[rule, data, expected]`. */
import { type JsonArray, type JsonValue, toPointer } from "../../engine/json/json-value.ts";
import { createContext, interpret } from "../../engine/logic/interpret.ts";
import { readExpression } from "../../engine/logic/read-expression.ts";
import { fromJson, toJson, type Value } from "../../engine/logic/value.ts";

interface OfficialFailure {
  /** JSON pointer of the case in the file. */
  readonly at: string;
  readonly section: string;
  readonly rule: JsonValue;
  readonly data: JsonValue;
  readonly expected: JsonValue;
  /** What came instead: a value as JSON (numbers as text), or the problem. */
  readonly found: unknown;
}

export interface OfficialReport {
  readonly cases: number;
  readonly failures: readonly OfficialFailure[];
}

/**
 * Runs every case of a file that has been read.
 * @throws TypeError when the file is of another form
 */
export function runOfficialCases(file: JsonValue): OfficialReport {
  if (!Array.isArray(file)) throw new TypeError("not a list of cases");
  const failures: OfficialFailure[] = [];
  let cases = 0;
  let section = "";
  for (const [index, entry] of (file as readonly JsonValue[]).entries()) {
    if (typeof entry === "string") {
      section = entry;
      continue;
    }
    const [rule, data, expected, ...more] = Array.isArray(entry) ? (entry as JsonArray) : [];
    if (rule === undefined || data === undefined || expected === undefined || more.length > 0) {
      throw new TypeError(`no case at ${toPointer([index])}`);
    }
    cases++;
    const found = answerOf(rule, data);
    if (!found.ok || canonical(found.value) !== canonical(fromJson(expected))) {
      const instead = found.ok ? toJson(found.value) : found.problem;
      failures.push({ at: toPointer([index]), section, rule, data, expected, found: instead });
    }
  }
  return { cases, failures };
}

function answerOf(rule: JsonValue, data: JsonValue): ReturnType<typeof interpret> {
  return interpret(readExpression(rule), fromJson(data), createContext());
}

/** Text in which values of different kinds differ: numbers as `{"number": "1/2"}`, text as text. */
function canonical(value: Value): string {
  return JSON.stringify(value, (_, member) => (typeof member === "bigint" ? `${member}n` : member));
}
