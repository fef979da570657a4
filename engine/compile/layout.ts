/**
 * @module Where a city's figures lie at run time: numbers and truth values in one array, rows in tables of
 * numbers, and beside them the figures that formulas see only in the interpreter.
 */
import { toPointer } from "../json/json-value.ts";
import type { PreparedRuleSet } from "../rule-set/prepare.ts";
import { toExact } from "../rule-set/prepare.ts";
import type { Input, NumberInput, Numeral, RowsInput } from "../rule-set/rule-set.ts";
import { MAX_ROWS, MAX_TEXT_LENGTH } from "../score/read-figure.ts";
import { figureKey } from "../score/same-figures.ts";

/** Decimal figures are held as ten-thousandths; finer ones make their nodes go the exact way. */
export const DECIMAL_SCALE = 10_000;

/** Integers in slots are no larger; larger figures (none is known) make their nodes go the exact way. */
export const USUAL = 4e11;

/** A number in a slot: the integer `figure × scale`, within [low, high]; NaN stands for null. */
export interface NumberPlace {
  readonly kind: "number";
  readonly slot: number;
  /** As the request gives the figure (percents as 95). */
  readonly scale: number;
  /** As formulas see it (percents as 0.95). */
  readonly formulaScale: number;
  readonly low: number;
  readonly high: number;
  readonly whole: boolean;
  readonly nullable: boolean;
}

export type Place =
  | NumberPlace
  /** 1 or 0; NaN stands for null. */
  | { readonly kind: "flag"; readonly slot: number; readonly nullable: boolean }
  /** Place of the option; NaN stands for null. */
  | {
      readonly kind: "choice";
      readonly slot: number;
      readonly codes: ReadonlyMap<string, number>;
      readonly nullable: boolean;
    }
  /** One slot of 1 or 0 per option, and one for how many are chosen; the list itself among the objects. */
  | {
      readonly kind: "list";
      readonly first: number;
      readonly count: number;
      readonly codes: ReadonlyMap<string, number>;
      readonly object: number;
    }
  /** One slot per option of a map of counts. */
  | { readonly kind: "counts"; readonly first: number; readonly codes: ReadonlyMap<string, number> }
  | RowsPlace
  /** Text, of so many characters at most. */
  | { readonly kind: "object"; readonly object: number; readonly maximum: number };

/** A slot for the number of rows, and a table of their fields; the rows themselves among the objects. */
export interface RowsPlace {
  readonly kind: "rows";
  readonly count: number;
  readonly table: number;
  readonly maximumRows: number;
  /** Field by field; slots count from the start of the row. */
  readonly fields: ReadonlyMap<string, FieldPlace>;
  /** Numbers per row. */
  readonly width: number;
  readonly object: number;
}

export type FieldPlace = Exclude<Place, { readonly kind: "list" | "counts" | "rows" }>;

export interface PlacedInput {
  /** Place among all inputs, in the order of the tree. */
  readonly index: number;
  readonly key: string;
  readonly node: string;
  readonly id: string;
  /** JSON pointer into a request. */
  readonly path: string;
  readonly input: Input;
  readonly place: Place;
}

export interface Layout {
  /** By `node/input`, in the order of the tree. */
  readonly inputs: ReadonlyMap<string, PlacedInput>;
  /** Place of each node among the scores: the order of the tree, the root first. */
  readonly nodes: ReadonlyMap<string, number>;
  readonly slots: number;
  readonly tables: number;
  readonly objects: number;
}

export function layoutOf(prepared: PreparedRuleSet): Layout {
  const sizes = { slots: 0, tables: 0, objects: 0 };
  const inputs = new Map<string, PlacedInput>();
  for (const { id: node, node: declaration } of prepared.nodes.values()) {
    for (const [id, input] of Object.entries(declaration.inputs ?? {})) {
      const key = figureKey(node, id);
      const index = inputs.size;
      const path = toPointer([node, id]);
      inputs.set(key, { index, key, node, id, path, input, place: placeOf(input, sizes) });
    }
  }
  const nodes = new Map([...prepared.nodes.keys()].map((id, index) => [id, index]));
  return { inputs, nodes, ...sizes };
}

interface Sizes {
  slots: number;
  tables: number;
  objects: number;
}

