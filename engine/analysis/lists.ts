/** @module Lists: what their members can be, how many there are, and what sums and choices of them come to. */
import { type Expression, namesIn, variableName } from "../logic/expression.ts";
import { operators } from "../logic/operators/index.ts";
import { property, type Value } from "../logic/value.ts";
import {
  type Interval,
  isPoint,
  multiplyIntervals,
  pointInterval,
  UNBOUNDED,
} from "../number/interval.ts";
import { compare, fromInteger, ONE, Rational, ZERO } from "../number/rational.ts";
import { type Analyse, narrowNames } from "./narrow.ts";
import { ANYTHING, asPossible, constantOf, either, type Names, type Possible } from "./possible.ts";

/**
 * Names inside the second operand of `map` and its like: the element's fields; inside `reduce` the element is
 * called `current` (prefix) and the accumulator can be any number.
 */
export function elementNames(member: Possible, outer: Names, prefix: "" | "current" = ""): Names {
  return {
    get: (path) => {
      if (prefix !== "" && path === "accumulator") return { kind: "number", interval: UNBOUNDED };
      if (prefix !== "" && path !== prefix && !path.startsWith(`${prefix}.`)) return undefined;
      const name = prefix === "" ? path : path.slice(prefix.length + 1);
      if (name === "") return member;
      if (member.kind === "record") return member.fields.get(name);
      if (member.kind !== "known") return undefined;
      const value = property(member.value, name);
      return value === undefined ? undefined : asPossible(value);
    },
    isPartOf: outer.isPartOf,
  };
}

export function mapped(list: Possible, map: (member: Possible) => Possible): Possible {
  const members = membersOf(list);
  if (members !== null) return { kind: "members", members: members.map(map) };
  return list.kind === "list" ? { ...list, member: map(list.member) } : ANYTHING;
}

function membersOf(list: Possible): readonly Possible[] | null {
  if (list.kind === "members") return list.members;
  if (list.kind === "known" && Array.isArray(list.value))
    return (list.value as readonly Value[]).map(asPossible);
  return null;
}

/** What any member of a list can be; `null` where it is no list. */
export function memberOf(list: Possible): Possible | null {
  const members = membersOf(list);
  if (members !== null) return members.reduce<Possible | null>(widest, null) ?? ANYTHING;
  return list.kind === "list" ? list.member : null;
}

/** Records are joined field by field, other values as branches are. */
function widest(a: Possible | null, b: Possible): Possible {
  if (a?.kind !== "record" || b.kind !== "record") return either(a, b);
  const fields = new Map<string, Possible>();
  for (const [name, field] of b.fields) fields.set(name, either(a.fields.get(name) ?? null, field));
  return { kind: "record", fields };
}

export function countOf(list: Possible): Interval | null {
  const members = membersOf(list);
  if (members !== null) return pointInterval(fromInteger(members.length));
  if (list.kind !== "list") return null;
  return { low: fromInteger(list.least), high: list.most === null ? null : fromInteger(list.most) };
}

export function possibleSelection(
  operands: readonly Expression[],
  names: Names,
  analyse: Analyse,
): Possible {
  const [source, condition] = operands;
  if (source === undefined || condition === undefined) return ANYTHING;
  const list = analyse(source, names);
  const members = membersOf(list);
  if (members === null) {
    if (list.kind !== "list") return ANYTHING;
    const chosen = narrowNames(condition, true, elementNames(list.member, names), analyse);
    return { ...list, least: 0, ...(chosen ? { member: narrowed(list.member, chosen) } : {}) };
  }
  const kept: Possible[] = [];
  let certain = true;
  let least = 0;
  for (const member of members) {
    const inner = elementNames(member, names);
    const chosen = narrowNames(condition, true, inner, analyse);
    const can = chosen !== null;
    const must = narrowNames(condition, false, inner, analyse) === null;
    if (chosen !== null) kept.push(narrowed(member, chosen));
    if (can && must) least++;
    if (can && !must) certain = false;
  }
  if (certain) return { kind: "members", members: kept };
  const member = kept.reduce<Possible | null>(either, null) ?? ANYTHING;
  return { kind: "list", least, most: kept.length, member };
}

/** A member with what the condition that chose it says of its fields, or of itself. */
function narrowed(member: Possible, names: Names): Possible {
  if (member.kind !== "record") return names.get("") ?? member;
  const fields = new Map<string, Possible>();
  for (const [name, field] of member.fields) fields.set(name, names.get(name) ?? field);
  return { kind: "record", fields };
}

/** Member by member where they are told; a sum over an unknown number of rows by its term. */
export function possibleReduction(
  operands: readonly Expression[],
  names: Names,
  analyse: Analyse,
): Possible {
  const [source, body, initial] = operands;
  if (source === undefined || body === undefined || initial === undefined) return ANYTHING;
  const list = analyse(source, names);
  const step = (accumulator: Possible, current: Possible): Possible =>
    analyse(body, {
      get: (name) => {
        if (name === "accumulator") return accumulator;
        if (name === "current") return current;
        if (!name.startsWith("current.")) return undefined;
        return elementNames(current, names).get(name.slice("current.".length));
      },
      isPartOf: names.isPartOf,
    });
  const start = analyse(initial, names);
  const members = membersOf(list);
  if (members !== null) return members.reduce(step, start);
  if (list.kind !== "list" || start.kind !== "number") return ANYTHING;
  const term = termOfSum(body);
  if (term === null) return ANYTHING;
  const added = step({ kind: "number", interval: pointInterval(ZERO), whole: true }, list.member);
  if (added.kind !== "number") return ANYTHING;
  const count = countOf(list) ?? { low: ZERO, high: null };
  const add = operators.get("+")?.range;
  const interval =
    add?.([start.interval, multiplyIntervals(added.interval, count)], []) ?? UNBOUNDED;
  const whole = start.whole && added.whole;
  const listName = variableName(source);
  const fromZero =
    constantOf(start) instanceof Rational && compare(constantOf(start) as Rational, ZERO) === 0;
  const tags =
    listName === null || !fromZero
      ? {}
      : {
          sums: { list: listName, term: added.interval },
          ...(term.kind === "literal" && isOne(added.interval) ? { counts: listName } : {}),
        };
  return { kind: "number", interval, ...(whole ? { whole } : {}), ...tags };
}

function isOne(interval: Interval): boolean {
  return isPoint(interval) && interval.low !== null && compare(interval.low, ONE) === 0;
}

/** True for `accumulator + term`: then the reduction is start + count × term. */
function termOfSum(body: Expression): Expression | null {
  if (body.kind !== "operation" || body.operator !== "+" || body.operands.length !== 2) return null;
  const [left, right] = body.operands as readonly [Expression, Expression];
  const mentions = (expression: Expression): boolean =>
    namesIn(expression).some((name) => name.split(".")[0] === "accumulator");
  if (variableName(left) === "accumulator" && !mentions(right)) return right;
  if (variableName(right) === "accumulator" && !mentions(left)) return left;
  return null;
}
