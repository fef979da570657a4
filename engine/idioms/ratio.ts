/**
 * @module A ratio: numerator over denominator, what holds when the denominator is 0, at most how much, and the
 * factors around it (`30% × a/b × 100`).
 */

import {
  childAt,
  isOperation,
  operandsOf,
  operation,
  operatorOf,
  sameLogic,
} from "../logic/json-tree.ts";
import type { Logic } from "../rule-set/rule-set.ts";
import { type Lens, notRecognised, type Recognition, recognised } from "./lens.ts";
import { type Cap, type IfOperator, ifOperatorOf, recap, uncap } from "./parts.ts";

export interface RatioView {
  /** Factors before and after the ratio. */
  readonly before: readonly Logic[];
  readonly numerator: Logic;
  readonly denominator: Logic;
  /** Value of the ratio when the denominator is 0; `null`: nothing is said. */
  readonly whenZero: Logic | null;
  /** "比率如超过 1 则按 1 取值" */
  readonly cap: Logic | null;
  readonly after: readonly Logic[];
  readonly form: RatioForm;
}

/** How the file writes it; where there is no guard, or no cap, how one would be written. */
export interface RatioForm {
  /** The ratio is an operand of `*`, alone or among factors. */
  readonly product: boolean;
  readonly guard: GuardForm;
  readonly capFirst: boolean;
  /** The cap stands within the guard rather than around it. */
  readonly capInside: boolean;
}

export interface GuardForm {
  readonly operator: IfOperator;
  /** `truthy`: the denominator itself is the condition. */
  readonly test: "==" | "===" | "!=" | "!==" | ">" | "truthy";
  /** `0 == b` rather than `b == 0`. */
  readonly zeroFirst: boolean;
  /** Of a denominator that is a quotient itself, only the dividend is tested: it is 0 when that is. */
  readonly tests: "denominator" | "dividend";
}

export const USUAL_RATIO_FORM: RatioForm = {
  product: false,
  guard: { operator: "if", test: "==", zeroFirst: false, tests: "denominator" },
  capFirst: true,
  capInside: false,
};

type Core = Omit<RatioView, "before" | "after">;

export const ratioLens: Lens<RatioView> = {
  get(logic) {
    if (!isOperation(logic, "*")) {
      const core = getCore(logic);
      return core.ok ? recognised({ ...core.view, before: [], after: [] }) : core;
    }
    const factors = operandsOf(logic);
    for (const [index, factor] of factors.entries()) {
      const core = getCore(factor);
      if (core.ok) {
        return recognised({
          ...core.view,
          before: factors.slice(0, index),
          after: factors.slice(index + 1),
          form: { ...core.view.form, product: true },
        });
      }
      if (core.whyNot.code === "guard_tests_another_term") {
        const { code, facts, at } = core.whyNot;
        return notRecognised(code, childAt(logic, "", index) + at, facts);
      }
    }
    return notRecognised("no_division");
  },

  put(view) {
    const { before, after, form } = view;
    const core = putCore(view);
    return form.product ? operation("*", [...before, core, ...after]) : core;
  },
};

/**
 * True where a formula is a ratio with no factors: its value is a share, shown as percent. An area over 30 is a
 * number of areas, and one over the years between two updates a rate: with a constant it is no share of a whole.
 */
export function isShare(logic: Logic): boolean {
  const core = getCore(logic);
  return (
    core.ok &&
    ![core.view.numerator, core.view.denominator].some((side) => typeof side === "number")
  );
}

function getCore(logic: Logic): Recognition<Core> {
  const outside = uncap(logic);
  const guarded = getGuard(outside.inner);
  if (guarded === "other term")
    return notRecognised("guard_tests_another_term", outside.cap ? capped(logic, outside.cap) : "");
  const inside = guarded === null ? { cap: null, inner: outside.inner } : uncap(guarded.inner);
  if (outside.cap !== null && inside.cap !== null) return notRecognised("no_division");
  const [numerator, denominator, ...more] = operandsOf(inside.inner);
  const divides = operatorOf(inside.inner) === "/" && more.length === 0;
  if (!divides || numerator === undefined || denominator === undefined)
    return notRecognised("no_division");
  const cap = outside.cap ?? inside.cap;
  return recognised({
    numerator,
    denominator,
    whenZero: guarded?.whenZero ?? null,
    cap: cap?.value ?? null,
    form: {
      product: false,
      guard: guarded?.form ?? USUAL_RATIO_FORM.guard,
      capFirst: cap?.first ?? USUAL_RATIO_FORM.capFirst,
      capInside: inside.cap !== null,
    },
  });
}

