/**
 * @module A request's items and figures, one after the other: by going through the declarations, or by one generated
 * function that knows every name and takes what is plain by itself. Whatever else it meets it hands over. Of a rule file
 * only numbers and names go into that source, names as JSON strings, which cannot end a literal.
 */
import { isObject } from "../json/json-value.ts";
import type { InputReader, ItemReader } from "./item-readers.ts";
import type { FieldPlace, NumberPlace, RowsPlace } from "./layout.ts";
import type { TypedCity } from "./machine.ts";

/**
 * Reads a whole request.
 *
 * @param other takes the figure of an input (by its place) that is missing, or not as it usually is
 * @param strange told when the request holds something that is not declared
 */
export type FusedRead = (
  inputs: { readonly [node: string]: unknown },
  city: TypedCity,
  other: (input: number, figure: unknown) => void,
  strange: () => void,
) => void;

export function readItems(
  items: readonly ItemReader[],
  inputs: { readonly [node: string]: unknown },
  other: (input: number, figure: unknown) => void,
  strange: () => void,
): void {
  let found = 0;
  for (let place = 0; place < items.length; place++) {
    const { node, inherited, inputs: declared } = items[place] as ItemReader;
    const figures = inherited && !Object.hasOwn(inputs, node.id) ? undefined : inputs[node.id];
    if (figures !== undefined) found++;
    const there = isObject(figures) ? figures : undefined;
    if (there === undefined && figures !== undefined) strange();
    let given = 0;
    for (let index = 0; index < declared.length; index++) {
      const input = declared[index] as InputReader;
      const figure = there === undefined ? undefined : figureIn(there, input);
      if (figure !== undefined) given++;
      other(input.placed.index, figure);
    }
    if (there !== undefined && given !== Object.keys(there).length) strange();
  }
  if (found !== Object.keys(inputs).length) strange();
}

function figureIn(there: { readonly [input: string]: unknown }, input: InputReader): unknown {
  const { id } = input.placed;
  return input.inherited && !Object.hasOwn(there, id) ? undefined : there[id];
}

export function fuseRead(items: readonly ItemReader[]): FusedRead {
  const readers = items.flatMap(({ inputs }) => inputs.map(({ read }) => read));
  const source = [
    '"use strict";',
    "const own = Object.hasOwn, list = Array.isArray;",
    // Requests come from JSON: all their keys are their own. To count them makes no list of them.
    "const count = (o) => { let n = 0; for (const k in o) n++; return n; };",
    "return function (inputs, city, other, strange) {",
    "const f = city.figures; let items = 0, given = 0, o, v, w;",
    ...items.flatMap(itemSource),
    "if (items !== count(inputs)) strange();",
    "};",
  ].join("\n");
  const make = new Function("readers", "isObject", source) as (...helpers: unknown[]) => FusedRead;
  return make(readers, isObject);
}

function itemSource({ node, inherited, inputs }: ItemReader): readonly string[] {
  const name = JSON.stringify(node.id);
  return [
    `o = ${inherited ? `own(inputs, ${name}) ? inputs[${name}] : undefined` : `inputs[${name}]`};`,
    `if (o !== undefined) items++;`,
    "if (isObject(o)) {",
    "given = 0;",
    ...inputs.flatMap(inputSource),
    "if (given !== count(o)) strange();",
    "} else {",
    "if (o !== undefined) strange();",
    ...inputs.map(({ placed }) => `other(${placed.index}, undefined);`),
    "}",
  ];
}

function inputSource({ placed, inherited }: InputReader): readonly string[] {
  const name = JSON.stringify(placed.id);
  const { place, index } = placed;
  return [
    `v = ${inherited ? `own(o, ${name}) ? o[${name}] : undefined` : `o[${name}]`};`,
    "if (v !== undefined) given++;",
    place.kind === "rows"
      ? rowsSource(place, index)
      : place.kind === "number" || place.kind === "flag"
        ? `if (${plainTest(place, "v")}) f[${place.slot}] = ${plainValue(place, "v")}; else other(${index}, v);`
        : `if (v === undefined || readers[${index}](v, city) !== "given") other(${index}, v);`,
  ];
}

/** True of a figure as JSON usually gives it; a decimal leaves its integer in `w`. */
function plainTest(place: NumberPlace | (FieldPlace & { kind: "flag" }), name: string): string {
  if (place.kind === "flag") return `typeof ${name} === "boolean"`;
  const { scale, low, high } = place;
  if (scale === 1)
    return `typeof ${name} === "number" && ${name} >= ${low} && ${name} <= ${high} && Math.floor(${name}) === ${name}`;
  // The same reasoning as in `exactInteger`.
  return `typeof ${name} === "number" && (w = Math.round(${name} * ${scale})) / ${scale} === ${name} && w >= ${low} && w <= ${high}`;
}

function plainValue(place: NumberPlace | (FieldPlace & { kind: "flag" }), name: string): string {
  if (place.kind === "flag") return `${name} ? 1 : 0`;
  return place.scale === 1 ? `${name} + 0` : "w + 0";
}

/** Rows whose fields are all there and plain; any other goes the long way as a whole. */
function rowsSource(
  { fields, width, count, table, maximumRows, object }: RowsPlace,
  index: number,
): string {
  const lines = [...fields].map(([id, place], field) => {
    const name = JSON.stringify(id);
    const value = `x${field}`;
    const read = `const ${value} = ${id in Object.prototype ? `own(q, ${name}) ? q[${name}] : undefined` : `q[${name}]`};`;
    if (place.kind === "object")
      return `${read} if (typeof ${value} !== "string" || ${value}.length > ${place.maximum}) break;`;
    if (place.kind === "choice") return `${read} break;`;
    return `${read} if (!(${plainTest(place, value)})) break; t[at + ${place.slot}] = ${plainValue(place, value)};`;
  });
  return [
    "{ let at = -1;",
    `if (list(v) && v.length <= ${maximumRows}) {`,
    `const t = new Float64Array(v.length * ${width}); let i = 0; at = 0;`,
    `for (; i < v.length; i++, at += ${width}) { const q = v[i]; if (!isObject(q)) break;`,
    ...lines,
    `if (count(q) !== ${fields.size}) break; }`,
    `if (i === v.length) { f[${count}] = i; city.tables[${table}] = t; city.objects[${object}] = v; } else at = -1;`,
    "}",
    `if (at < 0) other(${index}, v); }`,
  ].join("\n");
}
