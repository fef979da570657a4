/** The suites in operators/: one file per operator, every case a rule, its data, and its value or problem. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../../../engine/json/json-value.ts";
import {
  createContext,
  type EvaluationProblem,
  interpret,
} from "../../../engine/logic/interpret.ts";
import { operators } from "../../../engine/logic/operators/index.ts";
import { readExpression } from "../../../engine/logic/read-expression.ts";
import { fromJson, type Value } from "../../../engine/logic/value.ts";
import { rational } from "../../../engine/number/rational.ts";

interface Suite {
  readonly operator: string;
  readonly cases: readonly SuiteCase[];
}

interface SuiteCase {
  readonly title: string;
  readonly rule: JsonValue;
  /** Null when a case has none. */
  readonly data?: JsonValue;
  /** One of the three: a JSON value; a number as decimal text of any length or as `n/d`; the problem. */
  readonly result?: JsonValue;
  readonly number?: string;
  readonly problem?: EvaluationProblem;
}

const FOLDER = new URL("./operators/", import.meta.url);
const suites = readdirSync(FOLDER).map(
  (file): Suite => JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")),
);

test("every operator has one suite, and every suite an operator", () => {
  expect(suites.map(({ operator }) => operator).sort()).toEqual([...operators.keys()].sort());
});

for (const { operator, cases } of suites) {
  describe(operator, () => {
    for (const { title, rule, data, ...expected } of cases) {
      test(title, () => {
        const answer = interpret(readExpression(rule), fromJson(data ?? null), createContext());
        expect(answer).toEqual(
          expected.problem === undefined
            ? { ok: true, value: expectedValue(expected) }
            : { ok: false, problem: expected.problem },
        );
      });
    }
  });
}

test("a case names what it expects, once", () => {
  for (const { title, result, number, problem } of suites.flatMap(({ cases }) => cases)) {
    const named = [result, number, problem].filter((one) => one !== undefined);
    expect([title, named.length]).toEqual([title, 1]);
  }
});

function expectedValue({ result, number }: Partial<SuiteCase>): Value {
  if (number === undefined) return fromJson(result as JsonValue);
  const [, sign, whole = "", fraction = "", denominator = "1"] =
    /^(-?)(\d+)(?:\.(\d+))?(?:\/(\d+))?$/.exec(number) ?? [];
  const digits = BigInt(`${whole}${fraction}`);
  const scale = 10n ** BigInt(fraction.length) * BigInt(denominator);
  return rational(sign === "-" ? -digits : digits, scale);
}
