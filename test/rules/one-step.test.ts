/** One unit or one tick of every figure of the 2018 set: each step moves the scores as the interpreter's do. */
import { describe, expect, test } from "vitest";
import { compileRuleSet } from "../../engine/compile/compile.ts";
import { isObject } from "../../engine/json/json-value.ts";
import { parseDecimal, toDecimalText } from "../../engine/number/decimal-text.ts";
import { add, fromInteger, type Rational, subtract } from "../../engine/number/rational.ts";
import type { Input } from "../../engine/rule-set/rule-set.ts";
import type { ScoreResult } from "../../engine/score/result.ts";
import { score } from "../../engine/score/score.ts";
import { oneMore, oneStep, type Step } from "../../engine/what-if/one-more.ts";
import type { City } from "../oracle/city.ts";
import { incompleteCity } from "../oracle/incomplete-city.ts";
import type { Random } from "../oracle/random.ts";
import { adversarialCity, createRandom, realisticCity } from "../oracle/random-city.ts";
import { loadFolder } from "../support/load-rule-set.ts";

const { prepared } = loadFolder("rules/cn-smart-city-2018");
const RUNS = Math.ceil(Number(process.env.RANDOM_CITIES ?? 2_000) / 1_000);
/** The first realistic city of seed 1 gives a figure at all places that ask for it. */
const SEED = Number(process.env.CITY_SEED ?? 1);

const kinds: readonly (readonly [string, (random: Random) => City])[] = [
  ["realistic", realisticCity],
  ["adversarial", adversarialCity],
  ["incomplete", (random) => incompleteCity(random, realisticCity(random)) as City],
];

describe.each(["closures", "fused"] as const)("compiled to %s", (backEnd) => {
  const compiled = compileRuleSet(prepared, { backEnd });

  test.each(kinds)(`every step of %s cities (seed ${SEED})`, (_, makeCity) => {
    const random = createRandom(SEED);
    for (let run = 0; run < RUNS; run++) {
      const city = makeCity(random);
      const result = oneStep(compiled, city);
      if (!result.ok) throw new Error(JSON.stringify(result.issues));
      expect(asTexts(result.steps)).toEqual(asTexts(stepsByReference(city)));
    }
  });
});

test("the next band moves the scores as the interpreter's do", () => {
  const compiled = compileRuleSet(prepared, { backEnd: "fused" });
  const city = realisticCity(createRandom(SEED));
  const result = oneMore(compiled, city);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  const before = scored(city) as ScoreResult;
  const bands = result.steps.filter(({ kind }) => kind === "band");
  expect(bands.length).toBeGreaterThan(0);
  for (const band of bands) {
    const { node, input, to } = band;
    expect(band).toEqual({
      ...band,
      ...effect(node, before, scored(withFigure(city, node, input, to))),
    });
  }
});

/** Each trial scored as a request of its own. */
function stepsByReference(city: City): readonly Step[] {
  const before = scored(city) as ScoreResult;
  const steps: Step[] = [];
  for (const { id: node, node: declaration } of prepared.nodes.values()) {
    const inputs = declaration.inputs ?? {};
    for (const [input, declared] of Object.entries(inputs)) {
      const value = (city as { [node: string]: { [input: string]: unknown } })[node]?.[input];
      if (value === undefined || value === null || declared.informational) continue;
      const isTotal = Object.values(inputs).some((one) => "partOf" in one && one.partOf === input);
      for (const { figure, down, ...told } of trials(declared, value, isTotal)) {
        const moved = effect(node, before, scored(withFigure(city, node, input, figure)));
        if (moved === null) continue;
        const gains = [moved.score, moved.total].some(({ change }) => Number(change) > 0);
        if (!down || gains) steps.push({ node, input, ...told, ...moved });
      }
    }
  }
  return steps;
}

interface Trial extends Pick<Step, "option" | "kind" | "from" | "to"> {
  readonly figure: unknown;
  readonly down?: boolean;
}

function trials(declared: Input, value: unknown, isTotal: boolean): readonly Trial[] {
  if (declared.type === "boolean")
    return value === false ? [{ kind: "tick", from: false, to: true, figure: true }] : [];
  if (declared.type === "list") {
    const chosen = value as readonly string[];
    return declared.options
      .filter(({ code }) => !chosen.includes(code))
      .map(({ code }) => ({
        kind: "tick",
        option: code,
        from: false,
        to: true,
        figure: [...chosen, code],
      }));
  }
  if (declared.type === "counts") {
    const counts = value as { readonly [code: string]: unknown };
    return declared.options.map(({ code }) => {
      const [from, to] = texts(counts[code] ?? 0, add);
      return { kind: "unit", option: code, from, to, figure: { ...counts, [code]: to } };
    });
  }
  if (declared.type === "choice" || declared.type === "rows" || declared.type === "text") return [];
  const steps = isTotal ? [add] : [add, subtract];
  return steps.map((step) => {
    const [from, to] = texts(value, step);
    return { kind: "unit", from, to, figure: to, down: step === subtract };
  });
}

function texts(value: unknown, step: (a: Rational, b: Rational) => Rational): [string, string] {
  const from = parseDecimal(String(value)) as Rational;
  return [toDecimalText(from) as string, toDecimalText(step(from, fromInteger(1))) as string];
}

function withFigure(city: City, node: string, input: string, figure: unknown): unknown {
  const given = (city as { [node: string]: unknown })[node];
  return { ...city, [node]: { ...(isObject(given) ? given : {}), [input]: figure } };
}

function scored(city: unknown): ScoreResult | null {
  const outcome = score(prepared, city);
  return outcome.ok ? outcome.result : null;
}

/** `null` where the changed city is refused, or has no such score. */
function effect(node: string, before: ScoreResult, after: ScoreResult | null) {
  if (after === null) return null;
  const change = (from: string | null | undefined, to: string | null | undefined) =>
    from && to
      ? {
          before: from,
          after: to,
          change: (Number(to) - Number(from)).toFixed(2).replace(/^-0\.00$/, "0.00"),
        }
      : null;
  const own = change(before.scores[node], after.scores[node]);
  const total = change(before.total, after.total);
  return own && total && { score: own, total };
}

function asTexts(steps: readonly Step[]): readonly string[] {
  return steps
    .map(({ node, input, option = "", kind, from, to, score, total }) =>
      JSON.stringify([node, input, option, kind, from, to, score, total]),
    )
    .sort();
}
