/** @module Numbers of the rules that a simulation varies, as text: `ITEM constants/NAME=0.9..0.97/0.01`. */
import { type ParameterPlace, placeKey } from "../../engine/compile/parameters.ts";
import { toDecimalText } from "../../engine/number/decimal-text.ts";
import { unitsOf } from "../../engine/number/units.ts";
import type { PreparedNode, PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import { closestTo } from "../../engine/score/closest.ts";
import { nodeWeight } from "../../engine/score/constants.ts";
import { placesOf } from "../../engine/simulate/places.ts";
import type { VariedNumber } from "../../engine/simulate/vary.ts";
import { WEIGHT_DECIMALS } from "../../engine/simulate/weight-groups.ts";

export type ReadNumber =
  | { readonly ok: true; readonly number: VariedNumber }
  | { readonly ok: false; readonly fault: VariationFault };

export type VariationFault =
  /** Not as above. */
  | { readonly code: "form" }
  | { readonly code: "unknown_node"; readonly found: string; readonly closest?: string }
  /** No number stands there; what does, with what is written. */
  | {
      readonly code: "unknown_place";
      readonly found: string;
      readonly closest?: string;
      readonly known: readonly string[];
    }
  /** The end lies before the start, or a weight would leave less than nothing to the others of its parent. */
  | { readonly code: "range"; readonly maximum?: string }
  | { readonly code: "too_fine"; readonly decimals: number };

const NUMBER = "(-?\\d{1,9}(?:\\.\\d{1,6})?)";
const FORM = new RegExp(`^(\\S+) (.+?)=${NUMBER}\\.\\.${NUMBER}(?:/${NUMBER})?$`);

/**
 * A place is a node and in it its `weight`, a constant (`constants/NAME`) or a number of a formula (`score` or
 * `parts/NAME` and the JSON pointer); then from, to and the step, which is a unit of the last decimal where it is
 * left out.
 */
export function readVariedNumber(prepared: PreparedRuleSet, text: string): ReadNumber {
  const parsed = FORM.exec(text);
  if (parsed === null) return fault({ code: "form" });
  const [, id = "", where = "", from = "", to = "", step] = parsed;
  const node = prepared.nodes.get(id);
  if (node === undefined)
    return fault({ code: "unknown_node", found: id, ...near(id, [...prepared.nodes.keys()]) });
  const places = placesOf(node);
  const place = places.find((one) => nameIn(one.place) === where)?.place;
  if (place === undefined) {
    const known = places.map((one) => nameIn(one.place));
    const told = places.map((one) => `${nameIn(one.place)} (${toDecimalText(one.written) ?? "…"})`);
    return fault({ code: "unknown_place", found: where, ...near(where, known), known: told });
  }
  const texts = step === undefined ? [from, to] : [from, to, step];
  const written = Math.max(...texts.map((one) => (one.split(".")[1] ?? "").length));
  const isWeight = place.kind === "weight";
  if (isWeight && written > WEIGHT_DECIMALS)
    return fault({ code: "too_fine", decimals: WEIGHT_DECIMALS });
  const decimals = isWeight ? WEIGHT_DECIMALS : written;
  const units = (one: string): number => Math.round(Number(one) * 10 ** decimals);
  const number = {
    place,
    decimals,
    low: units(from),
    high: units(to),
    step: step === undefined ? 10 ** (decimals - written) : units(step),
  };
  const maximum = isWeight ? sumWith(node) : Number.POSITIVE_INFINITY;
  if (isWeight && (number.low < 0 || number.high > maximum))
    return fault({ code: "range", maximum: String(maximum / 10 ** decimals) });
  if (number.low > number.high || number.step < 1) return fault({ code: "range" });
  return { ok: true, number };
}

function fault(fault: VariationFault): ReadNumber {
  return { ok: false, fault };
}

function near(found: string, known: readonly string[]): { readonly closest?: string } {
  const closest = closestTo(found, known);
  return closest === null ? {} : { closest };
}

/** A place's name within its node. */
function nameIn(place: ParameterPlace): string {
  return placeKey(place).slice(place.node.length + 1);
}

/** What the weights of a node and of the others of its parent add up to, in units. */
function sumWith(node: PreparedNode): number {
  const all = node.parent?.children ?? [node];
  return all.reduce((sum, one) => {
    const weight = unitsOf(nodeWeight(one), WEIGHT_DECIMALS);
    return sum + (Number.isNaN(weight) ? 0 : weight);
  }, 0);
}
