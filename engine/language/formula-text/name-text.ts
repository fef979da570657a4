/**
 * @module Names in the text formula: inputs by their label in Chinese and by their id in English, parts as the
 * notice calls them (b1). Ids and labels of both languages are read wherever they stand.
 */

import type { Name, Names } from "../formula-names.ts";
import type { Language } from "../language.ts";
import { PLAIN_NAME } from "./plain-name.ts";
import { isWord } from "./words.ts";

/** What a text stands for among the names; `null` when two names are called so. */
export type Resolved = { readonly id: string; readonly known: boolean } | null;

interface Index {
  readonly labels: ReadonlyMap<string, string | null>;
  readonly loose: ReadonlyMap<string, string | null>;
}

const indexes = new WeakMap<Names, Index>();

export function resolveName(text: string, names: Names): Resolved {
  if (names.has(text)) return { id: text, known: true };
  const { labels, loose } = indexOf(names);
  const found = labels.get(text) ?? (labels.has(text) ? null : loose.get(loosely(text)));
  if (found === null) return null;
  return found === undefined ? { id: text, known: false } : { id: found, known: true };
}

/**
 * How a name is written; `null` when nothing short would be read back as it.
 *
 * @param language `null`: by its id
 */
export function nameText(id: string, names: Names, language: Language | null): string | null {
  const name = names.get(id);
  const wanted = name === undefined || language === null ? id : wordingOf(name, language);
  for (const text of new Set([wanted, id])) {
    if (text === "") continue;
    const resolved = resolveName(text, names);
    if (resolved?.id === id) return isPlainName(text, names) ? text : inBrackets(text);
  }
  return null;
}

/** `b1` and the like are the notice's own names of its parts; longer ids of parts are ours. */
function wordingOf({ id, kind, label }: Name, language: Language): string {
  if (kind === "part" && /^[a-z]{1,2}\d{0,2}$/.test(id)) return id;
  if (language === "en") return kind === "given" || kind === "element" ? label.en : id;
  return label.zh;
}

function isPlainName(text: string, names: Names): boolean {
  if (!PLAIN_NAME.test(text) || isWord(text)) return false;
  // Chinese is written without spaces: a text with 且 in it is read as two names unless it is one itself.
  return !CONNECTIVE.test(text) || resolveName(text, names)?.known === true;
}

export const CONNECTIVE: RegExp = /[且或]/u;

/** A name or an operator in brackets, whatever its characters; escapes are those of JSON, and `\]`. */
export function inBrackets(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("]", "\\]");
  return `[${escaped}]`;
}

function indexOf(names: Names): Index {
  const known = indexes.get(names);
  if (known !== undefined) return known;
  const labels = new Map<string, string | null>();
  const loose = new Map<string, string | null>();
  const add = (index: Map<string, string | null>, text: string, id: string): void => {
    index.set(text, index.has(text) && index.get(text) !== id ? null : id);
  };
  for (const { id, label } of names.values()) {
    for (const text of new Set([label.zh, label.en])) {
      add(labels, text, id);
      add(loose, loosely(text), id);
    }
  }
  const index = { labels, loose };
  indexes.set(names, index);
  return index;
}

/** Full-width as half-width, without spaces and case: as people type. */
function loosely(text: string): string {
  return text.normalize("NFKC").replaceAll(/\s/g, "").toLowerCase();
}
