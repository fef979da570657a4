/** @module Operators on lists in SQL: over chosen options, over members told one by one, and over rows as sub-selects. */
import { type Expression, namesIn, type Operation, variableName } from "../logic/expression.ts";
import { UNBOUNDED } from "../number/interval.ts";
import { fromInteger, ONE, ZERO } from "../number/rational.ts";
import { times } from "./arithmetic.ts";
import { every, not } from "./conditions.ts";
import { Lowering } from "./lower.ts";
import {
  FALSE,
  type Meaning,
  type Member,
  type Names,
  type SqlNumber,
  type SqlRecord,
  type SqlRows,
  TRUE,
} from "./meaning.ts";
import { NotInSql } from "./not-in-sql.ts";
import { type Column, Steps } from "./steps.ts";

/** Digits of a running sum of fractions; a row that comes to more is told apart. */
const MAX_RUNNING_DIGITS = 7_000;
const ROWS_DIGITS = 5;

export function lowerReduce(
  lowering: Lowering,
  { operands, at }: Operation,
  names: Names,
): Meaning {
  const [source, body, initial] = operands as readonly [Expression, Expression, Expression?];
  const over = lowering.lower(source, names);
  const start: Meaning = initial === undefined ? { kind: "null" } : lowering.lower(initial, names);
  if (over.kind === "members") return reduceMembers(lowering, over.members, body, start, at);
  if (start.kind !== "number" || start.isNull !== null)
    throw new NotInSql("sql_kind", at, { found: start.kind, expected: "number" });
  if (over.kind === "rows") return reduceRows(lowering, over, body, start, at);
  const term = termOfSum(body);
  if (over.kind !== "list" || term === null)
    throw new NotInSql("sql_operator", at, { operator: "reduce" });
  const each = lowering.number(term, () => undefined);
  const { arithmetic } = lowering;
  return arithmetic.add([start, arithmetic.multiply([countOf(lowering, over.column), each])]);
}

function reduceMembers(
  lowering: Lowering,
  members: readonly Member[],
  body: Expression,
  start: Meaning,
  at: string,
): Meaning {
  const { arithmetic } = lowering;
  const term = termOfSum(body);
  // A sum of what is there: each term or zero.
  if (term !== null && start.kind === "number" && start.isNull === null)
    return arithmetic.add([
      start,
      ...members.map(({ present, element }) =>
        arithmetic.choose(
          present,
          lowering.number(term, reducing(element, null)),
          arithmetic.constant(ZERO),
        ),
      ),
    ]);
  const readOnce = namesIn(body).filter((name) => name === "accumulator").length < 2;
  return members.reduce((accumulator, { present, element }) => {
    const before =
      accumulator.kind === "number" && !(readOnce && present === TRUE)
        ? arithmetic.shared(accumulator)
        : accumulator;
    const step = lowering.lower(body, reducing(element, before));
    return lowering.choose(present, step, before, at);
  }, start);
}

function reduceRows(
  lowering: Lowering,
  rows: SqlRows,
  body: Expression,
  start: SqlNumber,
  at: string,
): SqlNumber {
  const term = termOfSum(body);
  if (term !== null) {
    const sum = sumOfDecimals(lowering, rows, (inner, row) =>
      inner.number(term, reducing(row, null)),
    );
    if (sum !== null) return lowering.arithmetic.add([start, sum]);
  }
  return runThrough(lowering, rows, start, at, (inner, row, accumulator) =>
    term === null
      ? inner.number(body, reducing(row, accumulator))
      : commonSum(inner, accumulator, inner.number(term, reducing(row, null))),
  );
}

/** The sum over the rows by the database's own `sum`; `null` where terms have denominators of their own. */
function sumOfDecimals(
  lowering: Lowering,
  rows: SqlRows,
  termOf: (inner: Lowering, row: SqlRecord) => SqlNumber,
): SqlNumber | null {
  const block = new RowBlock(lowering, rows);
  const term = termOf(block.lowering, block.row);
  if (!/^\d+(\.\d*)?$/.test(term.denominator)) return null;
  const query = block.query([{ name: "term", sql: term.numerator }]);
  const total = lowering.steps.column(`(SELECT coalesce(sum(term), 0) FROM (\n${query}\n) AS t)`);
  const range = {
    low: term.range.low !== null && term.range.low.numerator >= 0n ? ZERO : null,
    high: null,
  };
  const [digits, below] = term.digits;
  return lowering.arithmetic.fraction(total, term.denominator, range, [
    digits + ROWS_DIGITS,
    below,
  ]);
}

/**
 * Row by row in a recursive query that carries numerator and denominator. It stops where they have grown past
 * what is carried, and then has no value.
 */
