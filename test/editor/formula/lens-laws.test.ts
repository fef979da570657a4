/** Law 3: `put(get(formula))` is the formula and `get(put(view))` the view, for every recogniser. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type BandRow,
  type BandsView,
  bandPlaces,
  bandsLens,
} from "../../../editor/formula/recognise/bands.ts";
import {
  type ChecklistView,
  checklistLens,
  checklistPlaces,
} from "../../../editor/formula/recognise/checklist.ts";
import { type CountView, countLens, countPlaces } from "../../../editor/formula/recognise/count.ts";
import { sumLens } from "../../../editor/formula/recognise/sum.ts";
import type { Lens } from "../../../engine/idioms/lens.ts";
import { type RatioView, ratioLens, ratioPlaces } from "../../../engine/idioms/ratio.ts";
import { rowsLens } from "../../../engine/idioms/rows.ts";
import { nodeAt, placesOf } from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { randomLogic, runs } from "../support/random-logic.ts";
import { SHIPPED_FORMULAS } from "../support/shipped.ts";

const LENSES: readonly (readonly [string, Lens<unknown>])[] = [
  ["ratio", ratioLens as Lens<unknown>],
  ["bands", bandsLens as Lens<unknown>],
  ["checklist", checklistLens as Lens<unknown>],
  ["count", countLens() as Lens<unknown>],
  ["rows", rowsLens as Lens<unknown>],
  ["sum", sumLens as Lens<unknown>],
];

/** Formulas, and nodes within them, for which the lens breaks its law. */
function broken<View>(lens: Lens<View>, logic: Logic): readonly Logic[] {
  return [...placesOf(logic)]
    .filter(({ logic: node }) => {
      const recognition = lens.get(node);
      if (!recognition.ok) return false;
      const put = lens.put(recognition.view);
      const again = lens.get(put);
      return (
        JSON.stringify(put) !== JSON.stringify(node) ||
        !again.ok ||
        JSON.stringify(again.view) !== JSON.stringify(recognition.view)
      );
    })
    .map((one) => one.logic);
}

describe.each(LENSES)("%s", (_name, lens) => {
  test("every node of every shipped formula comes back as it was", () => {
    expect(SHIPPED_FORMULAS.flatMap(({ logic }) => broken(lens, logic))).toEqual([]);
  });

  test("so does every random formula", () => {
    fc.assert(
      fc.property(randomLogic, (logic) => broken(lens, logic).length === 0),
      { numRuns: runs(2_000) },
    );
  });
});

const name = fc.constantFrom("a", "b", "c").map((one) => ({ var: one }) as Logic);
const term = fc.oneof(
  name,
  fc.tuple(name, name).map(([a, b]) => ({ "+": [a, b] }) as Logic),
);
const points = fc.oneof(fc.integer({ min: 1, max: 100 }) as fc.Arbitrary<Logic>, name);
const number = fc.integer({ min: 1, max: 100 });
const ifOperator = fc.constantFrom("if" as const, "?:" as const);
const cap = fc.option(fc.record({ value: number as fc.Arbitrary<Logic>, first: fc.boolean() }));

const ratioView: fc.Arbitrary<RatioView> = fc
  .record({
    before: fc.array(number as fc.Arbitrary<Logic>, { maxLength: 2 }),
    numerator: term,
    denominator: fc.oneof(
      term,
      name.map((one) => ({ "/": [one, 30] }) as Logic),
    ),
    whenZero: fc.option(number as fc.Arbitrary<Logic>),
    cap: fc.option(number as fc.Arbitrary<Logic>),
    after: fc.array(number as fc.Arbitrary<Logic>, { maxLength: 1 }),
    form: fc.record({
      product: fc.boolean(),
      guard: fc.record({
        operator: ifOperator,
        test: fc.constantFrom("==", "===", "!=", "!==", ">", "truthy"),
        zeroFirst: fc.boolean(),
        tests: fc.constantFrom("denominator", "dividend"),
      }),
      capFirst: fc.boolean(),
      capInside: fc.boolean(),
    }),
  })
  .map(({ form, ...view }): RatioView => {
    // Only what is written has a form of its own.
    const guards = view.whenZero !== null;
    const quotient = typeof view.denominator === "object" && "/" in (view.denominator as object);
    const oneWay = form.guard.test === ">" || form.guard.test === "truthy";
    return {
      ...view,
      before: form.product ? view.before : [],
      after: form.product ? view.after : [],
      form: {
        product: form.product,
        guard: guards
          ? {
              ...(form.guard as RatioView["form"]["guard"]),
              zeroFirst: !oneWay && form.guard.zeroFirst,
              tests: quotient ? (form.guard.tests as "dividend") : "denominator",
            }
          : { operator: "if", test: "==", zeroFirst: false, tests: "denominator" },
        capFirst: view.cap === null || form.capFirst,
        capInside: view.cap !== null && guards && form.capInside,
      },
    };
  });

