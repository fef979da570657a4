/** Whether comparisons are answered as now: compiled rules say what the interpreter says, of any figure. */
import { expect, test } from "vitest";
import { compileRuleSet } from "../../../engine/compile/compile.ts";
import { isObject, type JsonValue, own } from "../../../engine/json/json-value.ts";
import type { PreparedRuleSet } from "../../../engine/rule-set/prepare.ts";
import { differs, differsByReference } from "../../../engine/what-if/same-answers.ts";
import { type SteppedCity, steppedCity } from "../../../engine/what-if/stepped-city.ts";
import { between, createRandom, pick, type Random } from "../../oracle/random.ts";
import { adversarialCity, realisticCity } from "../../oracle/random-city.ts";
import { item, LABEL, loadFolder, prepared, smallRuleSet } from "../../support/load-rule-set.ts";
import { randomFigures, randomRuleSet } from "../compile/random-rule-set.ts";

const CITIES = Math.ceil(Number(process.env.RANDOM_CITIES ?? 2_000) / 500);
const SEED = Number(process.env.CITY_SEED ?? 5);

/** Every number of the city with another in its place; answers by both ways, as a list of places and answers. */
function bothWays(city: SteppedCity, random: Random, tries: number) {
  const quick: unknown[] = [];
  const reference: unknown[] = [];
  for (const node of city.prepared.nodes.values()) {
    const given = own(city.inputs, node.id);
    if (!isObject(given)) continue;
    for (const [id, { type }] of Object.entries(node.node.inputs ?? {})) {
      const value = own(given, id) as JsonValue;
      if (typeof value !== "number" && typeof value !== "string") continue;
      if (!["count", "amount", "percent", "number"].includes(type)) continue;
      const compiled = differs(city.figure(node, id));
      const interpreted = differsByReference(city.scored, node, id);
      for (let trial = 0; trial < tries; trial++) {
        const figure = otherFigure(random, Number(value));
        quick.push([node.id, id, figure, compiled(figure)]);
        reference.push([node.id, id, figure, interpreted(figure)]);
      }
    }
  }
  return { quick, reference };
}

function otherFigure(random: Random, value: number): string {
  return pick(random, [
    () => String(between(random, 0, 200)),
    () => (value * (between(random, 1, 300) / 100)).toFixed(pick(random, [0, 2, 4])),
    () => String(Math.max(0, Math.round(value) + between(random, -2, 2))),
    () => pick(random, ["0", "95", "90", "100", "0.005", "99999999999", "-1", "0.123456"]),
  ])();
}

function cityOf(rules: PreparedRuleSet, inputs: unknown): SteppedCity | null {
  const made = steppedCity(compileRuleSet(rules, { backEnd: "fused" }), inputs);
  return made.ok ? made.city : null;
}

test(`of the shipped set (seed ${SEED})`, () => {
  const { prepared: rules } = loadFolder("rules/cn-smart-city-2018");
  const random = createRandom(SEED);
  for (let run = 0; run < CITIES; run++) {
    const inputs = run % 2 === 0 ? realisticCity(random) : adversarialCity(random);
    const city = cityOf(rules, JSON.parse(JSON.stringify(inputs)));
    if (city === null) throw new Error("refused");
    const { quick, reference } = bothWays(city, random, 4);
    expect(quick.length).toBeGreaterThan(200);
    expect(quick).toEqual(reference);
  }
});

test(`of rule sets made at random (seed ${SEED})`, () => {
  let told = 0;
  for (let run = 0; run < CITIES * 20; run++) {
    const random = createRandom(SEED + run);
    const rules = prepared(randomRuleSet(random));
    const city = cityOf(rules, randomFigures(random, rules.ruleSet.tree));
    if (city === null) continue;
    const { quick, reference } = bothWays(city, random, 6);
    told += quick.length;
    expect({ run, answers: quick }).toEqual({ run, answers: reference });
  }
  expect(told).toBeGreaterThan(100);
});

test("what is asked of rows, one after the other, is left to the interpreter; the rest of the formula is seen", () => {
  const rules = prepared(
    smallRuleSet([
      item("a", {
        inputs: {
          rows: {
            type: "rows",
            label: LABEL,
            fields: { x: { type: "count", label: LABEL } },
          },
          count: { type: "count", label: LABEL },
        },
        score: {
          "+": [
            {
              reduce: [
                { filter: [{ var: "rows" }, { ">": [{ var: "x" }, 3] }] },
                { "+": [{ var: "accumulator" }, 1] },
                0,
              ],
            },
            { if: [{ ">=": [{ var: "count" }, 5] }, 2, 0] },
          ],
        },
      }),
    ]),
  );
  const city = cityOf(rules, { a: { rows: [{ x: 9 }, { x: 1 }], count: 3 } });
  const node = rules.nodes.get("a");
  if (city === null || node === undefined) throw new Error("refused");
  const compiled = differs(city.figure(node, "count"));
  expect(["0", "4", "5", "6", "-1"].map(compiled)).toEqual([false, false, true, true, null]);
});
