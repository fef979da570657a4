/** @module What is typed into a leaf: a number, a percent, a name, or a whole text formula. */
import type { TFunction } from "i18next";
import type { Names } from "../../../engine/language/formula-names.ts";
import { codeOf } from "../../../engine/language/formula-text/option-text.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { parseText } from "../../text-formula/parse.ts";
import type { Notation } from "../notation/shapes.ts";

export type Entered =
  | { readonly ok: true; readonly logic: Logic }
  | { readonly ok: false; readonly words: string };

export function readEntered(
  text: string,
  names: Names,
  say: TFunction<"projections">,
  /** What stood there. */
  before?: Notation,
): Entered {
  // A text is written over a text, a choice over a choice, without quotes.
  if (before?.kind === "word" && before.what === "text" && !/^\s*["“＂#]/.test(text)) {
    const options = names.get(before.option?.input ?? "")?.options ?? [];
    return { ok: true, logic: codeOf(text.trim(), options) };
  }
  const { logic, errors } = parseText(text, names);
  // A name that does not exist is a slip here, where names are offered while one types.
  const wrong = errors.find(
    ({ severity, code }) => severity === "error" || code === "unknown_name",
  );
  if (wrong === undefined) return { ok: true, logic };
  return { ok: false, words: say(`textErrors.${wrong.code}`, { ...wrong.facts }) };
}
