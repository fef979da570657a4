/**
 * @module A formula in SQL. Its meaning is the interpreter's for rule sets that have passed the check: conditions are
 * truth values, numbers are numbers, null is asked for before it counts, and divisors are not zero.
 */
import { type Expression, type Operation, variableName } from "../logic/expression.ts";
import { ORDERS, type Order } from "../logic/order.ts";
import type { Value } from "../logic/value.ts";
import { containsNumber, type Interval } from "../number/interval.ts";
import {
  compare,
  divide,
  isInteger,
  multiply,
  Rational,
  subtract,
  ZERO,
} from "../number/rational.ts";
import type { RoundingMode } from "../number/rounding.ts";
import { Arithmetic, times, whenEither } from "./arithmetic.ts";
import { either, every, not } from "./conditions.ts";
import { lowerFilter, lowerLength, lowerMap, lowerQuantifier, lowerReduce } from "./lower-lists.ts";
import { condition, FALSE, type Meaning, type Names, type SqlNumber, TRUE } from "./meaning.ts";
import { NotInSql } from "./not-in-sql.ts";
import { quoteText, quoteTexts } from "./quote.ts";
import { roundedInSql } from "./rounding.ts";
import type { Steps } from "./steps.ts";

const MAX_POWER = 64;
const MAX_PLACES = 100;

export class Lowering {
  readonly steps: Steps;
  readonly arithmetic: Arithmetic;
  /** Conditions under which something grew past what is carried exactly; such a row is told apart. */
  readonly failures: string[];
  /** Conditions between figures are not part of the check: what has no value in them is refused here. */
  readonly strict: boolean;

  constructor(steps: Steps, failures: string[], strict: boolean) {
    this.steps = steps;
    this.arithmetic = new Arithmetic(steps);
    this.failures = failures;
    this.strict = strict;
  }

  /** @throws NotInSql with the reason and the place */
  lower(expression: Expression, names: Names): Meaning {
    try {
      return this.#lower(expression, names);
    } catch (error) {
      // Told by arithmetic, which knows no places: the innermost formula around it.
      if (error instanceof NotInSql && error.at === "" && expression.at !== "")
        throw new NotInSql(error.code, expression.at, error.facts);
      throw error;
    }
  }

