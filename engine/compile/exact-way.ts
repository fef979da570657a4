/** @module One node the exact way, by the interpreter, for what compiled numbers leave in doubt. */
import { JsonPart } from "../json/json-part.ts";
import type { Value, ValueRecord } from "../logic/value.ts";
import { rational } from "../number/rational.ts";
import type { PreparedNode } from "../rule-set/prepare.ts";
import { evaluateNode, type NodeScore, type ScoredChild } from "../score/evaluate-tree.ts";
import { readFigure } from "../score/read-figure.ts";
import { figureKey } from "../score/same-figures.ts";
import type { FieldPlace, Layout, PlacedInput } from "./layout.ts";
import type { TypedCity } from "./machine.ts";
import type { VariedRules } from "./parameters.ts";

/** A figure as formulas see it. */
export function figureOf({ place, input }: PlacedInput, city: TypedCity): Value {
  const { figures, objects } = city;
  switch (place.kind) {
    case "list": {
      const given = givenOf(objects[place.object]) as readonly string[] | null;
      return given === null ? null : [...given];
    }
    case "counts": {
      const counts: { [code: string]: Value } = Object.create(null);
      if (Number.isNaN(figures[place.first])) return null;
      for (const [code, index] of place.codes)
        counts[code] = rational(BigInt(figures[place.first + index] as number));
      return counts;
    }
    case "rows": {
      const given = givenOf(objects[place.object]) as readonly object[] | null;
      if (given === null) return null;
      const table = city.tables[place.table] as Float64Array;
      return given.map((_, row): ValueRecord => {
        const record: { [field: string]: Value } = Object.create(null);
        for (const [id, field] of place.fields)
          record[id] = valueAt(field, table, row * place.width, given[row] as object, id);
        return record;
      });
    }
    case "object": {
      const figure = readFigure(input, objects[place.object] ?? undefined);
      return figure.kind === "given" ? figure.value : null;
    }
    default:
      return valueAt(place, figures, 0, {}, "");
  }
}

/** A list or rows as a request gave them; of one that was read from its bytes they are only made now. */
function givenOf(given: unknown): unknown {
  return given instanceof JsonPart ? given.value() : given;
}

function valueAt(
  place: FieldPlace,
  numbers: Float64Array,
  from: number,
  row: object,
  id: string,
): Value {
  if (place.kind === "object")
    return ((row as { readonly [id: string]: string })[id] ?? null) as Value;
  const number = numbers[from + place.slot] as number;
  if (Number.isNaN(number)) return null;
  switch (place.kind) {
    case "number":
      return rational(BigInt(number), BigInt(place.formulaScale));
    case "flag":
      return number === 1;
    case "choice":
      return [...place.codes.keys()][number] ?? null;
  }
}

/** Evaluates single nodes as `evaluateTree` does, from a typed city or from figures already read. */
export class ExactWay {
  readonly #layout: Layout;
  readonly #rules: VariedRules;

  constructor(layout: Layout, rules: VariedRules) {
    this.#layout = layout;
    this.#rules = rules;
  }

  /**
   * The figures that the node's formulas see, by key.
   *
   * @param read figures that slots cannot hold, or that are missing; `undefined` for those that the city holds
   */
  figuresOf(
    node: PreparedNode,
    city: TypedCity,
    read: (placed: PlacedInput) => Value | "missing" | undefined = () => undefined,
  ): Map<string, Value> {
    const values = new Map<string, Value>();
    for (const { owner, id } of node.inputs.values()) {
      const placed = this.#layout.inputs.get(figureKey(owner, id)) as PlacedInput;
      const known = read(placed);
      if (known !== "missing") values.set(placed.key, known ?? figureOf(placed, city));
    }
    return values;
  }

  evaluate(
    node: PreparedNode,
    values: ReadonlyMap<string, Value>,
    children: readonly ScoredChild[],
    shouldStop?: () => boolean,
  ): NodeScore {
    const varied = this.#rules;
    return evaluateNode(node, values, children, { ...(shouldStop ? { shouldStop } : {}), varied });
  }
}