function capped(logic: Logic, { first }: Cap): string {
  return childAt(logic, "", first ? 1 : 0);
}

interface Guarded {
  readonly whenZero: Logic;
  readonly inner: Logic;
  readonly form: GuardForm;
}

/** `if b = 0 then … else a/b` in any of its spellings; `null` for anything that guards no division. */
function getGuard(logic: Logic): Guarded | "other term" | null {
  const operator = ifOperatorOf(logic);
  const [condition, a, b, ...more] = operandsOf(logic);
  if (operator === null || condition === undefined || a === undefined || b === undefined)
    return null;
  if (more.length > 0) return null;
  const tested = getTest(condition);
  const zeroComesFirst = tested.test === "==" || tested.test === "===";
  const [whenZero, inner] = zeroComesFirst ? [a, b] : [b, a];
  const quotient = uncap(inner).inner;
  const denominator = operandsOf(quotient)[1];
  if (operatorOf(quotient) !== "/" || denominator === undefined) return null;
  const form = { operator, test: tested.test, zeroFirst: tested.zeroFirst };
  if (sameLogic(tested.term, denominator))
    return { whenZero, inner, form: { ...form, tests: "denominator" } };
  if (operatorOf(denominator) === "/" && sameLogic(tested.term, operandsOf(denominator)[0]))
    return { whenZero, inner, form: { ...form, tests: "dividend" } };
  return "other term";
}

function getTest(condition: Logic): Pick<GuardForm, "test" | "zeroFirst"> & { term: Logic } {
  const operator = operatorOf(condition);
  const [a, b, ...more] = operandsOf(condition);
  const two = a !== undefined && b !== undefined && more.length === 0;
  if (two) {
    switch (operator) {
      case "==":
      case "===":
      case "!=":
      case "!==":
        if (b === 0) return { test: operator, zeroFirst: false, term: a };
        if (a === 0) return { test: operator, zeroFirst: true, term: b };
        break;
      case ">":
        if (b === 0) return { test: operator, zeroFirst: false, term: a };
        break;
    }
  }
  return { test: "truthy", zeroFirst: false, term: condition };
}

function putCore({ numerator, denominator, whenZero, cap, form }: Core): Logic {
  const quotient = operation("/", [numerator, denominator]);
  const withCap = (inner: Logic): Logic =>
    recap({ cap: cap === null ? null : { value: cap, first: form.capFirst }, inner });
  if (whenZero === null) return withCap(quotient);
  const inner = form.capInside ? withCap(quotient) : quotient;
  const guarded = putGuard(denominator, whenZero, inner, form.guard);
  return form.capInside ? guarded : withCap(guarded);
}

function putGuard(denominator: Logic, whenZero: Logic, inner: Logic, form: GuardForm): Logic {
  const { operator, test, zeroFirst, tests } = form;
  const [dividend] = operandsOf(denominator);
  const term =
    tests === "dividend" && operatorOf(denominator) === "/" && dividend !== undefined
      ? dividend
      : denominator;
  const condition = test === "truthy" ? term : operation(test, zeroFirst ? [0, term] : [term, 0]);
  const zeroComesFirst = test === "==" || test === "===";
  return operation(operator, [
    condition,
    ...(zeroComesFirst ? [whenZero, inner] : [inner, whenZero]),
  ]);
}

/** Where the parts of a ratio stand in its formula. */
export interface RatioPlaces {
  /** The ratio itself, with its guard and cap. */
  readonly ratio: string;
  readonly division: string;
  readonly numerator: string;
  readonly denominator: string;
  readonly whenZero: string | null;
  readonly cap: string | null;
}

export function ratioPlaces(view: RatioView): RatioPlaces {
  const { form, before, cap, whenZero } = view;
  const ratio = form.product ? `/*/${before.length}` : "";
  const guards = whenZero !== null;
  const zeroComesFirst = form.guard.test === "==" || form.guard.test === "===";
  const [inner, other] = zeroComesFirst ? [2, 1] : [1, 2];
  const capOutside = cap !== null && !(form.capInside && guards);
  const guard = ratio + (capOutside ? `/min/${form.capFirst ? 1 : 0}` : "");
  const body = guards ? `${guard}/${form.guard.operator}/${inner}` : guard;
  const division = body + (cap !== null && !capOutside ? `/min/${form.capFirst ? 1 : 0}` : "");
  const capHolder = capOutside ? ratio : body;
  return {
    ratio,
    division,
    numerator: `${division}/~1/0`,
    denominator: `${division}/~1/1`,
    whenZero: guards ? `${guard}/${form.guard.operator}/${other}` : null,
    cap: cap === null ? null : `${capHolder}/min/${form.capFirst ? 0 : 1}`,
  };
}