const bound = fc.record({ value: number, inclusive: fc.boolean() });
const bandRow: fc.Arbitrary<BandRow> = fc.oneof(
  fc.record({
    lower: bound,
    points,
    form: fc.record({ shape: fc.constant("single" as const), flipped: fc.boolean() }),
  }),
  fc.record({
    upper: bound,
    points,
    form: fc.record({ shape: fc.constant("single" as const), flipped: fc.boolean() }),
  }),
  fc.record({
    lower: bound,
    upper: bound,
    points,
    form: fc.record({
      shape: fc.constant("and" as const),
      lowerFirst: fc.boolean(),
      lowerFlipped: fc.boolean(),
      upperFlipped: fc.boolean(),
    }),
  }),
  fc
    .record({ a: number, b: number, inclusive: fc.boolean(), points })
    .map(({ a, b, inclusive, points: given }) => ({
      lower: { value: a, inclusive },
      upper: { value: b, inclusive },
      form: { shape: "between" as const },
      points: given,
    })),
);
const equalRow: fc.Arbitrary<BandRow> = fc
  .record({
    value: number,
    operator: fc.constantFrom("==" as const, "===" as const),
    flipped: fc.boolean(),
    points,
  })
  .map(({ value, operator, flipped, points: given }) => ({
    lower: { value, inclusive: true },
    upper: { value, inclusive: true },
    form: { shape: "equal", operator, flipped },
    points: given,
  }));

const bandsView: fc.Arbitrary<BandsView> = fc
  .record({
    subject: fc.oneof(name, term),
    rows: fc
      .tuple(fc.array(fc.oneof(bandRow, equalRow), { maxLength: 3 }), bandRow)
      .map(([some, one]) => [...some, one]),
    otherwise: fc.option(points, { nil: undefined }),
    operators: fc.array(ifOperator, { minLength: 4, maxLength: 4 }),
    cut: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ subject, rows, otherwise, operators, cut }) => {
    const sizes = [Math.min(cut, rows.length), rows.length - Math.min(cut, rows.length)];
    const chain = sizes
      .filter((size) => size > 0)
      .map((size, index) => ({ operator: operators[index] as "if", rows: size }));
    return { subject, rows, chain, ...(otherwise === undefined ? {} : { otherwise }) };
  });

const tickForm = fc.record({ operator: ifOperator, negated: fc.boolean() });
const tick = fc.record({
  kind: fc.constant("tick" as const),
  condition: name,
  points: number,
  form: tickForm,
});
const checklistView: fc.Arbitrary<ChecklistView> = fc
  .record({
    gate: fc.option(fc.record({ condition: name, form: tickForm })),
    cap,
    ticks: fc.array(tick, { minLength: 1, maxLength: 4 }),
    other: fc.option(fc.record({ kind: fc.constant("other" as const), logic: name })),
    sum: fc.boolean(),
    capOutside: fc.boolean(),
  })
  .map(({ gate, cap: one, ticks, other, sum, capOutside }): ChecklistView => {
    // One tick alone behind a condition could be read either way: it is written as a sum of one.
    const rows = sum || gate !== null ? [...ticks, ...(other ? [other] : [])] : ticks.slice(0, 1);
    return {
      gate,
      cap: one,
      rows,
      form: {
        sum: sum || gate !== null,
        capOutside: one !== null && (capOutside || gate === null),
      },
    };
  });

