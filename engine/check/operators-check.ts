/** @module Operators that exist, with as many operands as they take; those beyond JSON Logic are told. */
import { nodesOf } from "../logic/expression.ts";
import { operators } from "../logic/operators/index.ts";
import { closestTo } from "../score/closest.ts";
import { allFormulas, type Check } from "./findings.ts";

/** @issue `unknown_operator`, `operand_count`, `not_portable` */
export const checkOperators: Check = (context) => {
  const beyond = new Map<string, Set<string>>();
  for (const { node, expression, path } of allFormulas(context)) {
    for (const part of nodesOf(expression)) {
      if (part.kind !== "operation") continue;
      const { operator, operands, at } = part;
      const known = operators.get(operator);
      if (known === undefined) {
        const closest = closestTo(operator, [...operators.keys()]);
        context.report("error", "unknown_operator", path + at, {
          operator,
          ...(closest ? { closest } : {}),
        });
        continue;
      }
      const { minOperands: minimum, maxOperands: maximum } = known;
      if (operands.length < minimum || operands.length > maximum) {
        const facts = Number.isFinite(maximum) ? { minimum, maximum } : { minimum };
        context.report("error", "operand_count", path + at, {
          operator,
          found: operands.length,
          ...facts,
        });
      }
      if (!known.portable) {
        const found = beyond.get(node.id) ?? new Set();
        beyond.set(node.id, found.add(operator));
      }
    }
  }
  for (const [node, found] of beyond) {
    context.report("note", "not_portable", `${node}#`, { operators: [...found].sort() });
  }
};
