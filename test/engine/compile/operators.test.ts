/**
 * Rounding within a formula, remainders, powers and tables, compiled: against fractions that share no code with the
 * product, on figures at edges and on large ones that only doubles reach.
 */
import { describe, expect, test } from "vitest";
import { compileRuleSet } from "../../../engine/compile/compile.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import {
  atLeast,
  compare,
  type Fraction,
  formatCents,
  minus,
  ONE,
  over,
  parseFraction,
  plus,
  ratio,
  times,
  toCents,
  whole,
} from "../../oracle/fraction.ts";
import { between, createRandom, pick, type Random } from "../../oracle/random.ts";
import { item, LABEL, prepared, smallRuleSet } from "../../support/load-rule-set.ts";

type Figures = Readonly<Record<"x" | "y" | "z", Fraction>>;

const POINTS = [
  [0, 0],
  [5, 20],
  [5, 30],
  [12.5, 31],
  [100, 90],
] as const;

const X: Logic = { var: "x" };
const Y: Logic = { var: "y" };
const Z: Logic = { var: "z" };
const atLeastOne = (of: Logic): Logic => ({ max: [1, of] });
const SHARE: Logic = { "/": [X, atLeastOne(Y)] };
const SHARES: Logic = { "+": [SHARE, { "/": [Z, { max: [0.5, X] }] }] };

const max = (a: Fraction, b: Fraction): Fraction => (atLeast(a, b) ? a : b);
const share = ({ x, y }: Figures): Fraction => over(x, max(ONE, y));
const shares = (of: Figures): Fraction => plus(share(of), over(of.z, max(ratio(1, 2), of.x)));

function floorOf({ n, d }: Fraction): bigint {
  const towardZero = n / d;
  return n < 0n && towardZero * d !== n ? towardZero - 1n : towardZero;
}

function roundedTo(a: Fraction, places: number, mode: string): Fraction {
  const unit = 10n ** BigInt(places);
  const scaled = times(a, whole(unit));
  const [below, half] = [floorOf(scaled), ratio(1, 2)];
  const rest = compare(minus(scaled, whole(below)), half);
  const exact = compare(scaled, whole(below)) === 0;
  const up = {
    floor: false,
    ceiling: !exact,
    truncate: !exact && scaled.n < 0n,
    "half-up": rest > 0 || (rest === 0 && scaled.n > 0n),
    "half-even": rest > 0 || (rest === 0 && below % 2n !== 0n),
  }[mode];
  return over(whole(up ? below + 1n : below), whole(unit));
}

function remainderOf(a: Fraction, b: Fraction): Fraction {
  const { n, d } = over(a, b);
  return minus(a, times(b, whole(n / d)));
}

function inTable(value: Fraction, step: boolean): Fraction {
  const points = POINTS.map(([x, y]) => [parseFraction(x), parseFraction(y)] as const);
  const last = points.findLastIndex(([x]) => atLeast(value, x));
  const [before, after] = [points[last], points[last + 1]];
  if (before === undefined) return (points[0] as (typeof points)[0])[1];
  if (after === undefined || step) return before[1];
  const along = over(minus(value, before[0]), minus(after[0], before[0]));
  return plus(before[1], times(along, minus(after[1], before[1])));
}

/** A formula, what it is worth by fractions, and the way that it is meant to take. */
const FORMULAS: Readonly<
  Record<string, readonly [Logic, (of: Figures) => Fraction, "exact" | "approx" | "quotient"]>
