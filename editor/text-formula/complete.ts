/** @module What can be typed at a place of the text formula: inputs, parts, functions, by a part or by pinyin. */

import type { Name, Names } from "../../engine/language/formula-names.ts";
import { nameText } from "../../engine/language/formula-text/name-text.ts";
import { type Language, textIn } from "../../engine/language/language.ts";
import { IDIOM_WORDS, OPERATOR_WORDS } from "../../engine/language/operator-words.ts";
import { search } from "../formula/search.ts";
import { tokensOf } from "./lexer.ts";

export interface Completion {
  readonly kind: "name" | "function";
  /** What takes the place of what was typed; of a function the caret goes between its brackets. */
  readonly insert: string;
  readonly label: string;
  /** Kind of the name and its id, or the operator. */
  readonly detail: string;
  readonly name?: Name;
}

export interface Completions {
  /** The range of the text that is replaced. */
  readonly from: number;
  readonly to: number;
  readonly items: readonly Completion[];
}

export function completionsAt(
  text: string,
  offset: number,
  names: Names,
  language: Language,
): Completions {
  const token = tokensOf(text).find(
    ({ kind, from, to }) => from < offset && offset <= to && (kind === "name" || kind === "bad"),
  );
  const [from, to] = token === undefined ? [offset, offset] : [token.from, token.to];
  const typed = text.slice(from, offset).replace(/^[[【〔［]/, "");
  const all = [...namesToType(names, language), ...functionsToType(language)];
  const items = search(typed, all, ({ label, detail, name }) => [
    label,
    detail,
    ...(name === undefined ? [] : [name.label.zh, name.label.en, name.id]),
  ]);
  return { from, to, items };
}

function namesToType(names: Names, language: Language): readonly Completion[] {
  return [...names.values()].flatMap((name): readonly Completion[] => {
    const insert = nameText(name.id, names, language);
    if (insert === null) return [];
    return [{ kind: "name", insert, label: textIn(name.label, language), detail: name.id, name }];
  });
}

function functionsToType(language: Language): readonly Completion[] {
  const functions = [...OPERATOR_WORDS].map(([operator, { call }]) => ({ call, detail: operator }));
  const idioms = Object.entries(IDIOM_WORDS).map(([detail, call]) => ({ call, detail }));
  return [...functions, ...idioms].map(({ call, detail }) => {
    const label = textIn(call, language);
    return { kind: "function", insert: `${label}()`, label, detail };
  });
}
