/** @module The working memory of compiled rules: one city at a time. */
import type { Value } from "../logic/value.ts";
import type { Layout, PlacedInput } from "./layout.ts";

/** A city's figures, validated and typed: what compiled rules run on. Its slots are told by the layout. */
export interface TypedCity {
  /** Figures, truth values (0 or 1) and places of options; NaN stands for null. */
  readonly figures: Float64Array;
  /** Rows of each input of rows, field after field, row after row. */
  readonly tables: Float64Array[];
  /** Lists, rows and texts as the request gives them. */
  readonly objects: unknown[];
  /** Figures finer or larger than a slot can hold; rare, and such a city is run node by node. */
  beyond: ReadonlyMap<PlacedInput, Value> | null;
}

export interface Machine {
  city: TypedCity;
  /** Whole numbers of each parameter's last place. */
  parameters: Float64Array;
  /** In units of each node's last place. */
  readonly scores: Float64Array;
  /** 1 for nodes whose score is known, while a city is provisional. */
  readonly known: Float64Array;
  /** The table whose rows are gone through, and where the row at hand begins in it. */
  table: Float64Array;
  row: number;
  /** A decision lies within the error bound: nothing computed since counts. */
  doubt: boolean;
}

export const NO_TABLE: Float64Array = new Float64Array(0);

export function createCity({ slots, tables, objects }: Layout): TypedCity {
  return {
    figures: new Float64Array(slots),
    tables: new Array<Float64Array>(tables).fill(NO_TABLE),
    objects: new Array<unknown>(objects).fill(null),
    beyond: null,
  };
}

/** Tables and objects are never written into, so they are shared. */
export function copyCity(from: TypedCity, to: TypedCity): void {
  to.figures.set(from.figures);
  for (let index = 0; index < from.tables.length; index++)
    to.tables[index] = from.tables[index] as Float64Array;
  for (let index = 0; index < from.objects.length; index++) to.objects[index] = from.objects[index];
  to.beyond = from.beyond;
}

export function createMachine(city: TypedCity, nodes: number, parameters: number): Machine {
  return {
    city,
    parameters: new Float64Array(parameters),
    scores: new Float64Array(nodes),
    known: new Float64Array(nodes),
    table: NO_TABLE,
    row: 0,
    doubt: false,
  };
}
