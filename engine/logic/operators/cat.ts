/** @module `cat`: the texts of the operands in one; numbers as decimal text, null as nothing. */
import { textOf } from "../coerce.ts";
import { ANY_COUNT, type EagerOperator, operand } from "./operator.ts";

export const cat: EagerOperator = {
  kind: "eager",
  name: "cat",
  portable: true,
  minOperands: 0,
  maxOperands: ANY_COUNT,
  signature: {
    kind: "plain",
    operands: [operand("text", "text", "number", "boolean")],
    result: "text",
  },
  apply(values, runner) {
    let text = "";
    for (const value of values) text = runner.text(text + textOf(value, runner));
    return text;
  },
};