function runThrough(
  lowering: Lowering,
  rows: SqlRows,
  start: SqlNumber,
  at: string,
  step: (inner: Lowering, row: SqlRecord, accumulator: SqlNumber) => SqlNumber,
): SqlNumber {
  const { steps, arithmetic } = lowering;
  const run = `run_${steps.names.next()}`;
  const block = new RowBlock(lowering, rows);
  const accumulator: SqlNumber = {
    kind: "number",
    numerator: block.lowering.steps.base(`${run}.n`),
    denominator: block.lowering.steps.base(`${run}.d`),
    range: UNBOUNDED,
    constant: null,
    isNull: null,
    digits: [1, 1],
  };
  const next = step(block.lowering, block.row, accumulator);
  const wanted = block.lowering.arithmetic.choose(block.where, next, accumulator);
  if (Math.max(...wanted.digits) > MAX_RUNNING_DIGITS)
    throw new NotInSql("sql_number_too_large", at);
  const query = block.stepQuery(`${rows.column} -> ${run}.i`, [
    { name: "n", sql: `(${wanted.numerator})::numeric` },
    { name: "d", sql: `(${wanted.denominator})::numeric` },
  ]);
  const length = `jsonb_array_length(${rows.column})`;
  const limit = `1e${MAX_RUNNING_DIGITS}`;
  const answer = steps.column(`(WITH RECURSIVE ${run}(i, n, d) AS (
SELECT 0, ${start.numerator}::numeric, ${start.denominator}::numeric
UNION ALL
SELECT ${run}.i + 1, step.n, step.d
FROM ${run}, LATERAL (
${query}
) AS step
WHERE ${run}.i < ${length}
  AND abs(${run}.n) < ${limit} AND ${run}.d < ${limit}
  AND scale(${run}.n) < ${MAX_RUNNING_DIGITS} AND scale(${run}.d) < ${MAX_RUNNING_DIGITS}
)
SELECT ARRAY[n, d] FROM ${run} WHERE i = ${length})`);
  lowering.failures.push(`${answer} IS NULL`);
  const digits = 2 * MAX_RUNNING_DIGITS;
  return arithmetic.fraction(`${answer}[1]`, `${answer}[2]`, UNBOUNDED, [digits, digits]);
}

/** a/b + c/d over the least common multiple of b and d, so that equal denominators do not pile up. */
function commonSum({ steps, arithmetic }: Lowering, a: SqlNumber, c: SqlNumber): SqlNumber {
  const d = steps.share(c.denominator);
  const divisor = steps.column(`NULLIF(gcd(${a.denominator}, ${d}), 0)`);
  const factor = steps.share(`div(${a.denominator}, ${divisor})`);
  return arithmetic.fraction(
    `(${a.numerator} * div(${d}, ${divisor}) + ${c.numerator} * ${factor})`,
    times(factor, d),
    UNBOUNDED,
    [1 + c.digits[0], 1 + c.digits[1]],
  );
}

export function lowerFilter(
  lowering: Lowering,
  { operands, at }: Operation,
  names: Names,
): Meaning {
  const [source, body] = operands as readonly [Expression, Expression];
  const over = lowering.lower(source, names);
  if (over.kind === "rows") return { ...over, where: [...over.where, body] };
  if (over.kind !== "members") throw new NotInSql("sql_operator", at, { operator: "filter" });
  const members = over.members.map(({ present, element }): Member => {
    const chosen = lowering.condition(body, elementNames(element));
    return { present: lowering.steps.share(every("and", [present, chosen])), element };
  });
  return { kind: "members", members: members.filter(({ present }) => present !== FALSE) };
}

export function lowerMap(lowering: Lowering, { operands, at }: Operation, names: Names): Meaning {
  const [source, body] = operands as readonly [Expression, Expression];
  const over = lowering.lower(source, names);
  if (over.kind !== "members") throw new NotInSql("sql_operator", at, { operator: "map" });
  const members = over.members.map(({ present, element }) => ({
    present,
    element: lowering.lower(body, elementNames(element)),
  }));
  return { kind: "members", members };
}

export function lowerLength(
  lowering: Lowering,
  { operands, at }: Operation,
  names: Names,
): SqlNumber {
  return lengthOf(lowering, lowering.lower(operands[0] as Expression, names), at);
}

