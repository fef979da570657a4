/** @module Figures as columns: one of a table for each input, and what formulas see of it. */
import { mayBeNull } from "../compile/layout.ts";
import { toPointer } from "../json/json-value.ts";
import { HUNDREDTH, toDecimalText } from "../number/decimal-text.ts";
import { type Interval, multiplyIntervals, pointInterval } from "../number/interval.ts";
import { ZERO } from "../number/rational.ts";
import type { PreparedRuleSet } from "../rule-set/prepare.ts";
import type { Input, NumberInput, Text } from "../rule-set/rule-set.ts";
import { MAX_ROWS, rangeOf } from "../score/read-figure.ts";
import { figureKey, sameFigures } from "../score/same-figures.ts";
import { Arithmetic } from "./arithmetic.ts";
import type { Meaning, SqlRecord } from "./meaning.ts";
import { type ColumnNames, quoteName, quoteText, quoteTexts } from "./quote.ts";
import type { Steps } from "./steps.ts";

/** 15 before the point, 12 behind it (contract, limits). */
const FIGURE_DIGITS = 27;

export type SqlType = "numeric" | "boolean" | "text" | "text[]" | "jsonb";

export interface FigureColumn {
  readonly key: string;
  /** JSON pointer into a request. */
  readonly path: string;
  readonly input: Input;
  /** As the table has it. */
  readonly name: string;
  readonly type: SqlType;
  readonly label: Text;
  /** The figure as given, a declared value in place of what is missing; in the lowest layer. */
  readonly own: string;
  /** The same, or else what stands at another place for the same figure. */
  readonly given: string;
}

export function figureColumns(
  prepared: PreparedRuleSet,
  names: ColumnNames,
): ReadonlyMap<string, FigureColumn> {
  const declared = [...prepared.nodes.values()].flatMap(({ id: node, node: declaration }) =>
    Object.entries(declaration.inputs ?? {}).map(([id, input]) => ({ node, id, input })),
  );
  const own = new Map(
    declared.map(({ node, id }, index) => [figureKey(node, id), `f${index + 1}`] as const),
  );
  const groups = sameFigures(prepared);
  return new Map(
    declared.map(({ node, id, input }) => {
      const key = figureKey(node, id);
      const mine = own.get(key) as string;
      const twins = isPending(input) ? (groups.get(key) ?? []).filter((twin) => twin !== key) : [];
      const others = twins.map((twin) => own.get(twin) as string);
      return [
        key,
        {
          key,
          path: toPointer([node, id]),
          input,
          name: names.take(key),
          type: typeOf(input),
          label: input.label,
          own: mine,
          given: others.length === 0 ? mine : `coalesce(${[mine, ...others].join(", ")})`,
        },
      ] as const;
    }),
  );
}

/** True where the node waits for a figure that is not given; a NULL of any other input is a figure. */
export function isPending({ missing, nullable, informational }: Input): boolean {
  return (missing ?? "pending") === "pending" && nullable !== true && informational !== true;
}

function typeOf({ type }: Input): SqlType {
  switch (type) {
    case "boolean":
      return "boolean";
    case "choice":
    case "text":
      return "text";
    case "list":
      return "text[]";
    case "counts":
    case "rows":
      return "jsonb";
    default:
      return "numeric";
  }
}

/** The table's column, with the value that is declared for a missing figure. */
export function ownFigure({ name, input, type }: FigureColumn): string {
  const column = quoteName(name);
  const standard = standardOf(input);
  return standard === null ? column : `coalesce(${column}, ${literal(standard, type)})`;
}

function standardOf({ missing, nullable }: Input): unknown {
  return nullable !== true && typeof missing === "object" ? missing.value : null;
}

