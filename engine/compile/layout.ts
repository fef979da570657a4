/** @module Where a city's figures lie at run time: numbers and truth values in one array, lists beside it. */
import type { PreparedRuleSet } from "../rule-set/prepare.ts";
import type { Input } from "../rule-set/rule-set.ts";
import { figureKey, sameFigures } from "../score/same-figures.ts";

/** Decimal figures are held as ten-thousandths; finer ones make their nodes go the exact way. */
export const DECIMAL_SCALE = 10_000;

export type Place =
  | {
      readonly kind: "number";
      readonly slot: number;
      readonly scale: number;
      readonly input: Input;
    }
  | { readonly kind: "flag"; readonly slot: number; readonly input: Input }
  | { readonly kind: "object"; readonly index: number; readonly input: Input }
  /** One slot per option of a map of counts. */
  | {
      readonly kind: "counts";
      readonly first: number;
      readonly codes: readonly string[];
      readonly input: Input;
    };

export interface Layout {
  /** By `node/input`. */
  readonly places: ReadonlyMap<string, PlacedInput>;
  /** Slot of each node's score, in units of its last place. */
  readonly scores: ReadonlyMap<string, number>;
  readonly slots: number;
  readonly objects: number;
}

export interface PlacedInput {
  readonly node: string;
  readonly input: string;
  readonly place: Place;
  /** Twins that may carry the figure when this one does not, as [node, input]. */
  readonly twins: readonly (readonly [string, string])[];
}

export function layoutOf(prepared: PreparedRuleSet): Layout {
  const places = new Map<string, PlacedInput>();
  const scores = new Map<string, number>();
  let slots = 0;
  let objects = 0;
  const groups = sameFigures(prepared);
  const placeOf = (input: Input): Place => {
    switch (input.type) {
      case "count":
        return { kind: "number", slot: slots++, scale: 1, input };
      case "amount":
      case "number":
        return { kind: "number", slot: slots++, scale: DECIMAL_SCALE, input };
      case "percent":
        return { kind: "number", slot: slots++, scale: DECIMAL_SCALE * 100, input };
      case "boolean":
        return { kind: "flag", slot: slots++, input };
      case "counts": {
        const codes = input.options.map(({ code }) => code);
        const first = slots;
        slots += codes.length;
        return { kind: "counts", first, codes, input };
      }
      default:
        return { kind: "object", index: objects++, input };
    }
  };
  for (const { id, node } of prepared.nodes.values()) {
    for (const [input, declaration] of Object.entries(node.inputs ?? {})) {
      const key = figureKey(id, input);
      const twins = (groups.get(key) ?? [])
        .filter((twin) => twin !== key)
        .map((twin) => twin.split("/") as unknown as readonly [string, string]);
      places.set(key, { node: id, input, place: placeOf(declaration), twins });
    }
  }
  for (const id of prepared.nodes.keys()) scores.set(id, slots++);
  return { places, scores, slots, objects };
}
