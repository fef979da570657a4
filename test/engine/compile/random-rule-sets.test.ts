/** Compiled rules of rule sets made at random answer what the interpreter answers, result for result, issue for issue. */
import { expect, test } from "vitest";
import { compileRuleSet } from "../../../engine/compile/compile.ts";
import { score } from "../../../engine/score/score.ts";
import { createRandom } from "../../oracle/random.ts";
import { prepared } from "../../support/load-rule-set.ts";
import { answerFromBytes, textOf } from "./part-of.ts";
import { randomFigures, randomRuleSet } from "./random-rule-set.ts";

const RULE_SETS = Number(process.env.RANDOM_CITIES ?? 2_000) / 20;
const CITIES = 12;
const SEED = Number(process.env.CITY_SEED ?? 20_181_231);

test(`on random rule sets and figures (seed ${SEED})`, () => {
  let taken = 0;
  const ways = new Map<string, number>();
  for (let run = 0; run < RULE_SETS; run++) {
    const random = createRandom(SEED + run);
    const rules = prepared(randomRuleSet(random));
    const compiled = (["fused", "closures"] as const).map((backEnd) =>
      compileRuleSet(rules, { backEnd }),
    );
    for (const { way } of compiled[0]?.plan ?? []) ways.set(way, (ways.get(way) ?? 0) + 1);
    for (let city = 0; city < CITIES; city++) {
      const figures = randomFigures(random, rules.ruleSet.tree);
      const final = city % 2 === 0;
      const expected = score(rules, figures, { final });
      for (const one of compiled) {
        expect({ run, city, answer: one.score(figures, { final }) }).toEqual({
          run,
          city,
          answer: expected,
        });
        expect(textOf(one.scoreJson(figures, { final }))).toBe(
          JSON.stringify(expected.ok ? expected.result : expected.issues),
        );
        const request = JSON.stringify({ inputs: figures }, null, city % 3);
        const answer = answerFromBytes(one, request, { final });
        if (answer === null) continue;
        taken++;
        expect(answer).toBe(JSON.stringify(expected.ok ? expected.result : expected.issues));
      }
    }
  }
  expect(taken).toBeGreaterThan(RULE_SETS);
  // The generator reaches every way that there is.
  expect([...ways.keys()].sort()).toEqual(["approx", "exact", "interpreter", "quotient"]);
});
