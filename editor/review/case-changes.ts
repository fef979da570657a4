/** @module How the cases of a draft differ from those of the set that it began with, in numbers. */
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import type { JsonValue } from "../../engine/json/json-value.ts";
import { casesOf } from "../cases/case-places.ts";
import type { Files } from "../document/rule-document.ts";

export interface CaseChanges {
  /** Cases that expect something else than they did. */
  readonly expecting: number;
  readonly added: number;
  readonly removed: number;
}

/** Cases are told apart by their ids. */
export function caseChanges(before: Files, after: Files): CaseChanges {
  const [old, now] = [expectations(before), expectations(after)];
  let [expecting, added] = [0, 0];
  for (const [id, expect] of now) {
    const was = old.get(id);
    if (was === undefined) added++;
    else if (was !== expect) expecting++;
  }
  return { expecting, added, removed: [...old.keys()].filter((id) => !now.has(id)).length };
}

function expectations(files: Files): ReadonlyMap<string, string> {
  return new Map(
    casesOf({ files }).map(({ case: one }) => [
      one.id,
      canonicalJson(one.expect as unknown as JsonValue),
    ]),
  );
}
