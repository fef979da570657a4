/** @module `missing` and `missing_some`: which of these names have no value. */

import { compare, fromInteger } from "../../number/rational.ts";
import { numberOf, textOf } from "../coerce.ts";
import type { Value } from "../value.ts";
import { ANY_COUNT, type EagerOperator, operand, type Runner } from "./operator.ts";
import { readPath } from "./var.ts";

/** The names without a value (absent, null or empty text), in their order; names may come as one list. */
export const missing: EagerOperator = {
  kind: "eager",
  name: "missing",
  portable: true,
  minOperands: 0,
  maxOperands: ANY_COUNT,
  signature: { kind: "plain", operands: [operand("name", "text", "list")], result: "list" },
  apply(values, runner, scope) {
    return runner.list(missingOf(values, scope.data, runner));
  },
};

/** The names without a value, unless at least so many have one; then the empty list. */
export const missingSome: EagerOperator = {
  kind: "eager",
  name: "missing_some",
  portable: true,
  minOperands: 2,
  maxOperands: 2,
  signature: {
    kind: "plain",
    operands: [operand("needed", "number"), operand("names", "list")],
    result: "list",
  },
  apply([needed, names = null], runner, scope) {
    const wanted = numberOf(needed, 0);
    const list = Array.isArray(names) ? (names as readonly Value[]) : [names];
    const absent = missingOf(list, scope.data, runner);
    const present = fromInteger(list.length - absent.length);
    return compare(present, wanted) >= 0 ? [] : runner.list(absent);
  },
};

function missingOf(operands: readonly Value[], data: Value, runner: Runner): readonly Value[] {
  const [first] = operands;
  const names = Array.isArray(first) ? (first as readonly Value[]) : operands;
  runner.spend(names.length);
  return names.filter((name) => {
    const path = name === null ? null : textOf(name, runner);
    const value = readPath(data, path, runner);
    return value === undefined || value === null || value === "";
  });
}
