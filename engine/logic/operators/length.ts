/** @module `length`: how many members a list has, or letters (UTF-16 units, as `substr` counts) a text. */
import type { Interval } from "../../number/interval.ts";
import { fromInteger, ZERO } from "../../number/rational.ts";
import { listOf } from "../coerce.ts";
import { type EagerOperator, operand } from "./operator.ts";

const NOT_NEGATIVE: Interval = { low: ZERO, high: null };

/** @issue `not_a_list` of anything else */
export const length: EagerOperator = {
  kind: "eager",
  name: "length",
  portable: false,
  minOperands: 1,
  maxOperands: 1,
  signature: { kind: "plain", operands: [operand("list", "list", "text")], result: "number" },
  range: () => NOT_NEGATIVE,
  apply: ([list]) => fromInteger((typeof list === "string" ? list : listOf(list, 0)).length),
};
