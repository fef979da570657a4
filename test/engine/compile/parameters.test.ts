/** Weights, constants and thresholds as parameters of a run, against rule sets that say so themselves. */
import { describe, expect, test } from "vitest";
import { compileRuleSet } from "../../../engine/compile/compile.ts";
import type { Parameter } from "../../../engine/compile/parameters.ts";
import type { Logic, Node, RuleSet } from "../../../engine/rule-set/rule-set.ts";
import { score } from "../../../engine/score/score.ts";
import { between, createRandom } from "../../oracle/random.ts";
import { adversarialCity, realisticCity } from "../../oracle/random-city.ts";
import { item, LABEL, loadFolder, prepared, smallRuleSet } from "../../support/load-rule-set.ts";

const { ruleSet, prepared: rules } = loadFolder("rules/cn-smart-city-2018");
const RUNS = Number(process.env.RANDOM_CITIES ?? 2_000) / 50;

/** The rule set with other weights. */
function withWeights(weights: ReadonlyMap<string, string>): RuleSet {
  const visit = (node: Node): Node => {
    const weight = weights.get(node.id);
    return {
      ...node,
      ...(weight === undefined ? {} : { weight: Number(weight) }),
      ...(node.children ? { children: node.children.map(visit) } : {}),
    };
  };
  return { ...ruleSet, tree: visit(ruleSet.tree) };
}

describe.each(["closures", "fused"] as const)("compiled to %s", (backEnd) => {
  const weighted = [...rules.nodes.values()].filter(({ node }) => typeof node.weight === "number");
  const parameters = weighted.map(
    ({ id }): Parameter => ({
      place: { kind: "weight", node: id },
      decimals: 3,
      low: 0,
      high: 1_000,
    }),
  );
  const compiled = compileRuleSet(rules, { backEnd, parameters });

  test("every weight drawn at random gives the scores of a rule set with those weights", () => {
    const random = createRandom(7);
    for (let run = 0; run < RUNS; run++) {
      const city = run % 2 === 0 ? realisticCity(random) : adversarialCity(random);
      const values = Float64Array.from(parameters, () => between(random, 0, 1_000));
      const weights = new Map(
        weighted.map(({ id }, index) => [id, ((values[index] as number) / 1_000).toFixed(3)]),
      );
      const typed = compiled.type(city);
      if (!typed.ok) throw new Error(JSON.stringify(typed.issues));
      const units = compiled.scores(typed.city, values);
      const found = compiled.nodes.map((id, index) => [
        id,
        compiled.text(index, units[index] as number),
      ]);
      const expected = score(prepared(withWeights(weights)), city, { final: true });
      if (!expected.ok) throw new Error(JSON.stringify(expected.issues));
      const { total, scores } = expected.result;
      expect({ run, ...Object.fromEntries(found) }).toEqual({ run, total, ...scores });
    }
  });

  test("without values, the rules are as they are written", () => {
    const city = realisticCity(createRandom(8));
    const typed = compiled.type(city);
    const plain = compileRuleSet(rules, { backEnd });
    const same = plain.type(city);
    if (!typed.ok || !same.ok) throw new Error("refused");
    expect([...compiled.scores(typed.city)]).toEqual([...plain.scores(same.city)]);
  });

  test("a threshold and a constant move: 60 of 100 is above 0.55 and not above 0.65, worth 7 or 9", () => {
    const share: Logic = { "/": [{ var: "part" }, { max: [1, { var: "whole" }] }] };
    const bands = item("bands", {
      inputs: { part: { type: "count", label: LABEL }, whole: { type: "count", label: LABEL } },
      constants: { points: { value: 5, label: LABEL } },
      parts: { share: { logic: share } },
      score: { if: [{ ">=": [{ var: "share" }, 0.6] }, { var: "points" }, 0] },
    });
    const moved = compileRuleSet(prepared(smallRuleSet([bands])), {
      backEnd,
      parameters: [
        {
          place: { kind: "literal", node: "bands", formula: "score", at: "/if/0/>=/1" },
          decimals: 2,
          low: 0,
          high: 100,
        },
        {
          place: { kind: "constant", node: "bands", constant: "points" },
          decimals: 1,
          low: 0,
          high: 200,
        },
      ],
    });
    const typed = moved.type({ bands: { part: 60, whole: 100 } });
    if (!typed.ok) throw new Error("refused");
    const total = (threshold: number, points: number): string =>
      moved.text(0, moved.scores(typed.city, Float64Array.of(threshold, points))[0] as number);
    expect([total(55, 70), total(60, 70), total(61, 70), total(65, 90), total(60, 90)]).toEqual([
      "7.00",
      "7.00",
      "0.00",
      "0.00",
      "9.00",
    ]);
  });
});
