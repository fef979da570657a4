/**
 * @module What a formula can still come to when some of its figures are not known: an interval that holds
 * every value which valid figures could give. Conditions narrow what their branches see, so that a guarded
 * division stays finite and a band answers for its own stretch only.
 */
import { type Expression, type Operation, variableName } from "../logic/expression.ts";
import { operators } from "../logic/operators/index.ts";
import { type Interval, intersectIntervals } from "../number/interval.ts";
import { ONE, ZERO } from "../number/rational.ts";
import { countOf, elementNames, mapped, possibleReduction, possibleSelection } from "./lists.ts";
import { narrowNames } from "./narrow.ts";
import {
  ANYTHING,
  asPossible,
  constantOf,
  either,
  intervalOf,
  lookUp,
  type Names,
  type Possible,
} from "./possible.ts";

const UNIT: Interval = { low: ZERO, high: ONE };

/** All values that `expression` can have. Unreachable formulas answer as if they were reachable: wider, never narrower. */
export function possibleValues(expression: Expression, names: Names): Possible {
  if (expression.kind === "literal") return asPossible(expression.value);
  if (expression.kind === "list") {
    return {
      kind: "members",
      members: expression.items.map((item) => possibleValues(item, names)),
    };
  }
  const name = variableName(expression);
  if (name !== null && expression.operands.length === 1) return lookUp(names, name);
  return possibleResults(expression, names);
}

/** What the names can be where `condition` holds (or fails); `null` where it cannot. */
export function narrow(condition: Expression, holds: boolean, names: Names): Names | null {
  return narrowNames(condition, holds, names, possibleValues);
}

function possibleResults(operation: Operation, names: Names): Possible {
  const { operator, operands } = operation;
  switch (operator) {
    case "if":
    case "?:":
      return possibleBranches(operands, names);
    case "and":
    case "or":
    case "!":
    case "!!":
    case "<":
    case "<=":
    case ">":
    case ">=":
    case "==":
    case "===":
    case "!=":
    case "!==":
    case "in":
    case "all":
    case "some":
    case "none":
      return truthOf(operation, names);
    case "reduce":
      return possibleReduction(operands, names, possibleValues);
    case "filter":
      return possibleSelection(operands, names, possibleValues);
    case "map": {
      const [source, body] = operands;
      if (source === undefined || body === undefined) return ANYTHING;
      return mapped(possibleValues(source, names), (member) =>
        possibleValues(body, elementNames(member, names)),
      );
    }
    case "length": {
      const [source] = operands;
      const count = source && countOf(possibleValues(source, names));
      return count ? { kind: "number", interval: count, whole: true } : ANYTHING;
    }
    case "/": {
      const ratio = ratioOfPart(operands, names) ?? meanOf(operands, names);
      if (ratio !== null) return { kind: "number", interval: ratio };
      break;
    }
  }
  const definition = operators.get(operator);
  if (definition?.range === undefined) return ANYTHING;
  // Formulas may come unchecked; with too few operands there is nothing to say.
  const { minOperands, maxOperands } = definition;
  if (operands.length < minOperands || operands.length > maxOperands) return ANYTHING;
  const possible = operands.map((operand) => possibleValues(operand, names));
  const constants = possible.map(constantOf);
  const interval = definition.range(possible.map(intervalOf), constants);
  const whole =
    WHOLE_OPERATORS.has(operator) && possible.every((one) => one.kind === "number" && one.whole);
  return { kind: "number", interval, ...(whole ? { whole } : {}) };
}

/** Operators whose result is whole when their operands are. */
const WHOLE_OPERATORS: ReadonlySet<string> = new Set(["+", "-", "*", "min", "max", "%"]);

/** A part over its whole lies between 0 and 1, and where one of the two is known, closer. */
function ratioOfPart(operands: readonly Expression[], names: Names): Interval | null {
  const [part, whole] = operands;
  if (part === undefined || whole === undefined || operands.length !== 2) return null;
  const [partName, wholeName] = [variableName(part), variableName(whole)];
  if (partName === null || wholeName === null || !names.isPartOf(partName, wholeName)) return null;
  const range = operators.get("/")?.range;
  const intervals = [intervalOf(lookUp(names, partName)), intervalOf(lookUp(names, wholeName))];
  return (range && intersectIntervals(range(intervals, []), UNIT)) ?? UNIT;
}

/** A sum over a list by the number of its members lies where its terms lie. */
function meanOf(operands: readonly Expression[], names: Names): Interval | null {
  const [sum, count] = operands;
  if (sum === undefined || count === undefined || operands.length !== 2) return null;
  const [above, below] = [possibleValues(sum, names), possibleValues(count, names)];
  if (above.kind !== "number" || below.kind !== "number") return null;
  return above.sums !== undefined && above.sums.list === below.counts ? above.sums.term : null;
}

function possibleBranches(operands: readonly Expression[], names: Names): Possible {
  let rest: Names | null = names;
  let result: Possible | null = null;
  let index = 0;
  for (; index + 1 < operands.length && rest !== null; index += 2) {
    const condition = operands[index] as Expression;
    const value = operands[index + 1] as Expression;
    const taken = narrow(condition, true, rest);
    if (taken !== null) result = either(result, possibleValues(value, taken));
    rest = narrow(condition, false, rest);
  }
  if (rest !== null) {
    const otherwise = operands.length % 2 === 1 ? operands.at(-1) : undefined;
    result = either(result, otherwise ? possibleValues(otherwise, rest) : asPossible(null));
  }
  return result ?? ANYTHING;
}

function truthOf(operation: Operation, names: Names): Possible {
  return {
    kind: "boolean",
    canBeTrue: narrow(operation, true, names) !== null,
    canBeFalse: narrow(operation, false, names) !== null,
  };
}
