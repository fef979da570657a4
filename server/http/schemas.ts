/** @module Shapes that several routes take or answer. */
import { type TSchema, Type } from "@sinclair/typebox";

export const DECIMAL = Type.String({ pattern: "^-?\\d+(\\.\\d+)?$" });
export const ID = Type.String({ pattern: "^[a-z0-9][a-z0-9_-]{0,63}$" });
export const NAME = Type.String({ minLength: 1, maxLength: 200 });
export const REASON = Type.String({ minLength: 1, maxLength: 2000 });
/** Name of a file that a person gives; no folders, nothing that turns the direction of writing. */
export const FILE_NAME = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: "^[^\\\\/\\u0000-\\u001f\\u007f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]+$",
});
export const MOMENT = Type.String({ format: "date-time" });
export const DATE = Type.String({ format: "date" });
export const HASH = Type.String({ pattern: "^sha256:[0-9a-f]{64}$" });
/** Anything, as JSON says it. */
export const ANY = Type.Unknown();
export const OBJECT = Type.Object({}, { additionalProperties: true });

/** Nothing but the members named. */
export function exactly<T extends { [name: string]: TSchema }>(members: T) {
  return Type.Object(members, { additionalProperties: false });
}

/** At least the members named; answers may grow. */
export function open<T extends { [name: string]: TSchema }>(members: T) {
  return Type.Object(members, { additionalProperties: true });
}

export function nullable<T extends TSchema>(schema: T) {
  return Type.Union([schema, Type.Null()]);
}

export const ISSUE = open({
  code: Type.String(),
  severity: Type.Union([Type.Literal("error"), Type.Literal("warning"), Type.Literal("note")]),
  path: Type.String(),
});

export const PROBLEM = open({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  issues: Type.Optional(Type.Array(ISSUE)),
});

const RANGE = Type.Array(nullable(DECIMAL), { minItems: 2, maxItems: 2 });
const SCORE = nullable(DECIMAL);

export const SCORE_RESULT = open({
  ruleSet: open({ id: Type.String(), hash: HASH }),
  engine: Type.String(),
  status: Type.Union([Type.Literal("final"), Type.Literal("provisional")]),
  total: SCORE,
  range: nullable(RANGE),
  scores: Type.Record(Type.String(), SCORE),
  ranges: Type.Record(Type.String(), RANGE),
  outputs: OBJECT,
  pending: Type.Record(Type.String(), Type.Array(Type.String())),
  warnings: Type.Array(ISSUE),
  trace: Type.Optional(OBJECT),
  supersededBy: Type.Optional(Type.String()),
});

/** Files of a rule set: exact text by path. */
export const FILES = Type.Record(Type.String(), Type.String());

export const CASES_REPORT = open({
  ruleSet: Type.String(),
  passed: Type.Integer(),
  failed: Type.Integer(),
  failures: Type.Array(OBJECT),
  coverage: OBJECT,
  disagreements: Type.Array(OBJECT),
});

export function listOf<T extends TSchema>(name: string, item: T) {
  return Type.Object({ [name]: Type.Array(item) }, { additionalProperties: true });
}
