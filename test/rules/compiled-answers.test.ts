/** The compiled 2018 rules answer what the interpreter answers: result for result, issue for issue, byte for byte. */
import { describe, expect, test } from "vitest";
import { compileRuleSet } from "../../engine/compile/compile.ts";
import { score } from "../../engine/score/score.ts";
import { answerFromBytes, textOf } from "../engine/compile/part-of.ts";
import type { City } from "../oracle/city.ts";
import { incompleteCity } from "../oracle/incomplete-city.ts";
import type { Random } from "../oracle/random.ts";
import {
  adversarialCity,
  createRandom,
  invalidCity,
  realisticCity,
} from "../oracle/random-city.ts";
import { loadFolder } from "../support/load-rule-set.ts";

const { prepared, cases } = loadFolder("rules/cn-smart-city-2018");
const RUNS = Number(process.env.RANDOM_CITIES ?? 2_000) / 25;
const SEED = Number(process.env.CITY_SEED ?? 20_181_231);

const kinds: readonly (readonly [string, (random: Random) => unknown])[] = [
  ["realistic", realisticCity],
  ["adversarial", adversarialCity],
  ["faulty", (random) => invalidCity(random).city],
  ["incomplete realistic", (random) => incompleteCity(random, realisticCity(random))],
  ["incomplete adversarial", (random) => incompleteCity(random, adversarialCity(random))],
  ["incomplete faulty", (random) => incompleteCity(random, invalidCity(random).city as City)],
];

describe.each(["closures", "fused"] as const)("compiled to %s", (backEnd) => {
  const compiled = compileRuleSet(prepared, { backEnd });

  test.each(kinds)(`%s cities (seed ${SEED})`, (kind, makeCity) => {
    const random = createRandom(SEED);
    let notPlain = 0;
    for (let run = 0; run < RUNS; run++) {
      const city = makeCity(random);
      for (const final of [false, true]) {
        const expected = score(prepared, city, { final });
        expect({ run, final, answer: compiled.score(city, { final }) }).toEqual({
          run,
          final,
          answer: expected,
        });
        expect(textOf(compiled.scoreJson(city, { final }))).toBe(
          JSON.stringify(expected.ok ? expected.result : expected.issues),
        );
        // Only what is not plain is not taken from the bytes of the request.
        const answer = answerFromBytes(compiled, JSON.stringify({ inputs: city }), { final });
        if (answer === null) notPlain++;
        else expect(answer).toBe(JSON.stringify(expected.ok ? expected.result : expected.issues));
      }
    }
    if (kind === "realistic") expect(notPlain).toBe(0);
  });

  test("every case beside the rules", () => {
    for (const { inputs } of cases) expect(compiled.score(inputs)).toEqual(score(prepared, inputs));
  });

  test("what is no object of items at all", () => {
    const requests: readonly unknown[] = [
      null,
      [],
      7,
      "x",
      undefined,
      { total: {} },
      { L1: null },
      { constructor: 1 },
    ];
    for (const request of requests)
      expect(compiled.score(request)).toEqual(score(prepared, request));
  });
});
