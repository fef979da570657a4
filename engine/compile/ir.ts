/**
 * @module The compiler's intermediate form: typed operations over slots of numbers, as plain data, so that
 * several back ends can be made from one meaning.
 *
 * A number has one of three forms. `exact`: an integer held in a double, over a constant scale; its range is
 * proven to stay within ±2^53. `quotient`: two such integers, kept apart until the rounding point. `approx`: a
 * double with a proven bound on its error (see `error-bound.ts`). A back end raises a doubt where a decision lies
 * within the bound; the formula is then computed in rationals, so speed never changes a cent.
 */
import type { Order } from "../logic/order.ts";
import type { RoundingMode } from "../number/rounding.ts";

/** Which memory a slot lies in: the city's figures, the scores so far, whether a child is known, or what is varied. */
export type Memory = "figures" | "scores" | "known" | "parameters";

interface Node {
  /** The same for equal operations, so that common parts are found and computed once. */
  readonly id: number;
}

/** Value = integer / scale; the integer lies in [low, high]. */
export type ExactNumber = Node & {
  readonly form: "exact";
  /** The same for equal integers, whatever their scales. */
  readonly integer: number;
  readonly scale: number;
  readonly low: number;
  readonly high: number;
} & (
    | { readonly op: "constant"; readonly value: number }
    | { readonly op: "slot"; readonly memory: Memory; readonly slot: number }
    /** Field of the row at hand, by its place within the row. */
    | { readonly op: "field"; readonly table: number; readonly offset: number }
    | { readonly op: "times"; readonly of: ExactNumber; readonly factor: number }
    | { readonly op: "sum"; readonly of: readonly ExactNumber[] }
    | { readonly op: "product"; readonly of: readonly [ExactNumber, ExactNumber] }
    | Choice<ExactNumber>
    | { readonly op: "least" | "greatest"; readonly of: readonly ExactNumber[] }
    | RowSum<ExactNumber>
    /** Numerator / denominator brought to a whole number; as of {@link Quotient}, twice the one and the other are exact. */
    | {
        readonly op: "rounded";
        readonly numerator: ExactNumber;
        readonly denominator: ExactNumber;
        readonly mode: RoundingMode;
      }
    /** A double times the unit brought to a whole number; a doubt where an edge lies within its error, or it is beyond its range. */
    | {
        readonly op: "roundedDouble";
        readonly number: ApproxNumber;
        readonly unit: number;
        readonly mode: RoundingMode;
      }
    /** What is left of the first, with its sign; the second is not zero. */
    | { readonly op: "remainder"; readonly of: readonly [ExactNumber, ExactNumber] }
  );

/** Value = numerator / denominator, integers of scale 1, the denominator positive: a guard in the rule, or its range, keeps it from zero. */
export type Quotient = Node & { readonly form: "quotient" } & (
    | {
        readonly op: "divide";
        readonly numerator: ExactNumber;
        readonly denominator: ExactNumber;
        /** Of the value, as doubles, rounded outwards. */
        readonly low: number;
        readonly high: number;
      }
    | Choice<Quotient>
  );

/** A double; how far it may be from the true value is told by {@link Bound}. */
export type ApproxNumber = Node & { readonly form: "approx"; readonly bound: Bound } & (
    | { readonly op: "exact"; readonly of: ExactNumber }
    | { readonly op: "quotient"; readonly of: Quotient }
    | {
        readonly op: "sum" | "product" | "least" | "greatest";
        readonly of: readonly ApproxNumber[];
      }
    | { readonly op: "divide"; readonly left: ApproxNumber; readonly right: ApproxNumber }
    | Choice<ApproxNumber>
    | RowSum<ApproxNumber>
  );

export interface Choice<Of> {
  readonly op: "choose";
  readonly condition: Condition;
  readonly yes: Of;
  readonly no: Of;
}

/** The sum of `term` over the rows of an input, added to `start`. */
export interface RowSum<Of> {
  readonly op: "rowSum";
  readonly rows: TableRows;
  readonly start: Of;
  readonly term: Of;
}

export interface TableRows {
  /** Which of the city's tables. */
  readonly table: number;
  /** Numbers per row. */
  readonly width: number;
  readonly maximumRows: number;
}

/** What is proven of a double before the city is known. */
export interface Bound {
  /** Roundings that the relative error has gone through; infinite where there is no relative bound. */
  readonly roundings: number;
  /** Largest absolute error. */
  readonly absolute: number;
  /** Where the true value lies. */
  readonly low: number;
  readonly high: number;
  /** No nonzero value is smaller in magnitude: nothing underflows. */
  readonly tiny: number;
}

export type IrNumber = ExactNumber | Quotient | ApproxNumber;

export type Condition = Node &
  (
    | { readonly op: "constant"; readonly value: boolean }
    | { readonly op: "isTrue" | "isNull"; readonly memory: Memory; readonly slot: number }
    | { readonly op: "not"; readonly of: Condition }
    | { readonly op: "and" | "or"; readonly of: readonly Condition[] }
    | {
        readonly op: "compareExact";
        readonly order: Order;
        readonly left: ExactNumber;
        readonly right: ExactNumber;
      }
    | {
        readonly op: "compareApprox";
        readonly order: Order;
        readonly left: ApproxNumber;
        readonly right: ApproxNumber;
      }
  );

/** Integers beyond this are not exact in a double. */
export const MAX_EXACT: number = Number.MAX_SAFE_INTEGER;

/** What a formula uses has no compiled form; it is left to the interpreter. */
export class NotCompiled extends Error {
  override readonly name = "NotCompiled";
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
  }
}
