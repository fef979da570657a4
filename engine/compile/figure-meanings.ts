/** @module What the names of inputs mean to the compiler: slots of numbers, questions of yes or no, chosen options, rows. */
import type { PreparedNode, VisibleInput } from "../rule-set/prepare.ts";
import { figureKey } from "../score/same-figures.ts";
import type { Arithmetic } from "./arithmetic.ts";
import type { ExactNumber } from "./ir.ts";
import { type Layout, mayBeNull, type PlacedInput, type RowsPlace, USUAL } from "./layout.ts";
import type { Meaning } from "./meaning.ts";

export class FigureMeanings {
  readonly #layout: Layout;
  readonly #arithmetic: Arithmetic;
  /** The same at every node that sees the input. */
  readonly #known = new Map<VisibleInput, Meaning | undefined>();

  constructor(layout: Layout, arithmetic: Arithmetic) {
    this.#layout = layout;
    this.#arithmetic = arithmetic;
  }

  placed(node: PreparedNode, name: string): PlacedInput | undefined {
    const visible = node.inputs.get(name);
    return visible && this.#layout.inputs.get(figureKey(visible.owner, visible.id));
  }

  /** Of an input that the node sees, or of a member of one; `undefined` where it has no compiled form. */
  meaningOf(node: PreparedNode, path: string): Meaning | undefined {
    if (path.includes(".")) return this.#member(node, path.split("."));
    const visible = node.inputs.get(path);
    if (visible === undefined) return undefined;
    const known = this.#known.get(visible);
    if (known !== undefined) return known;
    const placed = this.placed(node, path);
    const meaning = placed && this.#whole(placed);
    this.#known.set(visible, meaning);
    return meaning;
  }

  /** Of counts, one of their options; nothing else that has members has a compiled form. */
  #member(
    node: PreparedNode,
    [name = "", member = "", ...deeper]: readonly string[],
  ): Meaning | undefined {
    const placed = this.placed(node, name);
    if (placed?.place.kind !== "counts" || deeper.length > 0) return undefined;
    const { first, codes } = placed.place;
    const option = codes.get(member);
    if (option === undefined || mayBeNull(placed.input)) return undefined;
    return { kind: "number", number: this.#figure(first + option, 1, 0, USUAL) };
  }

  rows(place: RowsPlace): Meaning & { readonly kind: "rows" } {
    const { table, width, maximumRows, fields } = place;
    return {
      kind: "rows",
      rows: { table, width, maximumRows },
      count: this.#figure(place.count, 1, 0, maximumRows),
      fields,
      where: null,
    };
  }

  #whole({ place, input }: PlacedInput): Meaning | undefined {
    const nullable = (slot: number, canBe: boolean, of: Meaning): Meaning =>
      canBe
        ? { kind: "nullable", isNull: this.#arithmetic.slotTest("isNull", "figures", slot), of }
        : of;
    switch (place.kind) {
      case "number": {
        const { slot, formulaScale, low, high } = place;
        const number = this.#figure(slot, formulaScale, low, high);
        return nullable(slot, place.nullable, { kind: "number", number });
      }
      case "flag": {
        const condition = this.#arithmetic.slotTest("isTrue", "figures", place.slot);
        return nullable(place.slot, place.nullable, { kind: "condition", condition });
      }
      case "choice": {
        const option = this.#figure(place.slot, 1, 0, place.codes.size - 1);
        return nullable(place.slot, place.nullable, { kind: "choice", option, codes: place.codes });
      }
      case "list":
        if (mayBeNull(input)) return undefined;
        return {
          kind: "list",
          has: (code) => {
            const option = place.codes.get(code);
            if (option === undefined) return this.#arithmetic.truth(false);
            return this.#arithmetic.slotTest("isTrue", "figures", place.first + option);
          },
          count: this.#figure(place.count, 1, 0, place.codes.size),
        };
      case "rows":
        return mayBeNull(input) ? undefined : this.rows(place);
      default:
        return undefined;
    }
  }

  #figure(slot: number, scale: number, low: number, high: number): ExactNumber {
    return this.#arithmetic.slot("figures", slot, scale, low, high);
  }
}
