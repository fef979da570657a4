/**
 * @module Readers of single figures, one for each input of a rule set: from a request's JSON into slots. They see
 * what is plain; everything else (a refusal, a figure finer than a slot) they leave to the reference validation.
 */
import { isObject } from "../json/json-value.ts";
import type { Input } from "../rule-set/rule-set.ts";
import {
  type FieldPlace,
  type NumberPlace,
  type Place,
  type PlacedInput,
  type RowsPlace,
  USUAL,
} from "./layout.ts";
import type { TypedCity } from "./machine.ts";
import { exactInteger } from "./read-number.ts";

/** How a figure was found: in its slot, not given, or something that the reference validation must look at. */
export type Found = "given" | "missing" | "unclear";

export type ReadFigure = (given: unknown, city: TypedCity) => Found;
/** `from`: where the row begins in the table. */
type ReadField = (given: unknown, numbers: Float64Array, from: number) => Found;

export function readerOf({ input, place }: PlacedInput): ReadFigure {
  switch (place.kind) {
    case "list":
      return withPolicy(input, listReader(place), (city) => {
        for (const index of place.codes.values()) city.figures[place.first + index] = Number.NaN;
        city.figures[place.count] = Number.NaN;
        city.objects[place.object] = null;
      });
    case "counts":
      return withPolicy(input, countsReader(place), (city) => {
        for (const index of place.codes.values()) city.figures[place.first + index] = Number.NaN;
      });
    case "rows":
      return withPolicy(input, rowsReader(place), (city) => {
        city.figures[place.count] = Number.NaN;
        city.objects[place.object] = null;
      });
    case "object":
      return withPolicy(input, textReader(place), (city) => {
        city.objects[place.object] = null;
      });
    default: {
      const read = valueReader(place);
      return withPolicy(
        input,
        (given, city) => read(given, city.figures, 0),
        (city) => {
          city.figures[place.slot] = Number.NaN;
        },
      );
    }
  }
}

/** What null and nothing mean, as `readFigure` has it. */
function withPolicy(
  input: Input,
  read: ReadFigure,
  setNull: (city: TypedCity) => void,
): ReadFigure {
  const policy = input.missing ?? "pending";
  const nullable = input.nullable === true;
  const nothing: ReadFigure = (_, city) => {
    if (typeof policy === "object")
      return policy.value === null && nullable ? given(setNull, city) : read(policy.value, city);
    if (policy === "pending" && input.informational !== true) return "missing";
    return given(setNull, city);
  };
  return (figure, city) => {
    if (figure === undefined) return nothing(figure, city);
    if (figure !== null) return read(figure, city);
    if (nullable) return given(setNull, city);
    return policy === "pending" ? "unclear" : nothing(figure, city);
  };
}

function given(setNull: (city: TypedCity) => void, city: TypedCity): Found {
  setNull(city);
  return "given";
}

function valueReader(place: Exclude<FieldPlace, { readonly kind: "object" }>): ReadField {
  switch (place.kind) {
    case "number":
      return numberReader(place);
    case "flag": {
      const { slot } = place;
      return (figure, numbers, from) => {
        if (typeof figure !== "boolean") return "unclear";
        numbers[from + slot] = figure ? 1 : 0;
        return "given";
      };
    }
    case "choice": {
      const { slot, codes } = place;
      return (figure, numbers, from) => {
        const option = typeof figure === "string" ? codes.get(figure) : undefined;
        if (option === undefined) return "unclear";
        numbers[from + slot] = option;
        return "given";
      };
    }
  }
}

function numberReader({ slot, scale, low, high }: NumberPlace): ReadField {
  return (figure, numbers, from) => {
    const integer = exactInteger(figure, scale);
    if (!(integer >= low && integer <= high)) return "unclear";
    numbers[from + slot] = integer;
    return "given";
  };
}

function listReader({
  first,
  count,
  codes,
  object,
}: Place & { readonly kind: "list" }): ReadFigure {
  return (figure, { figures, objects }) => {
    if (!Array.isArray(figure) || figure.length > codes.size) return "unclear";
    figures.fill(0, first, count);
    for (let index = 0; index < figure.length; index++) {
      const option = codes.get(figure[index] as string);
      // An option that is chosen twice is told as such.
      if (option === undefined || figures[first + option] === 1) return "unclear";
      figures[first + option] = 1;
    }
    figures[count] = figure.length;
    objects[object] = figure;
    return "given";
  };
}

function countsReader({ first, codes }: Place & { readonly kind: "counts" }): ReadFigure {
  return (figure, { figures }) => {
    if (!isObject(figure)) return "unclear";
    figures.fill(0, first, first + codes.size);
    for (const code of Object.keys(figure)) {
      const option = codes.get(code);
      if (option === undefined) return "unclear";
      const integer = exactInteger(figure[code], 1);
      if (!(integer >= 0 && integer <= USUAL)) return "unclear";
      figures[first + option] = integer;
    }
    return "given";
  };
}

function rowsReader(place: RowsPlace): ReadFigure {
  const { count, table, width, maximumRows, object } = place;
  const fields = [...place.fields].map(([id, field]) => ({
    id,
    read: fieldReader(field),
    inherited: id in Object.prototype,
  }));
  return (figure, city) => {
    if (!Array.isArray(figure) || figure.length > maximumRows) return "unclear";
    const numbers = new Float64Array(figure.length * width);
    for (let index = 0; index < figure.length; index++) {
      const row: unknown = figure[index];
      if (!isObject(row)) return "unclear";
      let found = 0;
      for (let place = 0; place < fields.length; place++) {
        const { id, read, inherited } = fields[place] as (typeof fields)[number];
        const value = inherited && !Object.hasOwn(row, id) ? undefined : row[id];
        if (value !== undefined) found++;
        if (read(value, numbers, index * width) !== "given") return "unclear";
      }
      if (found !== Object.keys(row).length) return "unclear";
    }
    city.figures[count] = figure.length;
    city.tables[table] = numbers;
    city.objects[object] = figure;
    return "given";
  };
}

/** Of a row; texts stay where they are, and what a missing or null field means is rare enough to be left. */
function fieldReader(place: FieldPlace): ReadField {
  if (place.kind !== "object") {
    const read = valueReader(place);
    return (figure, numbers, from) =>
      figure === undefined || figure === null ? "unclear" : read(figure, numbers, from);
  }
  const { maximum } = place;
  return (figure) => (typeof figure === "string" && figure.length <= maximum ? "given" : "unclear");
}

function textReader({ object, maximum }: FieldPlace & { readonly kind: "object" }): ReadFigure {
  return (figure, city) => {
    // UTF-16 units: never fewer than characters.
    if (typeof figure !== "string" || figure.length > maximum) return "unclear";
    city.objects[object] = figure;
    return "given";
  };
}
