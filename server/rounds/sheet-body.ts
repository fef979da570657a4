/** @module What a sheet holds: figures, where each comes from, evidence, a remark. */
import { type Static, Type } from "@sinclair/typebox";
import { isObject, type JsonValue } from "../../engine/json/json-value.ts";

const SHORT = Type.String({ maxLength: 500 });
const LONG = Type.String({ maxLength: 2000 });

/** A choice list answered option by option, so that several departments can share it. */
const ANSWERS = Type.Object(
  {
    answers: Type.Record(
      Type.String({ maxLength: 100 }),
      Type.Union([Type.Literal("yes"), Type.Literal("no"), Type.Literal("not_ours"), Type.Null()]),
    ),
  },
  { additionalProperties: false },
);

/** What is told of a figure beside its value. */
const TOLD = Type.Object(
  {
    source: Type.Optional(SHORT),
    asOf: Type.Optional(Type.String({ format: "date" })),
    /** As it was worked out, such as `12+30+18`. */
    working: Type.Optional(LONG),
    /** Why a figure that looks unlikely is right. */
    explanation: Type.Optional(LONG),
  },
  { additionalProperties: false },
);

export const SHEET_BODY = Type.Object(
  {
    values: Type.Record(Type.String({ maxLength: 100 }), Type.Union([ANSWERS, Type.Unknown()])),
    told: Type.Optional(Type.Record(Type.String({ maxLength: 100 }), TOLD)),
    evidence: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 200 })),
    remark: Type.Optional(LONG),
  },
  { additionalProperties: false },
);

export type SheetBody = Static<typeof SHEET_BODY>;

export const EMPTY_SHEET: SheetBody = { values: {} };

export interface Answers {
  readonly answers: { readonly [option: string]: "yes" | "no" | "not_ours" | null };
}

export function isAnswers(value: unknown): value is Answers {
  return isObject(value) && isObject(value.answers) && Object.keys(value).length === 1;
}

/** The options answered with yes; null while one is neither answered nor another's. */
export function chosenOptions(
  { answers }: Answers,
  options: readonly string[],
): readonly string[] | null {
  if (options.some((one) => (answers[one] ?? null) === null)) return null;
  return options.filter((one) => answers[one] === "yes");
}

/** Figures as the engine takes them; lists that are not answered whole are left out. */
export function plainValues(
  body: SheetBody,
  optionsOf: (input: string) => readonly string[],
): { readonly [input: string]: JsonValue } {
  return Object.fromEntries(
    Object.entries(body.values).flatMap(([input, value]): [string, JsonValue][] => {
      if (!isAnswers(value)) return [[input, value as JsonValue]];
      const chosen = chosenOptions(value, optionsOf(input));
      return chosen === null ? [] : [[input, chosen as JsonValue]];
    }),
  );
}
