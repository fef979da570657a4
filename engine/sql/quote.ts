/** @module Names and texts of a rule set as SQL says them: quoted, so that nothing in a rule file is ever code. */

/** PostgreSQL cuts names off after so many bytes. */
const MAX_NAME_BYTES = 63;

export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Doubled quotes are enough with `standard_conforming_strings`; a backslash asks for the form that says so itself. */
export function quoteText(text: string): string {
  const quoted = text.replaceAll("'", "''");
  return text.includes("\\") ? `E'${quoted.replaceAll("\\", "\\\\")}'` : `'${quoted}'`;
}

export function quoteTexts(texts: readonly string[]): string {
  return texts.length === 0 ? "'{}'::text[]" : `ARRAY[${texts.map(quoteText).join(", ")}]`;
}

/** A table, with its schema or without: `cities`, `survey.cities`. */
export function quoteTable(name: string): string {
  return name.split(".").map(quoteName).join(".");
}

/** Names that stay apart from each other within the length that the database keeps. */
export class ColumnNames {
  readonly #taken = new Set<string>();

  constructor(reserved: readonly string[]) {
    for (const name of reserved) this.#taken.add(name);
  }

  /** The name itself where it fits; a longer one, or one that is taken, cut short and numbered. */
  take(wanted: string): string {
    let name = wanted;
    for (let number = 2; byteLength(name) > MAX_NAME_BYTES || this.#taken.has(name); number++)
      name = `${cut(wanted, MAX_NAME_BYTES - 6)}~${number}`;
    this.#taken.add(name);
    return name;
  }
}

/** In UTF-8. */
function byteLength(text: string): number {
  let bytes = 0;
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function cut(text: string, bytes: number): string {
  let kept = "";
  for (const letter of text) {
    if (byteLength(kept + letter) > bytes) break;
    kept += letter;
  }
  return kept;
}
