/**
 * @module What is wrong with the figures of a row, as texts `code path` with the codes and paths of the contract.
 * Each figure by its declaration here; conditions between figures, and what formulas ask of rows, in `requirements.ts`.
 */
import { toPointer } from "../json/json-value.ts";
import { toDecimalText } from "../number/decimal-text.ts";
import type { Rational } from "../number/rational.ts";
import type {
  CountsInput,
  Input,
  ListInput,
  NumberInput,
  RowsInput,
} from "../rule-set/rule-set.ts";
import { MAX_ROWS, MAX_TEXT_LENGTH, rangeOf } from "../score/read-figure.ts";
import { type FigureColumn, isPending } from "./figures.ts";
import { quoteText, quoteTexts } from "./quote.ts";

/** Texts of everything that is wrong with the figures, in the order of the tree; NULL where nothing is. */
export function figureProblems(columns: readonly FigureColumn[]): string {
  const single = columns.map((column) => problemOf(column));
  const rows = columns.flatMap(({ own, path, input }) =>
    input.type === "rows" ? [`coalesce(${rowProblems(input, own, path)}, '{}')`] : [],
  );
  const all = [`ARRAY[${single.join(",\n    ")}]::text[]`, ...rows].join(" || ");
  return problemsOrNull(all);
}

/** An array of texts without the places where there is nothing to tell; NULL when nothing is left. */
export function problemsOrNull(array: string): string {
  return `nullif(array_remove(${array}, NULL), '{}')`;
}

type Case = readonly [condition: string, code: string];

function problemOf({ own, given, path, input }: FigureColumn): string {
  const cases: Case[] = [
    ...(isPending(input) ? ([[`${given} IS NULL`, "missing_input"]] as const) : []),
    [`${own} IS NULL`, ""],
    ...figureCases(input, own),
  ];
  const computed = input.type === "counts" ? countsProblem(input, own) : null;
  return caseOf(cases, path, computed);
}

function caseOf(cases: readonly Case[], path: string, computed: string | null = null): string {
  const whens = cases.map(
    ([condition, code]) =>
      `WHEN ${condition} THEN ${code === "" ? "NULL" : quoteText(`${code} ${path}`)}`,
  );
  const otherwise = computed === null ? "" : ` ELSE ${computed} || ${quoteText(` ${path}`)}`;
  return `CASE ${whens.join(" ")}${otherwise} END`;
}

function figureCases(input: Input, sql: string): readonly Case[] {
  switch (input.type) {
    case "boolean":
      return [];
    case "choice":
      return [[`${sql} <> ALL (${codesOf(input)})`, "invalid_choice"]];
    case "text":
      return [[`char_length(${sql}) > ${input.maxLength ?? MAX_TEXT_LENGTH}`, "too_long"]];
    case "list":
      return [
        [`cardinality(${sql}) > ${MAX_ROWS}`, "too_long"],
        [`NOT ${sql} <@ ${codesOf(input)}`, "invalid_choice"],
        [`cardinality(${sql}) > ${distinct(input, sql)}`, "duplicate_choice"],
      ];
    case "counts":
      return [
        [`jsonb_typeof(${sql}) <> 'object'`, "invalid_type"],
        [`(${sql} - ${codesOf(input)}) <> '{}'`, "invalid_choice"],
      ];
    case "rows": {
      const maximum = Math.min(input.maxRows ?? MAX_ROWS, MAX_ROWS);
      return [
        [`jsonb_typeof(${sql}) <> 'array'`, "invalid_type"],
        [`jsonb_array_length(${sql}) > ${maximum}`, "too_long"],
      ];
    }
    default:
      return [
        // NaN and infinity are larger than any number.
        [`NOT (abs(${sql}) < 1e15 AND ${sql} = trunc(${sql}, 12))`, "invalid_type"],
        ...numberCases(input, sql),
      ];
  }
}

function codesOf({ options }: { readonly options: CountsInput["options"] }): string {
  return quoteTexts(options.map(({ code }) => code));
}

/** How many of the options are chosen, each once. */
function distinct({ options }: ListInput, sql: string): string {
  const chosen = options.map(({ code }) => `(${quoteText(code)} = ANY (${sql}))::int`);
  return chosen.length === 0 ? "0" : chosen.join(" + ");
}

