/** @module `in`: whether a list has a member, or a text a part. */
import { equalsStrictly, kindOf, textOf } from "../coerce.ts";
import type { Value } from "../value.ts";
import { type EagerOperator, operand } from "./operator.ts";

/** Members are found by kind and value (`===`). In anything but a list or a text there is nothing. */
export const isIn: EagerOperator = {
  kind: "eager",
  name: "in",
  portable: true,
  minOperands: 2,
  maxOperands: 2,
  signature: {
    kind: "special",
    operands: [operand("member", "any"), operand("list", "list", "text")],
    result: "boolean",
  },
  apply([member = null, list = null], runner) {
    if (Array.isArray(list)) {
      runner.spend(list.length >> 3);
      return (list as readonly Value[]).some((other) => equalsStrictly(member, other, runner));
    }
    if (typeof list !== "string" || !["text", "number", "boolean"].includes(kindOf(member))) {
      return false;
    }
    const part = textOf(member, runner);
    // A search may look at every letter of the part anew at every letter of the text.
    runner.spend(Math.floor((list.length * part.length) / 1_024));
    return list.includes(part);
  },
};
