/** @module Operators on lists in intermediate form: over chosen options, over rows, and over members told one by one. */
import { type Expression, variableName } from "../logic/expression.ts";
import { type Condition, type ExactNumber, type IrNumber, NotCompiled } from "./ir.ts";
import type { FieldPlace } from "./layout.ts";
import { between, type Lowering } from "./lower.ts";
import { type Facts, type Meaning, type Member, type Names, numberOf } from "./meaning.ts";

/** Sums over rows and chosen options; over members, any step at all, one member after the other. */
export function lowerReduce(
  lowering: Lowering,
  operands: readonly Expression[],
  names: Names,
  facts: Facts,
): Meaning {
  const [source, body, initial] = between(3, 3, operands) as readonly [
    Expression,
    Expression,
    Expression,
  ];
  const { arithmetic } = lowering;
  const over = lowering.lower(source, names, facts);
  const start = lowering.lower(initial, names, facts);
  if (over.kind === "members") {
    return over.members.reduce((accumulator, { present, element }) => {
      const step = lowering.lower(body, reducing(element, accumulator), facts);
      return lowering.choose(present, step, accumulator, facts);
    }, start);
  }
  const term = termOfSum(body);
  const from = numberOf(start, facts);
  if (over.kind === "list") {
    const each = lowering.number(term, () => undefined, facts);
    return {
      kind: "number",
      number: arithmetic.add([from, arithmetic.multiply([over.count, each])]),
    };
  }
  if (over.kind !== "rows") throw new NotCompiled("operator:reduce");
  const element = rowElement(lowering, over);
  const each = lowering.number(term, reducing(element, null), facts);
  return { kind: "number", number: arithmetic.add([from, sumOverRows(lowering, over, each)]) };
}

export function lowerSelection(
  lowering: Lowering,
  operands: readonly Expression[],
  names: Names,
  facts: Facts,
): Meaning {
  const [source, body] = between(2, 2, operands) as readonly [Expression, Expression];
  const { arithmetic } = lowering;
  const over = lowering.lower(source, names, facts);
  if (over.kind === "members") {
    const members = over.members.map(({ present, element }): Member => {
      const chosen = lowering.condition(body, elementNames(element), facts);
      return { present: arithmetic.every("and", [present, chosen]), element };
    });
    return { kind: "members", members: members.filter(({ present }) => !isNever(present)) };
  }
  if (over.kind !== "rows") throw new NotCompiled("operator:filter");
  const chosen = lowering.condition(body, elementNames(rowElement(lowering, over)), facts);
  const where = over.where === null ? chosen : arithmetic.every("and", [over.where, chosen]);
  return { ...over, where };
}

export function lowerMap(
  lowering: Lowering,
  operands: readonly Expression[],
  names: Names,
  facts: Facts,
): Meaning {
  const [source, body] = between(2, 2, operands) as readonly [Expression, Expression];
  const over = lowering.lower(source, names, facts);
  if (over.kind !== "members") throw new NotCompiled("operator:map");
  const members = over.members.map(({ present, element }) => ({
    present,
    element: lowering.lower(body, elementNames(element), facts),
  }));
  return { kind: "members", members };
}

export function lowerLength(
  lowering: Lowering,
  operands: readonly Expression[],
  names: Names,
  facts: Facts,
): Meaning {
  const [source] = between(1, 1, operands);
  const { arithmetic } = lowering;
  const over = lowering.lower(source, names, facts);
  if (over.kind === "list") return { kind: "number", number: over.count };
  const one = arithmetic.constant(1, 1);
  if (over.kind === "rows") return { kind: "number", number: sumOverRows(lowering, over, one) };
  if (over.kind !== "members") throw new NotCompiled("operator:length");
  const zero = arithmetic.constant(0, 1);
  return {
    kind: "number",
    number: arithmetic.add(
      over.members.map(({ present }) => arithmetic.choose(present, one, zero)),
    ),
  };
}

