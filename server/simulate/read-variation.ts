/** @module Numbers of the rules that a simulation varies, as text: `ITEM constants/NAME=0.9..0.97/0.01`. */
import { type ParameterPlace, VariedRules } from "../../engine/compile/parameters.ts";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import type { VariedNumber } from "../../engine/simulate/vary.ts";

export type ReadNumber =
  | { readonly ok: true; readonly number: VariedNumber }
  /** `form`: not as above; `place`: no number stands there; `range`: the end lies before the start. */
  | { readonly ok: false; readonly code: "form" | "place" | "range" };

const NUMBER = "(-?\\d{1,9}(?:\\.\\d{1,6})?)";
const FORM = new RegExp(
  `^(\\S+) (constants/\\S+?|(?:score|parts/\\S+?) (?:/\\S*?)?)=${NUMBER}\\.\\.${NUMBER}(?:/${NUMBER})?$`,
);
/** More than any number of a rule has. */
const FINEST = 9;

/**
 * A place is a node and in it a constant (`constants/NAME`) or a number of a formula (`score` or `parts/NAME` and the
 * JSON pointer); then from, to and the step, which is a unit of the last decimal where it is left out.
 */
export function readVariedNumber(prepared: PreparedRuleSet, text: string): ReadNumber {
  const found = FORM.exec(text);
  if (found === null) return { ok: false, code: "form" };
  const [, node = "", where = "", from = "", to = "", step] = found;
  const place = placeOf(node, where);
  const written = new VariedRules([{ place, decimals: FINEST, low: 0, high: 0 }]);
  if (Number.isNaN(written.asWritten(prepared)[0])) return { ok: false, code: "place" };
  const texts = step === undefined ? [from, to] : [from, to, step];
  const decimals = Math.max(...texts.map((one) => (one.split(".")[1] ?? "").length));
  const units = (one: string): number => Math.round(Number(one) * 10 ** decimals);
  const number = {
    place,
    decimals,
    low: units(from),
    high: units(to),
    step: step === undefined ? 1 : units(step),
  };
  if (number.low > number.high || number.step < 1) return { ok: false, code: "range" };
  return { ok: true, number };
}

function placeOf(node: string, where: string): VariedNumber["place"] & ParameterPlace {
  const [formula = "", at = ""] = where.split(" ");
  return formula.startsWith("constants/")
    ? { kind: "constant", node, constant: formula.slice("constants/".length) }
    : { kind: "literal", node, formula, at };
}
