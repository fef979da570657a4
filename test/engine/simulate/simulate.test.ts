/** Simulations: weights that go on adding up, the interpreter's totals, ranks counted by hand. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compileRuleSet } from "../../../engine/compile/compile.ts";
import type { Node } from "../../../engine/rule-set/rule-set.ts";
import { score } from "../../../engine/score/score.ts";
import { shareOut } from "../../../engine/simulate/share-out.ts";
import { prepareSimulation } from "../../../engine/simulate/simulate.ts";
import { summarise } from "../../../engine/simulate/summary.ts";
import { addTallies, rankInto } from "../../../engine/simulate/tally.ts";
import { Varied } from "../../../engine/simulate/vary.ts";
import { createRandom, realisticCity } from "../../oracle/random-city.ts";
import { item, LABEL, loadFolder, prepared, smallRuleSet } from "../../support/load-rule-set.ts";

const shipped = loadFolder("rules/cn-smart-city-2018");
const random = createRandom(21);
const CITIES = Array.from({ length: 6 }, () => JSON.parse(JSON.stringify(realisticCity(random))));
const DRAWN = { spread: 0.3, numbers: [], draws: 25, seed: 42 } as const;

/** The rules with the weights of one run written into them. */
function withWeights(weights: ReadonlyMap<string, string>) {
  const rewrite = (node: Node): Node => ({
    ...node,
    ...(weights.has(node.id) ? { weight: Number(weights.get(node.id)) } : {}),
    ...(node.children ? { children: node.children.map(rewrite) } : {}),
  });
  return prepared({ ...shipped.ruleSet, tree: rewrite(shipped.ruleSet.tree) });
}

function weightsOf(varied: Varied, run: number): ReadonlyMap<string, string> {
  return new Map(
    [...varied.run(run)].map((units, index): [string, string] => [
      varied.parameters[index]?.place.node as string,
      (units / 10_000).toFixed(4),
    ]),
  );
}

test("shares add up to the sum, each within a unit of its proportion", () => {
  const sizes = fc.array(fc.double({ min: 0.001, max: 1_000, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), sizes, (sum, list) => {
      const all = list.reduce((total, one) => total + one, 0);
      const units = shareOut(sum, list);
      expect(units.reduce((total, one) => total + one, 0)).toBe(sum);
      for (const [index, size] of list.entries())
        expect(Math.abs((units[index] as number) - (sum * size) / all)).toBeLessThan(1 + 1e-6);
    }),
  );
  expect(shareOut(100, [1, 1, 1])).toEqual([34, 33, 33]);
});

test("totals under drawn weights are the interpreter's under rules that say these weights", () => {
  const simulation = prepareSimulation(compileRuleSet(shipped.prepared), CITIES, DRAWN);
  const tally = simulation.run(0, DRAWN.draws);
  const totals = Array.from({ length: DRAWN.draws }, (_, run) => {
    const varied = withWeights(weightsOf(simulation.varied, run));
    return CITIES.map((city) => {
      const outcome = score(varied, city, { final: true });
      return outcome.ok ? Math.round(Number(outcome.result.total) * 100) : null;
    });
  });
  const of = (city: number): number[] => totals.map((run) => run[city] as number);
  expect([...tally.lowest]).toEqual(CITIES.map((_, city) => Math.min(...of(city))));
  expect([...tally.highest]).toEqual(CITIES.map((_, city) => Math.max(...of(city))));
  expect([...tally.sums]).toEqual(CITIES.map((_, city) => of(city).reduce((a, b) => a + b, 0)));
  const ranks = CITIES.map((_, city) =>
    CITIES.map((__, place) =>
      totals.filter((run) => run.filter((one) => Number(one) > Number(run[city])).length === place),
    ).map((runs) => runs.length),
  );
  expect([...tally.ranks]).toEqual(ranks.flat());
});

test("drawn weights lie within the spread and its scaling, and add up at every level as declared", () => {
  const varied = new Varied(shipped.prepared, DRAWN);
  for (let run = 0; run < DRAWN.draws; run++) {
    const weights = weightsOf(varied, run);
    for (const [index, units] of [...varied.run(run)].entries()) {
      const { low, high } = varied.parameters[index] as { low: number; high: number };
      expect(units).toBeGreaterThanOrEqual(low);
      expect(units).toBeLessThanOrEqual(high);
    }
    for (const { id, children, level } of shipped.prepared.nodes.values()) {
      if (level.childWeightsSumTo === undefined) continue;
      if (children.every(({ weight }) => weight === null)) continue;
      const sum = children.reduce((total, child) => total + Number(weights.get(child.id)), 0);
      const expected = level.childWeightsSumTo === "weight" ? Number(weights.get(id)) : 1;
      expect(sum).toBeCloseTo(expected, 9);
    }
  }
});

