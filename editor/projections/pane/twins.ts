/**
 * @module Terms that the notation prints once and the formula holds several times: the denominator that a guard asks about,
 * the subject of every band. When the one that is seen is changed, the others follow.
 */

import { ratioLens, ratioPlaces } from "../../../engine/idioms/ratio.ts";
import { nodeAt, placesOf, replaceAt, sameLogic } from "../../../engine/logic/json-tree.ts";
import type { Logic } from "../../../engine/rule-set/rule-set.ts";
import { unifySubject } from "../../formula/operations/bands.ts";
import { bandPlaces, bandsLens } from "../../formula/recognise/bands.ts";

/** @returns the formula after an edit, with the twins of what was edited brought along */
export function twinsFollow(before: Logic, after: Logic): Logic {
  let followed = after;
  for (const { logic: old, at } of placesOf(before)) {
    const now = nodeAt(followed, at);
    if (now === undefined || sameLogic(old, now)) continue;
    const mended = guardFollows(old, now) ?? subjectFollows(old, now);
    if (mended !== null) followed = replaceAt(followed, at, mended);
  }
  return followed;
}

function guardFollows(old: Logic, now: Logic): Logic | null {
  const before = ratioLens.get(old);
  if (!before.ok || before.view.whenZero === null) return null;
  const after = ratioLens.get(now);
  if (after.ok || after.whyNot.code !== "guard_tests_another_term") return null;
  const places = ratioPlaces(before.view);
  const [numerator, denominator] = [nodeAt(now, places.numerator), nodeAt(now, places.denominator)];
  if (numerator === undefined || denominator === undefined) return null;
  return ratioLens.put({ ...before.view, numerator, denominator });
}

function subjectFollows(old: Logic, now: Logic): Logic | null {
  const before = bandsLens.get(old);
  if (!before.ok || before.view.rows.length < 2) return null;
  const after = bandsLens.get(now);
  if (after.ok || after.whyNot.code !== "row_has_another_subject") return null;
  const seen = bandPlaces(before.view).rows[0]?.subjects[0];
  const subject = seen === undefined ? undefined : nodeAt(now, seen);
  if (subject === undefined || sameLogic(subject, before.view.subject)) return null;
  const unified = unifySubject(now, "", subject);
  return unified.ok ? unified.logic : null;
}
