/** @module One figure of a request, read by the declaration of its input: a value, or every refusal. */
import type { InputIssueCode } from "../issue.ts";
import { isObject, own, UnrepresentableNumber } from "../json/json-value.ts";
import type { Value } from "../logic/value.ts";
import { fromJsonNumber, HUNDREDTH, parseDecimal, toText } from "../number/decimal-text.ts";
import { compare, isInteger, multiply, Rational, ZERO } from "../number/rational.ts";
import { toExact } from "../rule-set/prepare.ts";
import type {
  CountsInput,
  Input,
  ListInput,
  NumberInput,
  Numeral,
  Option,
  RowsInput,
} from "../rule-set/rule-set.ts";

/** Rows of an input, entries of a list, characters of a text; the contract's table of limits. */
export const MAX_ROWS = 10_000;
export const MAX_TEXT_LENGTH = 2_000;

/** A refusal at `steps` below the figure. */
export interface FigureIssue {
  readonly code: InputIssueCode;
  readonly steps: readonly (string | number)[];
  readonly facts: { readonly [name: string]: unknown };
}

export type Figure =
  | { readonly kind: "given"; readonly value: Value }
  /** Not given, or not whole: `steps` are the places that lack something. */
  | { readonly kind: "missing"; readonly steps: readonly (readonly (string | number)[])[] }
  | { readonly kind: "refused"; readonly issues: readonly FigureIssue[] };

const MISSING: Figure = { kind: "missing", steps: [[]] };

/** Reads one figure; `undefined` stands for one that the request does not carry. */
export function readFigure(input: Input, given: unknown): Figure {
  const policy = input.missing ?? "pending";
  if (given === undefined || (given === null && input.nullable !== true && policy !== "pending")) {
    if (policy === "pending") return input.informational ? value(null) : MISSING;
    return policy === "absent"
      ? value(null)
      : readFigure({ ...input, missing: "pending" }, policy.value);
  }
  if (given === null && input.nullable === true) return value(null);
  switch (input.type) {
    case "count":
    case "amount":
    case "percent":
    case "number":
      return readNumber(input, given);
    case "boolean":
      return typeof given === "boolean" ? value(given) : invalidType("boolean", given);
    case "choice":
      if (typeof given !== "string") return invalidType("choice", given);
      return hasOption(input.options, given)
        ? value(given)
        : refuse("invalid_choice", [], choiceFacts(input.options, given));
    case "list":
      return readList(input, given);
    case "counts":
      return readCounts(input, given);
    case "rows":
      return readRows(input, given);
    case "text": {
      if (typeof given !== "string") return invalidType("text", given);
      const maximum = input.maxLength ?? MAX_TEXT_LENGTH;
      // Characters, not UTF-16 units: 𠮷 is one.
      const length = [...given].length;
      return length > maximum ? refuse("too_long", [], { length, maximum }) : value(given);
    }
  }
}

function readNumber(input: NumberInput, given: unknown): Figure {
  const number =
    typeof given === "number"
      ? fromJsonNumber(given)
      : typeof given === "string"
        ? parseDecimal(given)
        : null;
  if (number === null) return invalidType(input.type, given);
  if (input.type === "count" && !isInteger(number)) {
    return refuse("not_whole", [], { found: toText(number) });
  }
  const range = rangeOf(input);
  const facts = { found: toText(number), ...range.facts };
  const belowZero = compare(number, ZERO) < 0;
  if (belowZero && range.negativeCode !== null) return refuse(range.negativeCode, [], facts);
  if (
    (range.minimum !== null && compare(number, range.minimum) < 0) ||
    (range.maximum !== null && compare(number, range.maximum) > 0) ||
    (range.exclusiveMinimum !== null && compare(number, range.exclusiveMinimum) <= 0) ||
    (range.exclusiveMaximum !== null && compare(number, range.exclusiveMaximum) >= 0)
  ) {
    return refuse("out_of_range", [], facts);
  }
  return value(input.type === "percent" ? multiply(number, HUNDREDTH) : number);
}

export interface DeclaredRange {
  readonly minimum: Rational | null;
  readonly maximum: Rational | null;
  readonly exclusiveMinimum: Rational | null;
  readonly exclusiveMaximum: Rational | null;
  /** The bounds as text, for refusals. */
  readonly facts: { readonly [name: string]: unknown };
  /** What a figure below zero is refused with, where the type says it. */
  readonly negativeCode: "negative_value" | null;
}

/** Declared bounds, as a request gives the figure (percents as 95), with what the type implies. */
export function rangeOf(input: NumberInput): DeclaredRange {
  const exact = (bound: Numeral | undefined): Rational | null =>
    bound === undefined ? null : toExact(bound);
  const exclusiveMinimum = exact(input.exclusiveMinimum);
  const percent = input.type === "percent";
  const minimum = exact(input.minimum) ?? (percent && exclusiveMinimum === null ? ZERO : null);
  const maximum =
    exact(input.maximum) ?? (percent && input.exclusiveMaximum === undefined ? HUNDRED : null);
  const exclusiveMaximum = exact(input.exclusiveMaximum);
  const facts: { [name: string]: unknown } = {};
  if (minimum !== null) facts.minimum = toText(minimum);
  if (maximum !== null) facts.maximum = toText(maximum);
  if (exclusiveMinimum !== null) facts.exclusiveMinimum = toText(exclusiveMinimum);
  if (exclusiveMaximum !== null) facts.exclusiveMaximum = toText(exclusiveMaximum);
  // Counts and amounts are never negative; where a range with an open lower end is declared, it speaks.
  const negativeCode: "negative_value" | null =
    (input.type === "count" || input.type === "amount") &&
    exclusiveMinimum === null &&
    (minimum === null || compare(minimum, ZERO) >= 0)
      ? "negative_value"
      : null;
  return { minimum, maximum, exclusiveMinimum, exclusiveMaximum, facts, negativeCode };
}