  #lower(expression: Expression, names: Names): Meaning {
    if (expression.kind === "literal") return this.value(expression.value, expression.at);
    if (expression.kind === "list") {
      const texts = expression.items.map((item) => (item.kind === "literal" ? item.value : null));
      if (texts.length > 0 && texts.every((text) => typeof text === "string"))
        return { kind: "texts", texts };
      return {
        kind: "members",
        members: expression.items.map((item) => ({
          present: TRUE,
          element: this.lower(item, names),
        })),
      };
    }
    const name = variableName(expression);
    if (name === null || expression.operands.length !== 1)
      return this.#operation(expression, names);
    const meaning = lookUp(names, name);
    if (meaning === undefined) throw new NotInSql("sql_name", expression.at, { name });
    return meaning;
  }

  value(value: Value, at: string): Meaning {
    if (value instanceof Rational) return this.arithmetic.constant(value);
    if (typeof value === "boolean") return condition(value ? TRUE : FALSE);
    if (typeof value === "string")
      return { kind: "text", sql: quoteText(value), constant: value, isNull: null };
    if (value === null) return { kind: "null" };
    throw new NotInSql("sql_kind", at, { found: "data" });
  }

  number(expression: Expression, names: Names): SqlNumber {
    const meaning = this.lower(expression, names);
    if (meaning.kind !== "number")
      throw new NotInSql("sql_kind", expression.at, { found: meaning.kind, expected: "number" });
    if (meaning.isNull === null) return meaning;
    if (this.strict) throw new NotInSql("null_reaches_arithmetic", expression.at);
    return { ...meaning, isNull: null };
  }

  condition(expression: Expression, names: Names): string {
    const meaning = this.lower(expression, names);
    if (meaning.kind !== "condition")
      throw new NotInSql("sql_kind", expression.at, { found: meaning.kind, expected: "boolean" });
    // Null counts as false.
    return meaning.isNull === null ? meaning.sql : every("and", [not(meaning.isNull), meaning.sql]);
  }

  choose(test: string, yes: Meaning, no: Meaning, at: string): Meaning {
    if (test === TRUE) return yes;
    if (test === FALSE) return no;
    const shared = this.steps.share(test);
    const a = yes.kind === "null" ? this.#nullLike(no) : yes;
    const b = no.kind === "null" ? this.#nullLike(yes) : no;
    const isNull = (one: string | null, other: string | null): string | null =>
      whenEither(shared, one, other);
    if (a.kind === "null" && b.kind === "null") return a;
    if (a.kind === "number" && b.kind === "number") return this.arithmetic.choose(shared, a, b);
    if (a.kind === "condition" && b.kind === "condition")
      return {
        kind: "condition",
        sql: either(shared, a.sql, b.sql),
        isNull: isNull(a.isNull, b.isNull),
      };
    if (a.kind === "text" && b.kind === "text")
      return {
        kind: "text",
        sql: either(shared, a.sql, b.sql),
        constant: null,
        isNull: isNull(a.isNull, b.isNull),
      };
    throw new NotInSql("sql_mixed_kinds", at, { found: [yes.kind, no.kind] });
  }

  /** Null where something of the same kind may stand. */
  #nullLike(other: Meaning): Meaning {
    switch (other.kind) {
      case "number":
        return {
          ...other,
          numerator: "NULL::numeric",
          denominator: "1",
          constant: null,
          isNull: TRUE,
          digits: [1, 1],
        };
      case "condition":
        return { kind: "condition", sql: "NULL::boolean", isNull: TRUE };
      case "text":
        return { kind: "text", sql: "NULL::text", constant: null, isNull: TRUE };
      default:
        return { kind: "null" };
    }
  }

  #operation(operation: Operation, names: Names): Meaning {
    const { operator, operands, at } = operation;
    const { arithmetic } = this;
    const numbers = (): readonly SqlNumber[] => operands.map((one) => this.number(one, names));
    const order = ORDERS.get(operator);
    if (order !== undefined)
      return condition(
        this.#comparison(
          order,
          operands.map((one) => this.lower(one, names)),
          at,
        ),
      );
    switch (operator) {
      case "+":
        return arithmetic.add(numbers());
      case "*":
        return arithmetic.multiply(numbers());
      case "-": {
        const [first, second] = numbers() as readonly [SqlNumber, SqlNumber?];
        return second === undefined
          ? arithmetic.negate(first)
          : arithmetic.add([first, arithmetic.negate(second)]);
      }
      case "/":
        return this.divide(...(numbers() as [SqlNumber, SqlNumber]), at);
      case "%":
        return this.#remainder(...(numbers() as [SqlNumber, SqlNumber]), at);
      case "min":
        return arithmetic.extreme("least", numbers());
      case "max":
        return arithmetic.extreme("greatest", numbers());
      case "absolute":
        return arithmetic.absolute(numbers()[0] as SqlNumber);
      case "clamp": {
        const [value, low, high] = numbers() as [SqlNumber, SqlNumber, SqlNumber];
        if (arithmetic.compare("<=", low, high) !== TRUE) throw new NotInSql("sql_bounds", at);
        return arithmetic.extreme("greatest", [low, arithmetic.extreme("least", [value, high])]);
      }
      case "floor":
      case "ceiling":
        return this.#round(numbers()[0] as SqlNumber, operator, 0);
      case "round":
        return this.#roundTo(operation, names);
      case "power":
        return this.#power(operation, numbers());
      case "lookup":
        return this.#lookup(operation, names);
      case "and":
      case "or":
        return condition(
          every(
            operator,
            operands.map((one) => this.condition(one, names)),
          ),
        );
      case "!":
      case "!!": {
        const asked = this.condition(operands[0] as Expression, names);
        return condition(operator === "!" ? not(asked) : asked);
      }
      case "if":
      case "?:":
        return this.#choice(operands, names, at);
      case "in": {
        const [member, list] = operands.map((one) => this.lower(one, names));
        return condition(this.#membership(member as Meaning, list as Meaning, at));
      }
      case "reduce":
        return lowerReduce(this, operation, names);
      case "filter":
        return lowerFilter(this, operation, names);
      case "map":
        return lowerMap(this, operation, names);
      case "length":
        return lowerLength(this, operation, names);
      case "all":
      case "some":
      case "none":
        return condition(lowerQuantifier(this, operator, operation, names));
      default:
        throw new NotInSql("sql_operator", at, { operator });
    }
  }

  divide(left: SqlNumber, right: SqlNumber, at: string): SqlNumber {
    if (this.strict && containsNumber(right.range, ZERO))
      throw new NotInSql("division_unguarded", at);
    return this.arithmetic.divide(left, right);
  }

  /** Whole divisors taken away: of (a/b) and (c/d), what `mod` leaves of a·d and c·b, over b·d. */
  #remainder(left: SqlNumber, right: SqlNumber, at: string): SqlNumber {
    if (this.strict && containsNumber(right.range, ZERO))
      throw new NotInSql("division_unguarded", at);
    const [a, b] = [this.arithmetic.shared(left), this.arithmetic.shared(right)];
    const dividend = times(a.numerator, b.denominator);
    const divisor = times(b.numerator, a.denominator);
    const range: Interval = { low: null, high: null };
    return this.arithmetic.fraction(
      `mod(${dividend}, NULLIF(${divisor}, 0))`,
      times(a.denominator, b.denominator),
      range,
      [Math.max(a.digits[0] + b.digits[1], b.digits[0] + a.digits[1]), a.digits[1] + b.digits[1]],
    );
  }

  #round(number: SqlNumber, mode: RoundingMode, places: number): SqlNumber {
    return roundedInSql(number, { mode, places }, this.steps, this.arithmetic);
  }

  #roundTo({ operands, at }: Operation, names: Names): SqlNumber {
    const [value, places, mode] = operands as readonly [Expression, Expression, Expression?];
    const decimals = this.number(places, names).constant;
    const way = mode === undefined ? "half-up" : this.#constantText(mode, names);
    const known = ROUNDING_MODES.find((one) => one === way);
    if (decimals === null || known === undefined) throw new NotInSql("sql_not_constant", at);
    if (!isInteger(decimals) || decimals.numerator < 0n || decimals.numerator > MAX_PLACES)
      throw new NotInSql("sql_not_constant", at);
    return this.#round(this.number(value, names), known, Number(decimals.numerator));
  }

  #constantText(expression: Expression, names: Names): string | null {
    const meaning = this.lower(expression, names);
    return meaning.kind === "text" ? meaning.constant : null;
  }

  #power({ operator, at }: Operation, [base, exponent]: readonly SqlNumber[]): SqlNumber {
    const power = exponent?.constant ?? null;
    const whole = power !== null && isInteger(power) ? Number(power.numerator) : -1;
    if (base === undefined || whole < 0 || whole > MAX_POWER)
      throw new NotInSql("sql_power", at, { operator, maximum: MAX_POWER });
    return this.arithmetic.power(base, whole);
  }

  /** Points from the first to the last: the first one that lies beyond the value decides. */
  #lookup({ operands, at }: Operation, names: Names): Meaning {
    const { arithmetic } = this;
    const [operand, pointsOf, modeOf] = operands as readonly [Expression, Expression, Expression?];
    const value = arithmetic.shared(this.number(operand, names));
    const linear = modeOf === undefined || this.#constantText(modeOf, names) === "linear";
    if (pointsOf.kind !== "list" || pointsOf.items.length === 0)
      throw new NotInSql("sql_not_constant", at);
    const points = pointsOf.items.map((pair) => {
      const [xOf, yOf] = pair.kind === "list" ? pair.items : [];
      const x = xOf?.kind === "literal" ? xOf.value : null;
      const y = yOf?.kind === "literal" ? yOf.value : undefined;
      if (!(x instanceof Rational) || y === undefined || (linear && !(y instanceof Rational)))
        throw new NotInSql("sql_not_constant", pair.at);
      return { x, y };
    });
    return points.reduceRight<Meaning>(
      (beyond, { x, y }, index) => {
        const before = points[index - 1];
        const below = arithmetic.compare("<", value, arithmetic.constant(x));
        if (before === undefined) return this.choose(below, this.value(y, at), beyond, at);
        if (!linear) return this.choose(below, this.value(before.y, at), beyond, at);
        if (compare(before.x, x) === 0) return beyond;
        const [low, high] = [before.y as Rational, y as Rational];
        const slope = divide(subtract(high, low), subtract(x, before.x));
        const segment = arithmetic.add([
          arithmetic.constant(subtract(low, multiply(slope, before.x))),
          arithmetic.multiply([arithmetic.constant(slope), value]),
        ]);
        return this.choose(below, segment, beyond, at);
      },
      this.value((points.at(-1) as { readonly y: Value }).y, at),
    );
  }

  #choice(operands: readonly Expression[], names: Names, at: string): Meaning {
    const [test, taken, ...rest] = operands;
    if (test === undefined) return { kind: "null" };
    if (taken === undefined) return this.lower(test, names);
    const asked = this.steps.share(this.condition(test, names));
    if (asked === TRUE) return this.lower(taken, names);
    if (asked === FALSE) return this.#choice(rest, names, at);
    return this.choose(asked, this.lower(taken, names), this.#choice(rest, names, at), at);
  }

  #comparison(order: Order, [left, right, third]: readonly Meaning[], at: string): string {
    if (left === undefined || right === undefined) throw new NotInSql("operand_count", at);
    if (third !== undefined)
      return every("and", [
        this.#comparison(order, [left, right], at),
        this.#comparison(order, [right, third], at),
      ]);
    if (order === "==") return this.equality(left, right, at);
    if (order === "!=") return not(this.equality(left, right, at));
    if (left.kind !== "number" || right.kind !== "number")
      throw new NotInSql("sql_kind", at, { found: left.kind, expected: "number" });
    return this.arithmetic.compare(order, nullAsZero(left), nullAsZero(right));
  }

  equality(left: Meaning, right: Meaning, at: string): string {
    if (left.kind === "null" || right.kind === "null") {
      const other = left.kind === "null" ? right : left;
      // Null equals null alone.
      return other.kind === "null" ? TRUE : ("isNull" in other && other.isNull) || FALSE;
    }
    const equal = this.#equalValues(left, right, at);
    const [a, b] = [left, right].map((one) => ("isNull" in one ? one.isNull : null));
    if (!a && !b) return equal;
    return either(
      every("or", [a ?? FALSE, b ?? FALSE]),
      every("and", [a ?? FALSE, b ?? FALSE]),
      equal,
    );
  }

  #equalValues(left: Meaning, right: Meaning, at: string): string {
    if (left.kind === "number" && right.kind === "number")
      return this.arithmetic.compare("==", left, right);
    if (left.kind === "condition" && right.kind === "condition") {
      if (left.sql === TRUE) return right.sql;
      if (left.sql === FALSE) return not(right.sql);
      return right.sql === TRUE
        ? left.sql
        : right.sql === FALSE
          ? not(left.sql)
          : `(${left.sql} = ${right.sql})`;
    }
    if (left.kind === "text" && right.kind === "text") {
      if (left.constant !== null && right.constant !== null)
        return left.constant === right.constant ? TRUE : FALSE;
      return `(${left.sql} = ${right.sql})`;
    }
    throw new NotInSql("sql_mixed_kinds", at, { found: [left.kind, right.kind] });
  }

  #membership(member: Meaning, list: Meaning, at: string): string {
    if (list.kind === "members")
      return every(
        "or",
        list.members.map(({ present, element }) =>
          every("and", [present, this.equality(member, element, at)]),
        ),
      );
    if (member.kind !== "text" || (list.kind !== "list" && list.kind !== "texts"))
      throw new NotInSql("sql_operator", at, { operator: "in" });
    if (list.kind === "texts" && member.constant !== null)
      return list.texts.includes(member.constant) ? TRUE : FALSE;
    const found = `(${member.sql} = ANY (${list.kind === "list" ? list.column : quoteTexts(list.texts)}))`;
    return member.isNull === null ? found : every("and", [not(member.isNull), found]);
  }
}

/** In comparisons, null counts as zero. */
function nullAsZero(number: SqlNumber): SqlNumber {
  if (number.isNull === null) return number;
  const { numerator, denominator } = number;
  return {
    ...number,
    numerator: `coalesce(${numerator}, 0)`,
    denominator: denominator === "1" ? "1" : `coalesce(${denominator}, 1)`,
    isNull: null,
  };
}

/** A name, or a path to a field of a record. */
function lookUp(names: Names, path: string): Meaning | undefined {
  const direct = names(path);
  if (direct !== undefined) return direct;
  const dot = path.indexOf(".");
  if (dot < 0) return undefined;
  const record = names(path.slice(0, dot));
  return record?.kind === "record" ? record.field(path.slice(dot + 1)) : undefined;
}

const ROUNDING_MODES = ["half-up", "half-even", "ceiling", "floor", "truncate"] as const;
