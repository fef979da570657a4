import { expect, test } from "vitest";
import { canonicalJson } from "../../../engine/json/canonical-json.ts";
import {
  isObject,
  own,
  toPointer,
  UnrepresentableNumber,
} from "../../../engine/json/json-value.ts";

test("objects are what has names: no list, no null, no number that is kept as text", () => {
  const values = [{}, Object.create(null), [], null, "a", new UnrepresentableNumber("1e999")];
  expect(values.map(isObject)).toEqual([true, true, false, false, false, false]);
});

test("own properties are read, inherited ones not", () => {
  expect([own({ a: 1 }, "a"), own({}, "toString"), own({}, "__proto__")]).toEqual([
    1,
    undefined,
    undefined,
  ]);
});

test("pointers escape their two signs, the tilde first", () => {
  expect(toPointer(["a", 0, "m/n", "~", "~1", ""])).toBe("/a/0/m~1n/~0/~01/");
  expect(toPointer([])).toBe("");
});

test("canonical text sorts names by their UTF-16 units at every depth and keeps the order of lists", () => {
  const value = { b: [3, { d: 1, c: 2 }], a: "城\n", "€": null, "\r": true, "1": 0.5 };
  expect(canonicalJson(value)).toBe(
    '{"\\r":true,"1":0.5,"a":"城\\n","b":[3,{"c":2,"d":1}],"€":null}',
  );
});

test("canonical text leaves out what is undefined", () => {
  expect(canonicalJson({ a: undefined, b: 1 } as never)).toBe('{"b":1}');
});
