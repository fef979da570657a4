/** @module What is typed into a leaf: a number, a percent, a name, or a whole text formula. */
import type { TFunction } from "i18next";
import type { Names } from "../../../engine/language/formula-names.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { parseText } from "../../text-formula/parse.ts";

export type Entered =
  | { readonly ok: true; readonly logic: Logic }
  | { readonly ok: false; readonly words: string };

export function readEntered(text: string, names: Names, say: TFunction<"projections">): Entered {
  const { logic, errors } = parseText(text, names);
  // A name that does not exist is a slip here, where names are offered while one types.
  const wrong = errors.find(
    ({ severity, code }) => severity === "error" || code === "unknown_name",
  );
  if (wrong === undefined) return { ok: true, logic };
  return { ok: false, words: say(`textErrors.${wrong.code}`, { ...wrong.facts }) };
}
