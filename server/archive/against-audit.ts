/** @module What a city's documents say against what its audit rows say: each has the other, with the same hashes. */
import { hashOf } from "../../engine/rule-set/hash.ts";
import { column } from "../rounds/city-return.ts";
import type { Tables } from "../storage/tables.ts";
import { cityMember } from "./archive-file.ts";
import type { CityContents } from "./contents.ts";
import type { ArchiveFault } from "./open-archive.ts";

/** A deed as both sides must tell it. */
interface Told {
  readonly action: string;
  readonly object: string;
  readonly facts: string;
}

export function againstAudit(
  round: string,
  city: string,
  contents: CityContents,
): readonly ArchiveFault[] {
  const place = `rounds/${round}/cities/${city}`;
  const pairs = [
    ["sheets", handedIn(contents, place)],
    ["decisions", decided(contents, place)],
    ["scores", scored(contents, place)],
    ["return", settled(contents, place)],
  ] as const;
  const faults = pairs.flatMap(([document, told]) => {
    const actions: ReadonlySet<string> = new Set(ACTIONS[document]);
    const audited = contents.audit.rows
      .filter(({ action, object }) => actions.has(action) && isBelow(object, place))
      .map((row) => ({ ...row, facts: factsOf(row) }));
    return compare(cityMember(city, document), told, audited);
  });
  return [...faults, ...unauditedEvidence(contents, place)];
}

const ACTIONS = {
  sheets: ["sheet.hand_in"],
  decisions: ["item.decide"],
  scores: ["score.store"],
  return: ["return.locked", "return.unlocked", "return.frozen", "return.filed"],
} as const satisfies { readonly [document: string]: readonly string[] };

function handedIn({ sheets }: CityContents, place: string): readonly Told[] {
  return sheets.revisions.map(({ unit, item, revision, body }) => ({
    action: "sheet.hand_in",
    object: `${place}/units/${unit}/sheets/${item}`,
    facts: column({ revision, body: hashOf(body) }),
  }));
}

function decided({ decisions }: CityContents, place: string): readonly Told[] {
  return decisions.decisions.map(({ item, number, method, parts, figures, reason }) => ({
    action: "item.decide",
    object: `${place}/decisions/${item}`,
    facts: column({ number, method, parts, figures, reason }),
  }));
}

function scored({ scores }: CityContents, place: string): readonly Told[] {
  return scores.scores.map(({ id, digest, result, rule_set_hash }) => ({
    action: "score.store",
    object: `${place}/scores/${id}`,
    facts: column({ digest, total: (result as { total: string }).total, ruleSet: rule_set_hash }),
  }));
}

function settled({ return: { events } }: CityContents, place: string): readonly Told[] {
  return events.map(({ kind, reason }) => ({
    action: `return.${kind}`,
    object: place,
    facts: column({ reason }),
  }));
}

/** Evidence that was removed again stands in the trail alone. */
function unauditedEvidence(
  { evidence, audit, return: { city } }: CityContents,
  place: string,
): readonly ArchiveFault[] {
  const uploaded = new Set(
    audit.rows
      .filter(({ action }) => action === "evidence.upload")
      .map((row) => `${row.object} ${factsOf(row)}`),
  );
  return evidence.evidence
    .map(
      ({ id, unit, hash, size }) =>
        `${place}/units/${unit}/evidence/${id} ${column({ hash, size })}`,
    )
    .filter((one) => !uploaded.has(one))
    .map((one) => ({
      code: "not_in_audit",
      member: cityMember(city.id, "evidence"),
      object: one.split(" ")[0],
    }));
}

function compare(
  member: string,
  told: readonly Told[],
  audited: readonly Told[],
): readonly ArchiveFault[] {
  const key = ({ action, object, facts }: Told): string => `${action} ${object} ${facts}`;
  const missing = without(told, audited, key);
  const extra = without(audited, told, key);
  return [
    ...missing.map(({ object }) => ({ code: "not_in_audit", member, object }) as const),
    ...extra.map(({ object }) => ({ code: "only_in_audit", member, object }) as const),
  ];
}

/** Each of `all` that `others` does not hold, counted: two alike need two. */
function without(
  all: readonly Told[],
  others: readonly Told[],
  key: (told: Told) => string,
): readonly Told[] {
  const left = new Map<string, number>();
  for (const one of others) left.set(key(one), (left.get(key(one)) ?? 0) + 1);
  return all.filter((one) => {
    const count = left.get(key(one)) ?? 0;
    left.set(key(one), count - 1);
    return count <= 0;
  });
}

function isBelow(object: string, place: string): boolean {
  return object === place || object.startsWith(`${place}/`);
}

/** Facts in the one form in which they are compared. */
function factsOf({ facts }: Tables["audit"]): string {
  return column(JSON.parse(facts));
}
