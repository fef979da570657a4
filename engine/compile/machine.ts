/** @module The working memory of compiled rules: one city at a time. */

/** Integers beyond this are not exact in a double. */
export const MAX_EXACT: number = Number.MAX_SAFE_INTEGER;

export interface Machine {
  /** Figures, truth values (0 or 1) and scores; NaN stands for null. */
  readonly slots: Float64Array;
  /** Lists, rows and choices as the request gives them. */
  readonly objects: unknown[];
  /** Row that `field` reads. */
  row: { readonly [field: string]: unknown };
  /** The quotient computed last. */
  numerator: number;
  denominator: number;
  /** An integer left the exact range, or a decision lies within the error bound: nothing computed since counts. */
  doubt: boolean;
}

export function createMachine(slots: number, objects: number): Machine {
  return {
    slots: new Float64Array(slots),
    objects: new Array<unknown>(objects).fill(null),
    row: {},
    numerator: 0,
    denominator: 1,
    doubt: false,
  };
}
