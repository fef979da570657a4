/** The error bound is what keeps doubles from deciding a cent: taken away, cents go wrong, and the tests see it. */
import { afterEach, describe, expect, test, vi } from "vitest";
import type { CompiledRuleSet } from "../../../engine/compile/compile.ts";
import * as bounds from "../../../engine/compile/error-bound.ts";
import { scoreByNotice } from "../../oracle/notice-2018.ts";
import { adversarialCity, createRandom } from "../../oracle/random-city.ts";

const CITIES = 400;

function wrongScores(rules: CompiledRuleSet): number {
  const random = createRandom(20_181_231);
  let wrong = 0;
  for (let run = 0; run < CITIES; run++) {
    const city = adversarialCity(random);
    const { scores, total } = scoreByNotice(city);
    const typed = rules.type(city);
    if (!typed.ok) throw new Error(JSON.stringify(typed.issues));
    const units = rules.scores(typed.city);
    const right: { readonly [node: string]: string } = { ...scores, total };
    for (const [index, id] of rules.nodes.entries())
      if (rules.text(index, units[index] as number) !== right[id]) wrong++;
  }
  return wrong;
}

async function compiledWith(
  backEnd: "closures" | "fused",
  fault: Partial<typeof bounds>,
): Promise<CompiledRuleSet> {
  vi.resetModules();
  vi.doMock("../../../engine/compile/error-bound.ts", () => ({ ...bounds, ...fault }));
  // Modules are made anew, the one that reads rules as well: its numbers are of the new classes.
  const { compileRuleSet } = await import("../../../engine/compile/compile.ts");
  const { loadFolder } = await import("../../support/load-rule-set.ts");
  return compileRuleSet(loadFolder("rules/cn-smart-city-2018").prepared, { backEnd });
}

afterEach(() => {
  vi.doUnmock("../../../engine/compile/error-bound.ts");
  vi.resetModules();
});

describe.each(["closures", "fused"] as const)("compiled to %s", (backEnd) => {
  test("no cent of adversarial cities is wrong", async () => {
    expect(wrongScores(await compiledWith(backEnd, {}))).toBe(0);
  });

  test("without the bound some are", async () => {
    const none = { gamma: () => 0, relativeOf: () => 0, absoluteOf: () => 0 };
    expect(wrongScores(await compiledWith(backEnd, none))).toBeGreaterThan(0);
  });
});

describe("γ_n", () => {
  test("covers the roundings of long sums and products, and not much more", () => {
    // 0.1 is no double: ten of them added one by one give 0.9999999999999999, nine additions.
    const sum = Array.from({ length: 10 }, () => 0.1).reduce((a, b) => a + b, 0);
    expect(Math.abs(sum - 1)).toBeGreaterThan(0);
    expect(Math.abs(sum - 1)).toBeLessThan(bounds.gamma(10));
    expect(bounds.gamma(10)).toBeLessThan(11 * bounds.UNIT_ROUNDOFF);
  });

  test("grows a little faster than n, as Lemma 3.1 has it", () => {
    const n = 2 ** 20;
    expect(bounds.gamma(n)).toBeGreaterThan(n * bounds.UNIT_ROUNDOFF);
  });

  test("of terms of both signs only the absolute error is known", () => {
    const one = bounds.exactBound(0, 100, 10);
    const minus = { ...one, low: -100, high: 0 };
    const difference = bounds.sumBound([one, minus]);
    expect(difference.roundings).toBe(Number.POSITIVE_INFINITY);
    expect(difference.absolute).toBeGreaterThan(0);
  });
});
