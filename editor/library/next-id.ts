/** @module What the next year's rule set may be called: the year in its id and edition, one further. */

/** `…-2018` → `…-2019`; an id without a year gets a number at its end. */
export function nextId(id: string, edition: string): string {
  const next = nextYear(edition);
  if (next !== edition && id.includes(edition)) return id.replaceAll(edition, next);
  const [, stem = id, number] = /^(.*?)-?(\d+)?$/.exec(id) ?? [];
  return `${stem}-${Number(number ?? 1) + 1}`;
}

/** A later year for an edition that is one; other editions stay as they are. */
export function nextYear(edition: string): string {
  return /^\d{4}$/.test(edition) ? String(Number(edition) + 1) : edition;
}