function numberCases(input: NumberInput, sql: string): readonly Case[] {
  const range = rangeOf(input);
  const beyond = (order: string, bound: Rational | null): readonly string[] =>
    bound === null ? [] : [`${sql} ${order} ${toDecimalText(bound)}`];
  const outside = [
    ...beyond("<", range.minimum),
    ...beyond(">", range.maximum),
    ...beyond("<=", range.exclusiveMinimum),
    ...beyond(">=", range.exclusiveMaximum),
  ];
  return [
    ...(input.type === "count" ? ([[`${sql} <> trunc(${sql})`, "not_whole"]] as const) : []),
    ...(range.negativeCode === null ? [] : ([[`${sql} < 0`, range.negativeCode]] as const)),
    ...(outside.length === 0 ? [] : ([[`(${outside.join(" OR ")})`, "out_of_range"]] as const)),
  ];
}

/** The one grammar of decimals, as regular expression. */
const DECIMAL = "^-?(0|[1-9][0-9]{0,14})(\\.[0-9]{1,12})?$";

/** Of a figure in jsonb: a number, or text of the grammar. */
function jsonNumberCases(input: NumberInput, sql: string): readonly Case[] {
  const text = `(${sql} #>> '{}')`;
  return [
    [
      `jsonb_typeof(${sql}) NOT IN ('number', 'string') OR ${text} !~ ${quoteText(DECIMAL)}`,
      "invalid_type",
    ],
    ...numberCases(input, `${text}::numeric`),
  ];
}

/** One of the codes that a count of the map is refused with. */
function countsProblem(input: CountsInput, sql: string): string {
  const cases = jsonNumberCases({ type: "count", label: input.label }, "c.x");
  const whens = cases.map(([condition, code]) => `WHEN ${condition} THEN ${quoteText(code)}`);
  return `(SELECT min(CASE ${whens.join(" ")} END) FROM jsonb_each(${sql}) AS c(k, x))`;
}

function rowProblems({ fields, maxRows }: RowsInput, sql: string, path: string): string {
  const maximum = Math.min(maxRows ?? MAX_ROWS, MAX_ROWS);
  const problems = Object.entries(fields).map(([id, field]) => {
    const value = `(r.x -> ${quoteText(id)})`;
    return `CASE WHEN jsonb_typeof(r.x) = 'object' THEN ${fieldCode(field, value)} || ${quoteText(toPointer([id]))} END`;
  });
  const known = quoteTexts(Object.keys(fields));
  const whole = `CASE WHEN jsonb_typeof(r.x) <> 'object' THEN 'invalid_type ' || r.at
      WHEN (r.x - ${known}) <> '{}' THEN 'unknown_input ' || r.at END`;
  return `CASE WHEN jsonb_typeof(${sql}) = 'array' THEN CASE WHEN jsonb_array_length(${sql}) <= ${maximum} THEN (
    SELECT array_agg(p) FROM (
      SELECT e.x, ${quoteText(`${path}/`)} || (e.i - 1) AS at FROM jsonb_array_elements(${sql}) WITH ORDINALITY AS e(x, i)
    ) AS r, LATERAL unnest(ARRAY[${[whole, ...problems].join(",\n      ")}]) AS u(p)
    WHERE p IS NOT NULL) END END`;
}

/** Code and place of the row, for a field of it. */
function fieldCode(field: RowsInput["fields"][string], value: string): string {
  const pending = (field.missing ?? "pending") === "pending";
  const cases: Case[] = [
    [`${value} IS NULL`, pending && field.informational !== true ? "missing_input" : ""],
    ...(field.nullable === true || !pending
      ? ([[`jsonb_typeof(${value}) = 'null'`, ""]] as const)
      : []),
    ...fieldCases(field, value),
  ];
  const whens = cases.map(
    ([condition, code]) =>
      `WHEN ${condition} THEN ${code === "" ? "NULL" : `${quoteText(`${code} `)} || r.at`}`,
  );
  return `CASE ${whens.join(" ")} END`;
}

function fieldCases(field: RowsInput["fields"][string], value: string): readonly Case[] {
  const text = `(${value} #>> '{}')`;
  switch (field.type) {
    case "boolean":
      return [[`jsonb_typeof(${value}) <> 'boolean'`, "invalid_type"]];
    case "choice":
    case "text":
      return [[`jsonb_typeof(${value}) <> 'string'`, "invalid_type"], ...figureCases(field, text)];
    default:
      return jsonNumberCases(field, value);
  }
}
