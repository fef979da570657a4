/** @module `substr`: a part of a text by place and length. */

import type { Rational } from "../../number/rational.ts";
import { factsOf, kindOf, numberOf, textOf } from "../coerce.ts";
import { Fault } from "../fault.ts";
import { type EagerOperator, operand } from "./operator.ts";

/**
 * From `start` on (counted from 0; a negative one from the end) `length` letters, to the end when there is
 * no length; a negative length leaves so many out at the end. Letters are UTF-16 units, as in JavaScript.
 *
 * @issue `not_a_text` when the first operand is null, a list or a record
 */
export const substr: EagerOperator = {
  kind: "eager",
  name: "substr",
  portable: true,
  minOperands: 2,
  maxOperands: 3,
  signature: {
    kind: "plain",
    operands: [operand("text", "text"), operand("start", "number"), operand("length", "number")],
    result: "text",
  },
  apply([source = null, start, length], runner) {
    if (!["text", "number", "boolean"].includes(kindOf(source)))
      throw new Fault("not_a_text", factsOf(source, 0));
    const text = textOf(source, runner);
    const from = placeOf(numberOf(start, 1), text.length);
    const first = from < 0 ? text.length + from : from;
    if (length === undefined) return text.slice(first);
    const wanted = placeOf(numberOf(length, 2), text.length);
    const end = wanted < 0 ? text.length + wanted : first + wanted;
    return end <= first ? "" : text.slice(first, end);
  },
};

/** The whole number toward zero, no farther out than the text is long: beyond that nothing changes. */
function placeOf(value: Rational, length: number): number {
  const whole = value.numerator / value.denominator;
  if (whole > length) return length;
  return whole < -length ? -length : Number(whole);
}
