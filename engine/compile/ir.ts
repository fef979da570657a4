/**
 * @module The compiler's intermediate form: typed operations over slots of numbers, as plain data, so that
 * several back ends can be made from one meaning.
 *
 * A number has one of three forms. `exact`: an integer held in a double, over a constant scale. `quotient`:
 * two such integers, kept apart until the rounding point. `approx`: a double with a proven bound on its
 * relative error. A back end raises its doubt flag where an integer leaves ±2^53 or a decision lies within
 * the bound; the node is then computed by the interpreter, so that speed never changes a cent.
 */

import type { Order } from "../logic/order.ts";

/** Value = result / scale; the result is an integer of at most 2^53, or the doubt flag is up. */
export type ExactNumber = {
  readonly form: "exact";
  readonly scale: number;
  readonly sign: Sign;
} & (
  | { readonly op: "constant"; readonly value: number }
  | { readonly op: "slot"; readonly slot: number }
  | { readonly op: "field"; readonly field: string }
  | { readonly op: "times"; readonly of: ExactNumber; readonly factor: number }
  | { readonly op: "sum"; readonly terms: readonly ExactNumber[] }
  | { readonly op: "product"; readonly left: ExactNumber; readonly right: ExactNumber }
  | {
      readonly op: "choose";
      readonly condition: Condition;
      readonly yes: ExactNumber;
      readonly no: ExactNumber;
    }
  | { readonly op: "least" | "greatest"; readonly of: readonly ExactNumber[] }
  | { readonly op: "listLength"; readonly list: number }
  | {
      readonly op: "rowSum";
      readonly rows: number;
      readonly start: ExactNumber;
      readonly term: ExactNumber;
    }
);

/** Value = numerator / denominator, both integers; the denominator is positive. */
export type Quotient = { readonly form: "quotient"; readonly sign: Sign } & (
  | { readonly op: "divide"; readonly numerator: ExactNumber; readonly denominator: ExactNumber }
  | { readonly op: "scale"; readonly of: Quotient; readonly by: readonly [number, number] }
  | {
      readonly op: "choose";
      readonly condition: Condition;
      readonly yes: Quotient;
      readonly no: Quotient;
    }
  | {
      readonly op: "least" | "greatest";
      readonly of: Quotient;
      readonly bound: readonly [number, number];
    }
);

/** A double; the true value lies within `relative` times its magnitude. */
export type ApproxNumber = {
  readonly form: "approx";
  readonly relative: number;
  readonly sign: Sign;
} & (
  | { readonly op: "exact"; readonly of: ExactNumber }
  | { readonly op: "quotient"; readonly of: Quotient }
  | { readonly op: "sum" | "product" | "least" | "greatest"; readonly of: readonly ApproxNumber[] }
  | { readonly op: "divide"; readonly left: ApproxNumber; readonly right: ApproxNumber }
  | {
      readonly op: "choose";
      readonly condition: Condition;
      readonly yes: ApproxNumber;
      readonly no: ApproxNumber;
    }
  | {
      readonly op: "rowSum";
      readonly rows: number;
      readonly start: ApproxNumber;
      readonly term: ApproxNumber;
    }
);

/** 1: never negative, -1: never positive, 0: unknown. Relative bounds survive sums of one sign only. */
export type Sign = 1 | -1 | 0;

export type IrNumber = ExactNumber | Quotient | ApproxNumber;

export type Condition =
  | { readonly op: "constant"; readonly value: boolean }
  | { readonly op: "flag"; readonly slot: number }
  | { readonly op: "isNull"; readonly slot: number }
  | { readonly op: "not"; readonly of: Condition }
  | { readonly op: "and" | "or"; readonly of: readonly Condition[] }
  | {
      readonly op: "compareExact";
      readonly order: Order;
      readonly left: ExactNumber;
      readonly right: ExactNumber;
    }
  | {
      readonly op: "compareQuotient";
      readonly order: Order;
      readonly left: Quotient;
      readonly right: ExactNumber;
    }
  | {
      readonly op: "compareApprox";
      readonly order: Order;
      readonly left: ApproxNumber;
      readonly right: ApproxNumber;
    }
  | { readonly op: "contains"; readonly list: number; readonly code: string }
  | { readonly op: "textEquals"; readonly text: number; readonly code: string };

/** Unit roundoff of a double (IEEE 754 binary64, round to nearest): one operation errs by at most this. */
export const ROUNDOFF: number = 2 ** -53;
