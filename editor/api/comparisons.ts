/** @module What a change of rules does to stored cities, and the table of revisions as a workbook. */
import type { CityEffect } from "./drafts.ts";
import { request, requestFile } from "./request.ts";

export interface CityEffectReport {
  readonly cities: readonly CityEffect[];
  /** Cities that were not computed, since there are more than a page shows. */
  readonly more: number;
}

/**
 * Cities of the rounds of another published set, as they would be under this one.
 *
 * @param id id of the set, or `id@hash`
 * @param from the set that the cities are scored with
 */
export async function readSetEffect(
  id: string,
  from: string,
  signal?: AbortSignal,
): Promise<CityEffectReport> {
  const options = { query: { from }, ...(signal === undefined ? {} : { signal }) };
  return (await request<CityEffectReport>("GET", `/rule-sets/${id}/effect`, options)).body;
}

/**
 * The 修订对照表 as a workbook.
 *
 * @param of `rule-sets/…` or `drafts/…`
 * @param query what it is compared with: `from` a set, `fromSave` a save of the draft
 */
export function readRevisionTable(
  of: string,
  query: { readonly from?: string; readonly fromSave?: string; readonly save?: string },
): Promise<Blob> {
  return requestFile(`/${of}/revision-table`, query);
}