export function lowerQuantifier(
  lowering: Lowering,
  operator: "all" | "some" | "none",
  operands: readonly Expression[],
  names: Names,
  facts: Facts,
): Condition {
  const [source, body] = between(2, 2, operands) as readonly [Expression, Expression];
  const { arithmetic } = lowering;
  const over = lowering.lower(source, names, facts);
  const [one, zero] = [arithmetic.constant(1, 1), arithmetic.constant(0, 1)];
  const tally = (wanted: boolean): IrNumber => {
    const asked = (element: Meaning): Condition => {
      const holds = lowering.condition(body, elementNames(element), facts);
      return wanted ? holds : arithmetic.not(holds);
    };
    if (over.kind === "rows") {
      const holds = asked(rowElement(lowering, over));
      return sumOverRows(lowering, over, arithmetic.choose(holds, one, zero));
    }
    if (over.kind !== "members") throw new NotCompiled(`operator:${operator}`);
    return arithmetic.add(
      over.members.map(({ present, element }) =>
        arithmetic.choose(arithmetic.every("and", [present, asked(element)]), one, zero),
      ),
    );
  };
  switch (operator) {
    case "some":
      return arithmetic.compare(">", tally(true), zero);
    case "none":
      return arithmetic.compare("==", tally(true), zero);
    case "all": {
      // Of no elements it is false, as JSON Logic has it.
      const count = numberOf(lowerLength(lowering, [source], names, facts), facts);
      return arithmetic.every("and", [
        arithmetic.compare(">", count, zero),
        arithmetic.compare("==", tally(false), zero),
      ]);
    }
  }
}

function sumOverRows(
  lowering: Lowering,
  { rows, count, where }: Meaning & { kind: "rows" },
  term: IrNumber,
): IrNumber {
  const { arithmetic } = lowering;
  // Of all rows, a term that is the same for each is a product.
  if (where === null && term.form === "exact" && term.op === "constant")
    return arithmetic.multiply([count, term]);
  const zero = arithmetic.constant(0, 1);
  return arithmetic.rowSum(
    rows,
    zero,
    where === null ? term : arithmetic.choose(where, term, zero),
  );
}

/** The term of `accumulator + term`, in either order. */
function termOfSum(body: Expression): Expression {
  if (body.kind === "operation" && body.operator === "+" && body.operands.length === 2) {
    const [left, right] = body.operands as readonly [Expression, Expression];
    if (variableName(left) === "accumulator") return right;
    if (variableName(right) === "accumulator") return left;
  }
  throw new NotCompiled("operator:reduce");
}

/** Names inside `map`, `filter` and the quantifiers: the element's own, everything else is hidden. */
function elementNames(element: Meaning): Names {
  return (name) => {
    if (name === "") return element;
    return element.kind === "record" ? element.field(name) : undefined;
  };
}

/** Names inside `reduce`. */
function reducing(element: Meaning, accumulator: Meaning | null): Names {
  return (name) => {
    if (name === "accumulator") return accumulator ?? undefined;
    if (name === "current") return element;
    if (!name.startsWith("current.") || element.kind !== "record") return undefined;
    return element.field(name.slice("current.".length));
  };
}

/** A row of an input: its fields by name. */
export function rowElement(
  lowering: Lowering,
  { rows, fields }: Meaning & { kind: "rows" },
): Meaning {
  return {
    kind: "record",
    field: (name) => {
      const place = fields.get(name);
      return place && meaningOfField(lowering, rows.table, place);
    },
  };
}

/** A field that may be null is the interpreter's, and so is text. */
function meaningOfField(lowering: Lowering, table: number, place: FieldPlace): Meaning | undefined {
  const { arithmetic } = lowering;
  const field = (scale: number, low: number, high: number): ExactNumber =>
    arithmetic.field(table, place.kind === "object" ? 0 : place.slot, scale, low, high);
  switch (place.kind) {
    case "number":
      return place.nullable
        ? undefined
        : { kind: "number", number: field(place.formulaScale, place.low, place.high) };
    case "flag": {
      if (place.nullable) return undefined;
      const one = arithmetic.constant(1, 1);
      return { kind: "condition", condition: arithmetic.compare("==", field(1, 0, 1), one) };
    }
    case "choice":
      return place.nullable
        ? undefined
        : { kind: "choice", option: field(1, 0, place.codes.size - 1), codes: place.codes };
    case "object":
      return undefined;
  }
}

function isNever(condition: Condition): boolean {
  return condition.op === "constant" && !condition.value;
}
