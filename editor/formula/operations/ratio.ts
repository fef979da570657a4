/** @module Operations on ratios: what holds when the denominator is 0, and at most how much. `at`: the ratio or its product. */

import { type RatioView, ratioLens, ratioPlaces } from "../../../engine/idioms/ratio.ts";
import type { Names } from "../../../engine/language/formula-names.ts";
import { nodeAt, operandsOf, operatorOf, replaceAt } from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { type Edited, refused } from "./edited.ts";
import { label, termText } from "./labels.ts";

const NO_NAMES: Names = new Map();

/** "分母为 0 时": what the ratio then is; `null` takes the rule away. */
export function setWhenZero(
  logic: Logic,
  at: string,
  whenZero: Logic | null,
  names: Names = NO_NAMES,
): Edited {
  return change(
    logic,
    at,
    (view) => ({ ...view, whenZero }),
    (view) => ratioPlaces(view).whenZero,
    {
      zh: whenZero === null ? "不规定分母为 0" : `分母为 0 时 ${termText(whenZero, names).zh}`,
      en:
        whenZero === null
          ? "No rule for a zero denominator"
          : `Zero denominator: ${termText(whenZero, names).en}`,
    },
  );
}

/** "比率如超过 1 则按 1 取值"; `null` takes the cap away. */
export function setRatioCap(logic: Logic, at: string, cap: number | null): Edited {
  return change(
    logic,
    at,
    (view) => ({ ...view, cap }),
    (view) => ratioPlaces(view).cap,
    cap === null ? label("capRemoved") : label("cap", { a: String(cap) }),
  );
}

/** Another numerator or denominator; what tests the denominator follows it. */
export function setRatioTerm(
  logic: Logic,
  at: string,
  term: "numerator" | "denominator",
  put: Logic,
  names: Names = NO_NAMES,
): Edited {
  return change(
    logic,
    at,
    (view) => {
      const changed = { ...view, [term]: put };
      const quotient =
        operatorOf(changed.denominator) === "/" && operandsOf(changed.denominator).length === 2;
      const tests = quotient ? view.form.guard.tests : "denominator";
      return { ...changed, form: { ...view.form, guard: { ...view.form.guard, tests } } };
    },
    (view) => ratioPlaces(view)[term],
    label("inserted", { a: termText(put, names) }),
  );
}

function change(
  logic: Logic,
  at: string,
  edit: (view: RatioView) => RatioView,
  focus: (view: RatioView) => string | null,
  words: { readonly zh: string; readonly en: string },
): Edited {
  const node = nodeAt(logic, at);
  const recognition = node === undefined ? null : ratioLens.get(node);
  if (recognition === null) return refused("no_such_place");
  if (!recognition.ok) return refused("no_ratio");
  const view = edit(recognition.view);
  return {
    ok: true,
    logic: replaceAt(logic, at, ratioLens.put(view)),
    at: at + (focus(view) ?? ratioPlaces(view).ratio),
    label: words,
  };
}