test("runs counted in parts are the runs counted at once", () => {
  const simulation = prepareSimulation(compileRuleSet(shipped.prepared), CITIES, DRAWN);
  const parts = addTallies(simulation.run(0, 7), simulation.run(7, 25));
  expect(parts).toEqual(simulation.run(0, 25));
});

test("equal totals share the better place", () => {
  const places = new Uint32Array(5);
  rankInto(places, Float64Array.of(50, 70, 50, -1, 70), new Float64Array(5));
  expect([...places]).toEqual([2, 0, 2, 4, 0]);
});

describe("a grid", () => {
  const rules = prepared(
    smallRuleSet([
      item("a", {
        inputs: { x: { label: LABEL, type: "number", minimum: 0, maximum: 100 } },
        constants: { limit: { label: LABEL, value: "0.5" } } as never,
        score: { if: [{ ">=": [{ var: "x" }, { var: "limit" }] }, 10, { var: "x" }] },
      }),
    ]),
  );

  test("takes every combination, and says which ranks each changes", () => {
    const numbers = [
      {
        place: { kind: "constant", node: "a", constant: "limit" },
        decimals: 1,
        low: 4,
        high: 8,
        step: 2,
      },
      {
        place: { kind: "literal", node: "a", formula: "score", at: "/if/1" },
        decimals: 0,
        low: 9,
        high: 10,
        step: 1,
      },
    ] as const;
    const variation = { spread: 0, numbers, draws: null, seed: 1 };
    const cities = [{ a: { x: "0.5" } }, { a: { x: "0.7" } }, { a: { x: "0.1" } }];
    const simulation = prepareSimulation(compileRuleSet(rules), cities, variation);
    expect([simulation.varied.runs, [...simulation.totals]]).toEqual([6, [1000, 1000, 10]]);
    const points = Array.from({ length: 6 }, (_, run) => [...simulation.varied.run(run)]);
    expect(points).toEqual([
      [4, 9],
      [6, 9],
      [8, 9],
      [4, 10],
      [6, 10],
      [8, 10],
    ]);
    // At 0.4 both reach the limit; at 0.6 the first falls behind; at 0.8 both are on their own.
    const tally = simulation.run(0, 6);
    expect(tally.placesByRun.map((places) => [...places])).toEqual([
      [0, 0, 2],
      [1, 0, 2],
      [1, 0, 2],
      [0, 0, 2],
      [1, 0, 2],
      [1, 0, 2],
    ]);
    const { grid, cities: told } = summarise(rules, ["x", "y", "z"], simulation, tally);
    expect(grid?.[1]).toEqual({
      values: { "a constants/limit": "0.6", "a score /if/1": "9" },
      moved: 1,
      ranks: [2, 1, 3],
    });
    expect(told.map(({ id, rank, ranks }) => [id, rank, ranks])).toEqual([
      [
        "x",
        1,
        [
          [1, 2],
          [2, 4],
        ],
      ],
      ["y", 1, [[1, 6]]],
      ["z", 3, [[3, 6]]],
    ]);
  });

  test("of one weight leaves the rest to the others of its parent, in proportion", () => {
    const [first] = shipped.prepared.root.children;
    const place = { kind: "weight", node: first?.id ?? "" } as const;
    const numbers = [{ place, decimals: 4, low: 1_000, high: 3_000, step: 500 }];
    const variation = { spread: 0, numbers, draws: null, seed: 1 };
    const simulation = prepareSimulation(compileRuleSet(shipped.prepared), CITIES, variation);
    const tally = simulation.run(0, 5);
    for (let run = 0; run < 5; run++) {
      const weights = weightsOf(simulation.varied, run);
      expect(weights.get(place.node)).toBe((0.1 + run * 0.05).toFixed(4));
      const sum = shipped.prepared.root.children.reduce(
        (all, { id }) => all + Number(weights.get(id)),
        0,
      );
      const written = shipped.prepared.root.children.reduce(
        (all, { node }) => all + Number(node.weight),
        0,
      );
      expect(sum).toBeCloseTo(written, 9);
      const rewritten = withWeights(weights);
      const totals = CITIES.map((city) => {
        const outcome = score(rewritten, city, { final: true });
        return outcome.ok ? Number(outcome.result.total) : Number.NaN;
      });
      expect([...(tally.placesByRun[run] ?? [])]).toEqual(
        totals.map((one) => totals.filter((other) => other > one).length),
      );
    }
  });
});
