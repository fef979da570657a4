/** @module Finding things by what people type: a part of a name, or its pinyin, whole or by initials. */
import pinyin from "tiny-pinyin";

interface Sounds {
  readonly text: string;
  /** `jian she` as `jianshe`. */
  readonly whole: string;
  readonly initials: string;
}

const known = new Map<string, Sounds>();

function soundsOf(text: string): Sounds {
  const found = known.get(text);
  if (found !== undefined) return found;
  const plain = text.normalize("NFKC").toLowerCase();
  const syllables = pinyin
    .parse(plain)
    .filter(({ source }) => /[\p{L}\p{N}]/u.test(source))
    .map(({ target }) => target.toLowerCase());
  const sounds = {
    text: plain,
    whole: syllables.join(""),
    initials: syllables.map((syllable) => syllable.slice(0, 1)).join(""),
  };
  known.set(text, sounds);
  return sounds;
}

/** How well a query fits a text: 0 best, larger worse, `null` not at all. An empty query fits everything. */
export function fits(query: string, text: string): number | null {
  const wanted = query.normalize("NFKC").toLowerCase().replaceAll(/\s/g, "");
  if (wanted === "") return 0;
  const { text: plain, whole, initials } = soundsOf(text);
  if (plain === wanted) return 0;
  const tests: readonly (readonly [number, string, boolean])[] = [
    [1, plain, true],
    [2, initials, true],
    [3, whole, true],
    [4, plain, false],
    [5, initials, false],
    [6, whole, false],
  ];
  const found = tests.find(([, where, starts]) =>
    starts ? where.startsWith(wanted) : where.includes(wanted),
  );
  return found === undefined ? null : found[0];
}

/** Those that fit, best first, otherwise in their order; each is found by any of its texts. */
export function search<Entry>(
  query: string,
  entries: readonly Entry[],
  textsOf: (entry: Entry) => readonly string[],
): readonly Entry[] {
  return entries
    .map((entry) => {
      const found = textsOf(entry).flatMap((text) => fits(query, text) ?? []);
      return { entry, rank: found.length === 0 ? null : Math.min(...found) };
    })
    .filter((one): one is { entry: Entry; rank: number } => one.rank !== null)
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}
