/** The error bound is what keeps doubles from deciding a cent: taken away, cents go wrong, and the tests see it. */
import { afterEach, describe, expect, test, vi } from "vitest";
import type { CompiledRuleSet } from "../../../engine/compile/compile.ts";
import * as bounds from "../../../engine/compile/error-bound.ts";
import type { PreparedRuleSet } from "../../../engine/rule-set/prepare.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { scoreByNotice } from "../../oracle/notice-2018.ts";
import { between } from "../../oracle/random.ts";
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

type Support = typeof import("../../support/load-rule-set.ts");

const NOTICE = ({ loadFolder }: Support) => loadFolder("rules/cn-smart-city-2018").prepared;

async function compiledWith(
  backEnd: "closures" | "fused",
  fault: Partial<typeof bounds>,
  rules: (support: Support) => PreparedRuleSet = NOTICE,
): Promise<CompiledRuleSet> {
  vi.resetModules();
  vi.doMock("../../../engine/compile/error-bound.ts", () => ({ ...bounds, ...fault }));
  // Modules are made anew, the one that reads rules as well: its numbers are of the new classes.
  const { compileRuleSet } = await import("../../../engine/compile/compile.ts");
  return compileRuleSet(rules(await import("../../support/load-rule-set.ts")), { backEnd });
}

afterEach(() => {
  vi.doUnmock("../../../engine/compile/error-bound.ts");
  vi.resetModules();
});

/** Three shares of counts without limits: too much for integers, so their sum is a double. */
function threeShares({ item, LABEL, prepared, smallRuleSet }: Support): PreparedRuleSet {
  const share = (part: string, whole: string): Logic => ({
    "/": [{ var: part }, { max: [1, { var: whole }] }],
  });
  return prepared(
    smallRuleSet([
      item("A", {
        inputs: Object.fromEntries(
          [..."abcdef"].map((id) => [id, { type: "count", label: LABEL }]),
        ),
        score: { "+": [share("a", "b"), share("c", "d"), share("e", "f")] },
      }),
    ]),
  );
}

/** Sums that lie in the middle between two cents, each brought there by its third share. */
function wrongTies(rules: CompiledRuleSet): number {
  const random = createRandom(20_181_231);
  let wrong = 0;
  for (let run = 0; run < CITIES; run++) {
    const [b, d] = [between(random, 2, 300), between(random, 2, 300)];
    const [a, c] = [between(random, 1, b), between(random, 1, d)];
    const halfCents = 2 * between(random, 200, 300) + 1;
    const [e, f] = [halfCents * b * d - 200 * (a * d + c * b), 200 * b * d];
    const typed = rules.type({ A: { a, b, c, d, e, f } });
    if (!typed.ok) throw new Error(JSON.stringify(typed.issues));
    if (rules.scores(typed.city)[1] !== (halfCents + 1) / 2) wrong++;
  }
  return wrong;
}

const NO_BOUND = { gamma: () => 0, relativeOf: () => 0, absoluteOf: () => 0 };

describe.each(["closures", "fused"] as const)("compiled to %s", (backEnd) => {
  test("no cent of adversarial cities is wrong", async () => {
    expect(wrongScores(await compiledWith(backEnd, {}))).toBe(0);
  });

  test("without the bound some are", async () => {
    expect(wrongScores(await compiledWith(backEnd, NO_BOUND))).toBeGreaterThan(0);
  });

  test("no sum of shares in the middle between two cents is wrong", async () => {
    expect(wrongTies(await compiledWith(backEnd, {}, threeShares))).toBe(0);
  });

  test("without the bound every tenth is", async () => {
    const wrong = wrongTies(await compiledWith(backEnd, NO_BOUND, threeShares));
    expect(wrong).toBeGreaterThan(CITIES / 10);
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
