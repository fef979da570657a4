/** @module `merge`: one list of all members of the operands; an operand that is no list is a member itself. */
import { MAX_LIST_LENGTH } from "../size.ts";
import type { Value } from "../value.ts";
import { ANY_COUNT, type EagerOperator, operand } from "./operator.ts";

export const merge: EagerOperator = {
  kind: "eager",
  name: "merge",
  portable: true,
  minOperands: 0,
  maxOperands: ANY_COUNT,
  signature: { kind: "special", operands: [operand("list", "any")], result: "list" },
  apply(values, runner) {
    const merged: Value[] = [];
    for (const value of values) {
      if (!Array.isArray(value)) merged.push(value);
      else {
        runner.spend(value.length >> 2);
        for (const member of value as readonly Value[]) merged.push(member);
      }
      if (merged.length > MAX_LIST_LENGTH) break;
    }
    return runner.list(merged);
  },
};
