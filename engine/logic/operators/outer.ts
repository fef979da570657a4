/** @module `outer`: a value by its name, read around the `map`, `filter`, `reduce` … that hides it. */
import { wholeNumberOf } from "../coerce.ts";
import { Fault } from "../fault.ts";
import { type EagerOperator, operand, type Scope } from "./operator.ts";
import { readPath } from "./var.ts";

/** Formulas nest to 64 at most, so no more scopes can lie around one. */
const MAX_LEVELS = 64;

/**
 * `{"outer": "name"}` one scope out, `{"outer": ["name", 2]}` two. Names as with `var`; one that does not
 * exist is null.
 *
 * @issue `no_outer_scope` where there are fewer scopes around
 */
export const outer: EagerOperator = {
  kind: "eager",
  name: "outer",
  portable: false,
  minOperands: 1,
  maxOperands: 2,
  signature: {
    kind: "special",
    operands: [operand("name", "text", "number", "null"), operand("levels", "number")],
    result: "any",
  },
  apply(values, runner, scope) {
    const [name = null, levels] = values;
    const wanted = levels === undefined ? 1 : wholeNumberOf(levels, 1, 1, MAX_LEVELS);
    let around: Scope | null = scope;
    for (let level = 0; level < wanted && around !== null; level++) around = around.outer;
    if (around === null) throw new Fault("no_outer_scope", { levels: wanted });
    return readPath(around.data, name, runner) ?? null;
  },
};