const countView: fc.Arbitrary<CountView> = fc
  .record({
    deduction: fc.constantFrom(null, "zero-minus", "negative", "times-minus-one"),
    floor: cap,
    cap,
    terms: fc.array(
      fc.record({
        kind: fc.constant("count" as const),
        count: name,
        each: number,
        cap: fc.record({ value: number as fc.Arbitrary<Logic>, first: fc.boolean() }),
        eachFirst: fc.boolean(),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    sum: fc.boolean(),
  })
  .map(({ deduction, floor, cap: one, terms, sum }): CountView => {
    return {
      deduction: deduction as CountView["deduction"],
      floor: deduction === null ? null : floor,
      cap: sum ? one : null,
      terms: sum ? terms : terms.slice(0, 1),
      sum,
    };
  });

describe("every view that can be written is read back as it was", () => {
  const law = <View>(lens: Lens<View>, view: fc.Arbitrary<View>) =>
    fc.property(view, (given) => {
      const recognition = lens.get(lens.put(given));
      expect(recognition).toEqual({ ok: true, view: given });
    });
  const numRuns = runs(2_000);

  test("ratios", () => fc.assert(law(ratioLens, ratioView), { numRuns }));
  test("bands", () => fc.assert(law(bandsLens, bandsView), { numRuns }));
  test("checklists", () => fc.assert(law(checklistLens, checklistView), { numRuns }));
  test("counts", () => fc.assert(law(countLens(), countView), { numRuns }));

  test("a lens that forgets how a bound was written breaks the law", () => {
    const forgetful: Lens<BandsView> = {
      ...bandsLens,
      put: (view) =>
        bandsLens.put({
          ...view,
          rows: view.rows.map((row) =>
            row.form.shape === "single" ? { ...row, form: { ...row.form, flipped: false } } : row,
          ),
        }),
    };
    expect(fc.check(law(forgetful, bandsView), { numRuns: 200 }).failed).toBe(true);
    const flipped: Logic = { if: [{ "<=": [0.9, { var: "x" }] }, 1, 0] };
    expect(broken(forgetful, flipped)).toEqual([flipped]);
    expect(broken(bandsLens, flipped)).toEqual([]);
  });
});

describe("places within a formula lead to what the view says", () => {
  const numRuns = runs(1_000);
  const at = (logic: Logic, place: string | null) =>
    place === null ? undefined : nodeAt(logic, place);

  test("ratios", () => {
    fc.assert(
      fc.property(ratioView, (view) => {
        const [logic, places] = [ratioLens.put(view), ratioPlaces(view)];
        expect(at(logic, places.numerator)).toEqual(view.numerator);
        expect(at(logic, places.denominator)).toEqual(view.denominator);
        expect(at(logic, places.whenZero) ?? null).toEqual(view.whenZero);
        expect(at(logic, places.cap) ?? null).toEqual(view.cap);
        expect(at(logic, places.division)).toEqual({ "/": [view.numerator, view.denominator] });
        expect(at(logic, places.ratio)).toEqual(
          ratioLens.put({ ...view, before: [], after: [], form: { ...view.form, product: false } }),
        );
      }),
      { numRuns },
    );
  });

  test("bands", () => {
    fc.assert(
      fc.property(bandsView, (view) => {
        const [logic, places] = [bandsLens.put(view), bandPlaces(view)];
        for (const [index, row] of places.rows.entries()) {
          expect(at(logic, row.points)).toEqual(view.rows[index]?.points);
          expect(at(logic, row.lower)).toEqual(view.rows[index]?.lower?.value);
          expect(at(logic, row.upper)).toEqual(view.rows[index]?.upper?.value);
          for (const subject of row.subjects) expect(at(logic, subject)).toEqual(view.subject);
        }
        expect(at(logic, places.otherwise)).toEqual(view.otherwise);
      }),
      { numRuns },
    );
  });

  test("checklists", () => {
    fc.assert(
      fc.property(checklistView, (view) => {
        const [logic, places] = [checklistLens.put(view), checklistPlaces(view)];
        for (const [index, row] of view.rows.entries()) {
          const place = places.rows[index];
          if (row.kind === "other") expect(at(logic, place?.row ?? null)).toEqual(row.logic);
          else {
            expect(at(logic, place?.condition ?? null)).toEqual(row.condition);
            expect(at(logic, place?.points ?? null)).toEqual(row.points);
          }
        }
        expect(at(logic, places.gate)).toEqual(view.gate?.condition);
        expect(at(logic, places.cap)).toEqual(view.cap?.value);
      }),
      { numRuns },
    );
  });

  test("counts", () => {
    fc.assert(
      fc.property(countView, (view) => {
        const [logic, places] = [countLens().put(view), countPlaces(view)];
        for (const [index, one] of view.terms.entries()) {
          if (one.kind !== "count") continue;
          expect(at(logic, places.terms[index]?.count ?? null)).toEqual(one.count);
          expect(at(logic, places.terms[index]?.each ?? null)).toEqual(one.each);
          expect(at(logic, places.terms[index]?.cap ?? null)).toEqual(one.cap?.value);
        }
        expect(at(logic, places.cap)).toEqual(view.cap?.value);
        expect(at(logic, places.floor)).toEqual(view.floor?.value);
      }),
      { numRuns },
    );
  });
});