function placeOf(input: Input, sizes: Sizes): Place {
  switch (input.type) {
    case "list": {
      const codes = codesOf(input.options);
      const first = sizes.slots;
      sizes.slots += codes.size + 1;
      return { kind: "list", first, count: first + codes.size, codes, object: sizes.objects++ };
    }
    case "counts": {
      const codes = codesOf(input.options);
      const first = sizes.slots;
      sizes.slots += codes.size;
      return { kind: "counts", first, codes };
    }
    case "rows":
      return rowsPlace(input, sizes);
    default:
      return singlePlace(input, sizes);
  }
}

function rowsPlace(input: RowsInput, sizes: Sizes): RowsPlace {
  const row: Sizes = { slots: 0, tables: 0, objects: 0 };
  const fields = new Map<string, FieldPlace>();
  for (const [id, field] of Object.entries(input.fields)) fields.set(id, singlePlace(field, row));
  return {
    kind: "rows",
    count: sizes.slots++,
    table: sizes.tables++,
    maximumRows: Math.min(input.maxRows ?? MAX_ROWS, MAX_ROWS),
    fields,
    width: row.slots,
    object: sizes.objects++,
  };
}

function singlePlace(
  input: Exclude<Input, { readonly type: "list" | "counts" | "rows" }>,
  sizes: Sizes,
): FieldPlace {
  const nullable = mayBeNull(input);
  switch (input.type) {
    case "boolean":
      return { kind: "flag", slot: sizes.slots++, nullable };
    case "choice":
      return { kind: "choice", slot: sizes.slots++, codes: codesOf(input.options), nullable };
    case "text":
      return {
        kind: "object",
        object: sizes.objects++,
        maximum: input.maxLength ?? MAX_TEXT_LENGTH,
      };
    default:
      return numberPlace(input, sizes.slots++);
  }
}

/** Formulas may see null: it may be given, or stands for what is missing. */
export function mayBeNull({ nullable, missing, informational }: Input): boolean {
  return nullable === true || missing === "absent" || informational === true;
}

function codesOf(options: readonly { readonly code: string }[]): ReadonlyMap<string, number> {
  return new Map(options.map(({ code }, index) => [code, index]));
}

function numberPlace(input: NumberInput, slot: number): NumberPlace {
  const whole = input.type === "count";
  const scale = whole ? 1 : DECIMAL_SCALE;
  const percent = input.type === "percent";
  const low = lowestInteger(input, scale) ?? (input.type === "number" ? -USUAL : 0);
  const high = highestInteger(input, scale) ?? (percent ? 100 * scale : USUAL);
  return {
    kind: "number",
    slot,
    scale,
    formulaScale: percent ? scale * 100 : scale,
    low: Math.max(low, -USUAL),
    high: Math.min(high, USUAL),
    whole,
    nullable: mayBeNull(input),
  };
}

/** The lowest `figure × scale` that the declared range allows; `null` where it declares no lower end. */
function lowestInteger({ minimum, exclusiveMinimum }: NumberInput, scale: number): number | null {
  const closed = scaled(minimum, scale);
  const open = scaled(exclusiveMinimum, scale);
  const ends = [
    ...(closed === null ? [] : [Math.ceil(closed.value)]),
    ...(open === null ? [] : [Math.floor(open.value) + 1]),
  ];
  return ends.length === 0 ? null : Math.max(...ends);
}

function highestInteger({ maximum, exclusiveMaximum }: NumberInput, scale: number): number | null {
  const closed = scaled(maximum, scale);
  const open = scaled(exclusiveMaximum, scale);
  const ends = [
    ...(closed === null ? [] : [Math.floor(closed.value)]),
    ...(open === null ? [] : [Math.ceil(open.value) - 1]),
  ];
  return ends.length === 0 ? null : Math.min(...ends);
}

/** A declared end times the scale, exactly enough to be rounded to either side. */
function scaled(end: Numeral | undefined, scale: number): { readonly value: number } | null {
  const exact = end === undefined ? null : toExact(end);
  if (exact === null) return null;
  const numerator = exact.numerator * BigInt(scale);
  const floor = numerator / exact.denominator;
  const whole = floor * exact.denominator === numerator;
  // A fraction between two integers is told as their middle: rounding it either way is then right.
  return { value: whole ? Number(floor) : Number(floor) + (numerator < 0n ? -0.5 : 0.5) };
}
