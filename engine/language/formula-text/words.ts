/** @module Words that the text formula knows in both languages: functions, and signs that are written as words. */

import type { Text } from "../../rule-set/rule-set.ts";
import { type Language, textIn } from "../language.ts";
import { CONSTANT_WORDS, IDIOM_WORDS, OPERATOR_WORDS } from "../operator-words.ts";
import { PLAIN_NAME } from "./plain-name.ts";

/** What a word before a bracket calls: an operator, or a way of writing several nodes. */
export type Called =
  | { readonly kind: "operator"; readonly operator: string }
  | { readonly kind: "idiom"; readonly idiom: keyof typeof IDIOM_WORDS };

const calls = new Map<string, Called>();
for (const [operator, { call }] of OPERATOR_WORDS) {
  for (const word of [call.zh, call.en, operator]) {
    if (PLAIN_NAME.test(word)) calls.set(fold(word), { kind: "operator", operator });
  }
}
for (const [idiom, { zh, en }] of Object.entries(IDIOM_WORDS)) {
  for (const word of [zh, en]) calls.set(fold(word), { kind: "idiom", idiom: idiom as "count" });
}

/** `undefined` for a word that is no function of ours: then it names an operator as it stands. */
export function calledBy(word: string): Called | undefined {
  return calls.get(fold(word));
}

/** The word for an operator; `undefined` for operators that the engine does not have. */
export function callWord(operator: string, language: Language): string | undefined {
  const words = OPERATOR_WORDS.get(operator);
  return words === undefined ? undefined : textIn(words.call, language);
}

const constants = new Map<string, null | boolean>();
for (const [value, words] of CONSTANT_WORDS) {
  for (const word of [words.zh, words.en]) constants.set(fold(word), value);
}

/** `undefined` for a word that is no constant. */
export function constantOf(word: string): null | boolean | undefined {
  return constants.get(fold(word));
}

export function constantWord(value: null | boolean, language: Language): string {
  return textIn(CONSTANT_WORDS.get(value) as Text, language);
}

/** Words between or before operands. */
const SIGNS: ReadonlyMap<string, string> = new Map(
  (["and", "or", "!"] as const).flatMap((operator) => {
    const { call } = OPERATOR_WORDS.get(operator) as { readonly call: Text };
    return [
      [fold(call.zh), operator],
      [fold(call.en), operator],
    ] as const;
  }),
);

export function signWordOf(word: string): string | undefined {
  return SIGNS.get(fold(word));
}

/** Words that are no names. */
export function isWord(text: string): boolean {
  return constantOf(text) !== undefined || signWordOf(text) !== undefined;
}

function fold(word: string): string {
  return word.normalize("NFKC").toLowerCase();
}
