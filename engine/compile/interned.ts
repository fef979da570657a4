/** @module Operations of the intermediate form, equal ones made once. */
import type { ApproxNumber, Condition, ExactNumber, IrNumber, Quotient } from "./ir.ts";

/** An operation before it has its number. */
export type Unnumbered<T> = T extends unknown ? Omit<T, "id"> : never;
/** An exact operation before it is known whether its integer is a new one. */
type NewInteger =
  Unnumbered<ExactNumber> extends infer T
    ? T extends unknown
      ? Omit<T, "integer">
      : never
    : never;
type Numbered = ExactNumber | Quotient | ApproxNumber | Condition;

export class Interned {
  readonly #known = new Map<string, Numbered>();
  /** Of scale and value: half of all operations, so they have a table of their own. */
  readonly #constants = new Map<number, Map<number, ExactNumber>>();
  #made = 0;

  protected constantOf(value: number, scale: number): ExactNumber {
    let ofScale = this.#constants.get(scale);
    if (ofScale === undefined) {
      ofScale = new Map();
      this.#constants.set(scale, ofScale);
    }
    let known = ofScale.get(value);
    if (known === undefined) {
      const id = this.#made++;
      known = {
        id,
        integer: id,
        form: "exact",
        op: "constant",
        value,
        scale,
        low: value,
        high: value,
      };
      ofScale.set(value, known);
    }
    return known;
  }

  protected exact(key: string, node: NewInteger): ExactNumber {
    const known = this.#known.get(key);
    if (known !== undefined) return known as ExactNumber;
    (node as { integer?: number }).integer ??= this.#made;
    return this.#keep<ExactNumber>(key, node as Unnumbered<ExactNumber>);
  }

  protected double(key: string, node: Unnumbered<ApproxNumber>): ApproxNumber {
    return this.make<ApproxNumber>(key, node);
  }

  protected make<T extends Numbered>(key: string, node: Unnumbered<T>): T {
    return (this.#known.get(key) as T | undefined) ?? this.#keep<T>(key, node);
  }

  /** Made for this call, so its number is put in; to copy it would take a good part of compiling. */
  #keep<T extends Numbered>(key: string, node: Unnumbered<T>): T {
    const made = node as unknown as T;
    (made as { id: number }).id = this.#made++;
    this.#known.set(key, made);
    return made;
  }
}

export function ids(of: readonly { readonly id: number }[]): string {
  let key = "";
  for (const { id } of of) key += `${id},`;
  return key;
}

export function isExact(number: IrNumber): number is ExactNumber {
  return number.form === "exact";
}

export function isConstant(number: IrNumber): number is ExactNumber & { op: "constant" } {
  return number.form === "exact" && number.op === "constant";
}

export function isZero(number: IrNumber): boolean {
  return isConstant(number) && number.value === 0;
}