function lengthOf(lowering: Lowering, over: Meaning, at: string): SqlNumber {
  const { arithmetic } = lowering;
  const one = arithmetic.constant(ONE);
  switch (over.kind) {
    case "texts":
      return arithmetic.constant(fromInteger(over.texts.length));
    case "list":
      return countOf(lowering, over.column);
    case "rows":
      if (over.where.length === 0)
        return arithmetic.decimal(
          `jsonb_array_length(${over.column})::numeric`,
          { low: ZERO, high: fromInteger(over.maximumRows) },
          ROWS_DIGITS,
        );
      return sumOfDecimals(lowering, over, (inner) => inner.arithmetic.constant(ONE)) ?? one;
    case "members":
      return arithmetic.add(
        over.members.map(({ present }) =>
          arithmetic.choose(present, one, arithmetic.constant(ZERO)),
        ),
      );
    default:
      throw new NotInSql("sql_operator", at, { operator: "length" });
  }
}

function countOf({ arithmetic }: Lowering, column: string): SqlNumber {
  const range = { low: ZERO, high: null };
  return arithmetic.decimal(`cardinality(${column})::numeric`, range, ROWS_DIGITS);
}

export function lowerQuantifier(
  lowering: Lowering,
  operator: "all" | "some" | "none",
  { operands, at }: Operation,
  names: Names,
): string {
  const [source, body] = operands as readonly [Expression, Expression];
  const over = lowering.lower(source, names);
  const somewhere = anyOf(lowering, over, body, operator !== "all", at);
  if (operator === "some") return somewhere;
  if (operator === "none") return not(somewhere);
  // Of no elements it is false, as JSON Logic has it.
  const { arithmetic } = lowering;
  const count = lengthOf(lowering, over, at);
  return every("and", [arithmetic.compare(">", count, arithmetic.constant(ZERO)), not(somewhere)]);
}

/** Whether the condition is answered so for an element or more. */
function anyOf(
  lowering: Lowering,
  over: Meaning,
  body: Expression,
  wanted: boolean,
  at: string,
): string {
  const asked = (inner: Lowering, element: Meaning): string => {
    const holds = inner.condition(body, elementNames(element));
    return wanted ? holds : not(holds);
  };
  if (over.kind === "members")
    return every(
      "or",
      over.members.map(({ present, element }) => every("and", [present, asked(lowering, element)])),
    );
  if (over.kind !== "rows") throw new NotInSql("sql_operator", at, { operator: "all" });
  const block = new RowBlock(lowering, over);
  const query = block.query([], asked(block.lowering, block.row));
  return lowering.steps.column(`EXISTS (\n${query}\n)`);
}

/** A sub-select over the rows of a figure, with steps of its own. */
export class RowBlock {
  readonly lowering: Lowering;
  readonly row: SqlRecord;
  /** Which rows are chosen. */
  readonly where: string;
  /** The row's place, from 0. */
  readonly place: string;
  readonly #column: string;

  constructor({ steps, failures, strict }: Lowering, rows: SqlRows) {
    const inner = new Steps(steps);
    this.lowering = new Lowering(inner, failures, strict);
    this.row = rows.row("r.e", (sql) => inner.base(sql));
    this.place = inner.base("r.i - 1");
    this.where = every(
      "and",
      rows.where.map((body) => this.lowering.condition(body, elementNames(this.row))),
    );
    this.#column = rows.column;
  }

  /** Of the rows chosen, those for which the condition holds. */
  query(wanted: readonly Column[], condition: string = TRUE): string {
    const where = every("and", [this.where, condition]);
    return this.lowering.steps.query(
      `jsonb_array_elements(${this.#column}) WITH ORDINALITY AS r(e, i)`,
      [],
      wanted,
      where === TRUE ? null : where,
    );
  }

  /** Of one row. */
  stepQuery(row: string, wanted: readonly Column[]): string {
    return this.lowering.steps.query(`(SELECT ${row} AS e, 1 AS i) AS r`, [], wanted);
  }
}

/** The term of `accumulator + term`, in either order; `null` of any other step. */
function termOfSum(body: Expression): Expression | null {
  if (body.kind !== "operation" || body.operator !== "+" || body.operands.length !== 2) return null;
  const [left, right] = body.operands as readonly [Expression, Expression];
  const term =
    variableName(left) === "accumulator"
      ? right
      : variableName(right) === "accumulator"
        ? left
        : null;
  return term === null || namesIn(term).some((name) => name === "accumulator") ? null : term;
}

/** Names inside `map`, `filter` and the quantifiers: the element's own, everything else is hidden. */
export function elementNames(element: Meaning): Names {
  return (name) => {
    if (name === "") return element;
    return element.kind === "record" ? element.field(name) : undefined;
  };
}

/** Names inside `reduce`. */
function reducing(element: Meaning, accumulator: Meaning | null): Names {
  return (name) => {
    if (name === "accumulator") return accumulator ?? undefined;
    return name === "current" ? element : undefined;
  };
}