const HUNDRED: Rational = new Rational(100n, 1n);

function readList(input: ListInput, given: unknown): Figure {
  if (!Array.isArray(given)) return invalidType("list", given);
  if (given.length > MAX_ROWS) {
    return refuse("too_long", [], { length: given.length, maximum: MAX_ROWS });
  }
  const issues: FigureIssue[] = [];
  const seen = new Set<unknown>();
  for (const [index, code] of given.entries()) {
    if (typeof code !== "string") {
      issues.push({ code: "invalid_type", steps: [index], facts: typeFacts("choice", code) });
    } else if (!hasOption(input.options, code)) {
      issues.push({
        code: "invalid_choice",
        steps: [index],
        facts: choiceFacts(input.options, code),
      });
    } else if (seen.has(code)) {
      issues.push({ code: "duplicate_choice", steps: [index], facts: { found: code } });
    }
    seen.add(code);
  }
  return issues.length > 0 ? { kind: "refused", issues } : value([...given]);
}

function readCounts(input: CountsInput, given: unknown): Figure {
  if (!isObject(given)) return invalidType("counts", given);
  const issues: FigureIssue[] = [];
  const counts: { [code: string]: Value } = Object.create(null);
  for (const { code } of input.options) counts[code] = ZERO;
  for (const [code, count] of Object.entries(given)) {
    if (!hasOption(input.options, code)) {
      issues.push({
        code: "invalid_choice",
        steps: [code],
        facts: choiceFacts(input.options, code),
      });
      continue;
    }
    const figure = readNumber({ type: "count", label: input.label }, count);
    if (figure.kind === "given") counts[code] = figure.value;
    else if (figure.kind === "refused") issues.push(...below(code, figure.issues));
  }
  return issues.length > 0 ? { kind: "refused", issues } : value(counts);
}

function readRows(input: RowsInput, given: unknown): Figure {
  if (!Array.isArray(given)) return invalidType("rows", given);
  const maximum = Math.min(input.maxRows ?? MAX_ROWS, MAX_ROWS);
  if (given.length > maximum) return refuse("too_long", [], { length: given.length, maximum });
  const issues: FigureIssue[] = [];
  const missing: (readonly (string | number)[])[] = [];
  const rows = given.map((row, index): Value => {
    const record: { [field: string]: Value } = Object.create(null);
    if (!isObject(row)) {
      issues.push({ code: "invalid_type", steps: [index], facts: typeFacts("row", row) });
      return record;
    }
    for (const field of Object.keys(row)) {
      if (!Object.hasOwn(input.fields, field)) {
        issues.push({
          code: "unknown_input",
          steps: [index, field],
          facts: { found: field, known: Object.keys(input.fields) },
        });
      }
    }
    for (const [field, declaration] of Object.entries(input.fields)) {
      const figure = readFigure(declaration, own(row, field));
      if (figure.kind === "given") record[field] = figure.value;
      else if (figure.kind === "missing") missing.push([index, field]);
      else
        issues.push(
          ...below(field, figure.issues).map((issue) => ({
            ...issue,
            steps: [index, ...issue.steps],
          })),
        );
    }
    return record;
  });
  if (issues.length > 0) return { kind: "refused", issues };
  return missing.length > 0 ? { kind: "missing", steps: missing } : value(rows);
}

function value(read: Value): Figure {
  return { kind: "given", value: read };
}

function refuse(
  code: InputIssueCode,
  steps: FigureIssue["steps"],
  facts: FigureIssue["facts"],
): Figure {
  return { kind: "refused", issues: [{ code, steps, facts }] };
}

function invalidType(expected: string, found: unknown): Figure {
  return refuse("invalid_type", [], typeFacts(expected, found));
}

function typeFacts(expected: string, found: unknown): FigureIssue["facts"] {
  return { expected, found: show(found) };
}

function choiceFacts(options: readonly Option[], found: string): FigureIssue["facts"] {
  return { found: found.slice(0, 80), options: options.map(({ code }) => code) };
}

function hasOption(options: readonly Option[], code: string): boolean {
  return options.some((option) => option.code === code);
}

function below(step: string, issues: readonly FigureIssue[]): FigureIssue[] {
  return issues.map((issue) => ({ ...issue, steps: [step, ...issue.steps] }));
}

/** What was found, short enough for a message; never the whole of a long request. */
function show(found: unknown): string {
  if (found instanceof UnrepresentableNumber) return found.text.slice(0, 40);
  if (found === null) return "null";
  if (Array.isArray(found)) return "[…]";
  if (typeof found === "object") return "{…}";
  return String(found).slice(0, 40);
}