function literal(value: unknown, type: SqlType): string {
  switch (type) {
    case "jsonb":
      return `${quoteText(JSON.stringify(value))}::jsonb`;
    case "text[]":
      return quoteTexts(value as readonly string[]);
    case "text":
      return quoteText(String(value));
    case "boolean":
      return value === true ? "TRUE" : "FALSE";
    case "numeric":
      return `${quoteText(String(value))}::numeric`;
  }
}

/** What formulas see of a figure; its columns are NULL in a row that is told apart. */
export class FigureReader {
  readonly #steps: Steps;
  readonly #arithmetic: Arithmetic;
  readonly #known = new Map<string, Meaning>();

  constructor(steps: Steps) {
    this.#steps = steps;
    this.#arithmetic = new Arithmetic(steps);
  }

  read(column: FigureColumn): Meaning {
    const known = this.#known.get(column.key) ?? this.#read(column);
    this.#known.set(column.key, known);
    return known;
  }

  #read({ given, input }: FigureColumn): Meaning {
    const base = (sql: string): string =>
      this.#steps.base(`CASE WHEN problems IS NULL THEN ${sql} END`);
    switch (input.type) {
      case "list":
        return { kind: "list", column: base(given) };
      case "counts": {
        const counts = new Map(
          input.options.map(({ code }) => {
            const count = base(`coalesce((${given} ->> ${quoteText(code)})::numeric, 0)`);
            const range = { low: ZERO, high: null };
            return [code, this.#arithmetic.decimal(count, range, FIGURE_DIGITS)] as const;
          }),
        );
        return { kind: "record", field: (code) => counts.get(code) };
      }
      case "rows": {
        const { fields } = input;
        return {
          kind: "rows",
          column: base(given),
          where: [],
          maximumRows: Math.min(input.maxRows ?? MAX_ROWS, MAX_ROWS),
          row: (row, read): SqlRecord => {
            const known = new Map<string, Meaning>();
            return {
              kind: "record",
              field: (id) => {
                const field = Object.hasOwn(fields, id) ? fields[id] : undefined;
                if (field === undefined) return undefined;
                const meaning =
                  known.get(id) ?? this.#single(field, read(fieldFigure(row, id, field)));
                known.set(id, meaning);
                return meaning;
              },
            };
          },
        };
      }
      default:
        return this.#single(input, base(perOne(input, given)));
    }
  }

  #single(
    input: Exclude<Input, { readonly type: "list" | "counts" | "rows" }>,
    sql: string,
  ): Meaning {
    const isNull = mayBeNull(input) && standardOf(input) === null ? `(${sql} IS NULL)` : null;
    switch (input.type) {
      case "boolean":
        return { kind: "condition", sql, isNull };
      case "choice":
      case "text":
        return { kind: "text", sql, constant: null, isNull };
      default:
        return this.#arithmetic.decimal(sql, figureRange(input), FIGURE_DIGITS + 2, isNull);
    }
  }
}

/** Percents travel as 95 and formulas see 0.95. */
function perOne({ type }: Input, sql: string): string {
  return type === "percent" ? `(${sql} * ${toDecimalText(HUNDREDTH)})` : sql;
}

/** A field of a row of jsonb, in the type of its input. */
function fieldFigure(
  row: string,
  id: string,
  input: Exclude<Input, { readonly type: "list" | "counts" | "rows" }>,
): string {
  const type = typeOf(input);
  const text = `${row} ->> ${quoteText(id)}`;
  const figure = type === "text" ? `(${text})` : `(${text})::${type}`;
  const standard = standardOf(input);
  const given = standard === null ? figure : `coalesce(${figure}, ${literal(standard, type)})`;
  return perOne(input, given);
}

function figureRange(input: NumberInput): Interval {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, negativeCode } = rangeOf(input);
  const range = {
    low: minimum ?? exclusiveMinimum ?? (negativeCode === null ? null : ZERO),
    high: maximum ?? exclusiveMaximum,
  };
  return input.type === "percent" ? multiplyIntervals(range, pointInterval(HUNDREDTH)) : range;
}
