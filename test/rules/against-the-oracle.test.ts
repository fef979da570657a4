/** The 2018 rule files, interpreted and compiled, against an independent exact computation from the notice. */
import { describe, expect, test } from "vitest";
import { compileRuleSet } from "../../engine/compile/compile.ts";
import { score } from "../../engine/score/score.ts";
import { validateInputs } from "../../engine/score/validate-inputs.ts";
import { scoreByNotice } from "../oracle/notice-2018.ts";
import {
  adversarialCity,
  createRandom,
  invalidCity,
  realisticCity,
} from "../oracle/random-city.ts";
import { loadFolder } from "../support/load-rule-set.ts";

const { prepared } = loadFolder("rules/cn-smart-city-2018");
const backEnds = (["closures", "fused"] as const).map((backEnd) => ({
  backEnd,
  compiled: compileRuleSet(prepared, { backEnd }),
}));

const RUNS = Number(process.env.RANDOM_CITIES ?? 2_000);
const SEED = Number(process.env.CITY_SEED ?? 20_181_231);

describe.each([
  ["realistic", realisticCity],
  ["adversarial", adversarialCity],
] as const)("%s random cities", (_, makeCity) => {
  test(`the interpreter gives every cent as the notice does (seed ${SEED})`, () => {
    const random = createRandom(SEED);
    for (let run = 0; run < RUNS / 4; run++) {
      const city = makeCity(random);
      const expected = scoreByNotice(city);
      const outcome = score(prepared, city, { final: true });
      if (!outcome.ok) throw new Error(JSON.stringify({ run, issues: outcome.issues, city }));
      const { scores, total, outputs } = outcome.result;
      expect({
        run,
        scores,
        total,
        before: outputs.total?.beforeFloor,
        others: outputs.total?.withoutSurvey,
      }).toEqual({
        run,
        scores: expected.scores,
        total: expected.total,
        before: expected.beforeFloor,
        others: expected.withoutSurvey,
      });
    }
  });

  test.each(backEnds)(
    `the compiled $backEnd give every cent as the notice does (seed ${SEED})`,
    ({ compiled }) => {
      const random = createRandom(SEED + 1);
      for (let run = 0; run < RUNS; run++) {
        const city = makeCity(random);
        const { scores, total } = scoreByNotice(city);
        const typed = compiled.type(city);
        if (!typed.ok) throw new Error(JSON.stringify({ run, issues: typed.issues, city }));
        const units = compiled.scores(typed.city);
        const found = Object.fromEntries(
          compiled.nodes.map((id, index) => [id, compiled.text(index, units[index] as number)]),
        );
        expect({ run, ...found }).toEqual({ run, ...scores, total });
      }
    },
  );
});

test(`faulty cities are refused with every fault named, and nothing else (seed ${SEED})`, () => {
  const random = createRandom(SEED + 2);
  const key = (issue: object): string => JSON.stringify(issue);
  for (let run = 0; run < RUNS; run++) {
    const { city, issues, missing } = invalidCity(random);
    const figures = validateInputs(prepared, city);
    const found = figures.issues.map(({ code, item, input, path }) =>
      key({ code, item, input: input ?? null, path }),
    );
    const absent = figures.missing.map(({ node, input, path }) =>
      key({ code: "missing_input", item: node, input, path }),
    );
    expect({ run, found: found.sort(), absent: absent.sort() }).toEqual({
      run,
      found: issues.map(({ code, item, input, path }) => key({ code, item, input, path })).sort(),
      absent: missing.map(({ code, item, input, path }) => key({ code, item, input, path })).sort(),
    });
  }
});
