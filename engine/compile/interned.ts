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

  protected exact(key: string, node: NewInteger): ExactNumber {
    const made = { integer: this.#known.size, ...node } as Unnumbered<ExactNumber>;
    return this.make<ExactNumber>(key, made);
  }

  protected double(key: string, node: Unnumbered<ApproxNumber>): ApproxNumber {
    return this.make<ApproxNumber>(key, node);
  }

  protected make<T extends Numbered>(key: string, node: Unnumbered<T>): T {
    const known = this.#known.get(key);
    if (known !== undefined) return known as T;
    const made = node as unknown as T;
    // Made for this call, so its number is put in; to copy it would take a good part of compiling.
    (made as { id: number }).id = this.#known.size;
    this.#known.set(key, made);
    return made;
  }
}

export function ids(of: readonly { readonly id: number }[]): string {
  return of.map(({ id }) => id).join(",");
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
