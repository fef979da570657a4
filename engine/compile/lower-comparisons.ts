/** @module Comparisons of values of any kind in intermediate form: orders, equality, membership. */
import type { Order } from "../logic/order.ts";
import type { Arithmetic } from "./arithmetic.ts";
import { type Condition, NotCompiled } from "./ir.ts";
import { between } from "./lower.ts";
import { type Facts, type Meaning, numberOf, settle } from "./meaning.ts";

export function lowerComparison(
  arithmetic: Arithmetic,
  order: Order,
  operands: readonly Meaning[],
  facts: Facts,
): Condition {
  const [left, right, third] = between(2, order === "<" || order === "<=" ? 3 : 2, operands);
  if (third !== undefined) {
    return arithmetic.every("and", [
      lowerComparison(arithmetic, order, [left, right as Meaning], facts),
      lowerComparison(arithmetic, order, [right as Meaning, third], facts),
    ]);
  }
  if (order === "==" || order === "!=") {
    const equal = equality(arithmetic, settle(left, facts), settle(right as Meaning, facts));
    return order === "==" ? equal : arithmetic.not(equal);
  }
  return arithmetic.compare(order, numberOf(left, facts), numberOf(right as Meaning, facts));
}

export function lowerMembership(
  arithmetic: Arithmetic,
  operands: readonly Meaning[],
  facts: Facts,
): Condition {
  const [one, all] = between(2, 2, operands);
  const [member, list] = [settle(one, facts), settle(all as Meaning, facts)];
  if (member.kind === "text" && list.kind === "list") return list.has(member.text);
  if (list.kind === "texts") {
    if (member.kind === "text") return arithmetic.truth(list.texts.includes(member.text));
    if (member.kind === "choice")
      return arithmetic.every(
        "or",
        list.texts.map((text) => isOption(arithmetic, member, text)),
      );
  }
  throw new NotCompiled("operator:in");
}

function equality(arithmetic: Arithmetic, left: Meaning, right: Meaning): Condition {
  if (left.kind === "number" && right.kind === "number")
    return arithmetic.compare("==", left.number, right.number);
  if (left.kind === "condition" && right.kind === "condition")
    return arithmetic.either(left.condition, right.condition, arithmetic.not(right.condition));
  if (left.kind === "null" || right.kind === "null") {
    const other = left.kind === "null" ? right : left;
    // Null equals null alone.
    return other.kind === "nullable" ? other.isNull : arithmetic.truth(other.kind === "null");
  }
  if (left.kind === "text" && right.kind === "text")
    return arithmetic.truth(left.text === right.text);
  if (left.kind === "choice" && right.kind === "text")
    return isOption(arithmetic, left, right.text);
  if (left.kind === "text" && right.kind === "choice")
    return isOption(arithmetic, right, left.text);
  throw new NotCompiled("equality_of_other_kinds");
}

function isOption(
  arithmetic: Arithmetic,
  { option, codes }: Meaning & { kind: "choice" },
  code: string,
): Condition {
  const place = codes.get(code);
  if (place === undefined) return arithmetic.truth(false);
  return arithmetic.compare("==", option, arithmetic.constant(place, 1));
}