> = {
  floor: [{ floor: SHARE }, (of) => whole(floorOf(share(of))), "exact"],
  ceiling: [{ ceiling: SHARE }, (of) => roundedTo(share(of), 0, "ceiling"), "exact"],
  ofSum: [{ floor: SHARES }, (of) => whole(floorOf(shares(of))), "approx"],
  halfUp: [{ round: [SHARES, 1] }, (of) => roundedTo(shares(of), 1, "half-up"), "approx"],
  halfEven: [
    { round: [{ "*": [X, 0.25] }, 1, "half-even"] },
    ({ x }) => roundedTo(times(x, ratio(1, 4)), 1, "half-even"),
    "exact",
  ],
  truncate: [
    { round: [{ "-": [X, Z] }, 1, "truncate"] },
    ({ x, z }) => roundedTo(minus(x, z), 1, "truncate"),
    "exact",
  ],
  remainder: [
    { "%": [{ "-": [X, Z] }, 0.7] },
    ({ x, z }) => remainderOf(minus(x, z), ratio(7, 10)),
    "exact",
  ],
  cube: [
    { power: [{ min: [X, 900] }, 3] },
    ({ x }) => {
      const base = atLeast(x, whole(900)) ? whole(900) : x;
      return times(base, base, base);
    },
    "approx",
  ],
  inverse: [
    { "*": [100, { power: [atLeastOne({ min: [Y, 900] }), -2] }] },
    ({ y }) => {
      const base = max(ONE, atLeast(y, whole(900)) ? whole(900) : y);
      return over(whole(100), times(base, base));
    },
    "quotient",
  ],
  lines: [{ lookup: [X, POINTS as never] }, ({ x }) => inTable(x, false), "exact"],
  steps: [{ lookup: [X, POINTS as never, "step"] }, ({ x }) => inTable(x, true), "exact"],
};

const amount = { type: "number", label: LABEL, minimum: -1_000 } as const;
const rules = prepared(
  smallRuleSet(
    Object.entries(FORMULAS).map(([id, [score]]) =>
      item(id, { inputs: { x: amount, y: amount, z: amount }, score }),
    ),
  ),
);
const RUNS = Number(process.env.RANDOM_CITIES ?? 2_000);

function figure(random: Random): string {
  return pick(random, [
    () => String(between(random, -20, 120)),
    () => (between(random, -40, 400) / 4).toString(),
    () => (between(random, -1_000_000, 9_000_000) / 10_000).toString(),
    () => pick(random, ["0", "5", "12.5", "100", "4.9999", "0.7", "2.1", "900", "-0.5", "0.05"]),
    () =>
      `${between(random, 1, 39_000_000)}.${between(random, 0, 9999).toString().padStart(4, "0")}`,
  ])();
}

describe.each(["closures", "fused"] as const)("compiled to %s", (backEnd) => {
  const compiled = compileRuleSet(rules, { backEnd });

  test("each formula takes its way", () => {
    const ways = compiled.plan.filter(({ node }) => node !== "total");
    expect(ways.map(({ node, way }) => [node, way])).toEqual(
      Object.entries(FORMULAS).map(([id, [, , way]]) => [id, way]),
    );
  });

  test("and is worth what fractions say", () => {
    const random = createRandom(20_261_127);
    for (let run = 0; run < RUNS; run++) {
      const texts = { x: figure(random), y: figure(random), z: figure(random) };
      const figures = Object.fromEntries(
        Object.entries(texts).map(([name, text]) => [name, parseFraction(text)]),
      ) as Figures;
      const inputs = Object.fromEntries(Object.keys(FORMULAS).map((id) => [id, texts]));
      const outcome = compiled.score(inputs, { final: true });
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.issues));
      const expected = Object.entries(FORMULAS).map(([id, [, worth]]) => [
        id,
        formatCents(toCents(worth(figures))),
      ]);
      expect({ texts, ...outcome.result.scores }).toEqual({
        texts,
        ...Object.fromEntries(expected),
      });
    }
  });
});

test("what has no compiled form is told by its operator: a root, a divisor that may be zero, a table that varies", () => {
  const reasons = (score: Logic) =>
    compileRuleSet(
      prepared(smallRuleSet([item("a", { inputs: { x: amount, y: amount }, score })])),
    ).plan.find(({ node }) => node === "a")?.reason;
  expect([
    reasons({ power: [{ max: [0, X] }, { "/": [1, 3] }] }),
    reasons({ "%": [X, Y] }),
    reasons({
      lookup: [
        X,
        [
          [0, Y],
          [1, 2],
        ],
      ],
    }),
  ]).toEqual(["operator:power", "unguarded_division", "lookup_points"]);
});
