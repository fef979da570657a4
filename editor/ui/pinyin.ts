/** @module Finding by what people type: words in any order, ids, or the initials of the pinyin (`lal` finds 立案率). */
import pinyin from "tiny-pinyin";

/** What a text can be found by; made once per text. */
const keys = new Map<string, string>();
const MOST = 20_000;

function keyOf(text: string): string {
  const known = keys.get(text);
  if (known !== undefined) return known;
  const tokens = pinyin.parse(text);
  const initials = tokens
    // 2: a Chinese character; others stand for themselves.
    .map(({ type, target }) => (type === 2 ? target.slice(0, 1) : target))
    .join("");
  const key = `${text}\n${initials}`.toLowerCase();
  if (keys.size >= MOST) keys.clear();
  keys.set(text, key);
  return key;
}

/** True when every word of the wish is found in one of the texts, as it stands or by its initials. */
export function matchesWish(wish: string, texts: readonly string[]): boolean {
  const words = wish.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => texts.some((text) => keyOf(text).includes(word)));
}
