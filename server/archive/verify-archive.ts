/**
 * @module An archive checked and scored again, from its bytes alone: container, rules by their hash, every stored
 * score, the figures of the final one from the sheets and decisions, and all of them against the audit trail.
 */
import { isObject, type JsonValue } from "../../engine/json/json-value.ts";
import { parseJson } from "../../engine/json/parse-json.ts";
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import type { AgainstHeads } from "../audit/against-heads.ts";
import { ChainVerifier } from "../audit/chain.ts";
import { inputHash, isCounted } from "../rounds/city-return.ts";
import { consolidate, type Decision, type Part } from "../rounds/consolidate.ts";
import { askedFigures, type CityPlan } from "../rounds/ownership.ts";
import type { SheetBody } from "../rounds/sheet-body.ts";
import { computeAgain } from "../rounds/stored-scores.ts";
import { loadRuleFiles } from "../rule-files/rule-files.ts";
import { hashFiles } from "../rule-set-store/rule-set-files.ts";
import { againstAudit } from "./against-audit.ts";
import { cityMember, hashBytes, ruleSetFolder } from "./archive-file.ts";
import { CITY_DOCUMENTS, type CityContents, type RoundDocument } from "./contents.ts";
import { type ArchiveFault, openArchive } from "./open-archive.ts";

export interface ArchiveReport {
  readonly verified: boolean;
  /** Over the whole file; whoever wrote it down before knows that it is the same file. */
  readonly hash: string;
  readonly version: string | null;
  readonly round: string | null;
  readonly ruleSets: readonly { readonly id: string; readonly hash: string }[];
  readonly cities: readonly ArchivedCity[];
  readonly faults: readonly ArchiveFault[];
}

export interface ArchivedCity {
  readonly city: string;
  readonly name: string;
  readonly total: string | null;
  readonly digest: string | null;
  readonly scores: number;
  /** Head of the chain's part that is in here, to be compared with the auditor's own export. */
  readonly audit: { readonly chain: string; readonly number: number; readonly hash: string };
}

/** @param against takes the rows of the audit trail on the way */
export async function verifyArchive(
  bytes: Uint8Array,
  against: AgainstHeads | null = null,
): Promise<ArchiveReport> {
  const { manifest, members, faults: opening } = await openArchive(bytes);
  const faults: ArchiveFault[] = [...opening];
  const report = { hash: hashBytes(bytes), version: manifest?.version ?? null };
  if (manifest === null)
    return { verified: false, ...report, round: null, ruleSets: [], cities: [], faults };
  const ruleSets = readRuleSets(members, faults);
  const round = readDocument<RoundDocument>(members, "round.json", faults);
  const cities: ArchivedCity[] = [];
  for (const city of manifest.cities) {
    const contents = readCity(members, city, faults);
    if (contents === null || round === null) continue;
    const told = guarded(cityMember(city, "return"), faults, () =>
      verifyCity(city, round, contents, ruleSets, faults, against),
    );
    if (told !== null) cities.push(told);
  }
  return {
    verified: faults.length === 0,
    ...report,
    round: manifest.round,
    ruleSets: [...ruleSets].map(([hash, { ruleSet }]) => ({ id: ruleSet.id, hash })),
    cities,
    faults,
  };
}

type RuleSets = ReadonlyMap<string, PreparedRuleSet>;

/** Rule sets by the hash that their own bytes give, whatever the folder says. */
function readRuleSets(members: ReadonlyMap<string, Buffer>, faults: ArchiveFault[]): RuleSets {
  const folders = new Map<string, Map<string, string>>();
  for (const [member, content] of members) {
    const [, folder, path] = /^(rule-sets\/[^/]+)\/(.+)$/.exec(member) ?? [];
    if (folder === undefined || path === undefined) continue;
    const files = folders.get(folder) ?? new Map<string, string>();
    folders.set(folder, files.set(path, content.toString("utf8")));
  }
  const ruleSets = new Map<string, PreparedRuleSet>();
  for (const [member, files] of folders) {
    const hash = hashFiles(files);
    if (ruleSetFolder(hash) !== member)
      faults.push({ code: "rule_set_changed", member, found: hash });
    const loaded = loadRuleFiles(files);
    if (loaded.ok) ruleSets.set(hash, loaded.prepared);
    else faults.push({ code: "rule_set_unreadable", member });
  }
  return ruleSets;
}

function verifyCity(
  city: string,
  { round }: RoundDocument,
  contents: CityContents,
  ruleSets: RuleSets,
  faults: ArchiveFault[],
  against: AgainstHeads | null,
): ArchivedCity {
  const member = cityMember(city, "scores");
  const { scores } = contents.scores;
  for (const row of scores) {
    const prepared = ruleSets.get(row.rule_set_hash);
    if (prepared === undefined) {
      faults.push({
        code: "rule_set_unreadable",
        member,
        score: row.id,
        expected: row.rule_set_hash,
      });
      continue;
    }
    const { verified, digest, computed } = computeAgain(prepared, row);
    if (!verified)
      faults.push({
        code: "score_differs",
        member,
        score: row.id,
        expected: digest,
        found: computed,
      });
  }
  const prepared = ruleSets.get(round.rule_set_hash);
  const expected = prepared === undefined ? null : figuresHash(prepared, round, contents);
  const own = scores.filter((row) => row.rule_set_hash === round.rule_set_hash);
  const final = own.filter(({ result }) => isObject(result) && result.status === "final").at(-1);
  if (final === undefined) faults.push({ code: "no_final_score", member });
  else if (final.input_hash !== expected)
    faults.push({
      code: "figures_differ",
      member,
      score: final.id,
      expected,
      found: final.input_hash,
    });
  const { chain, before, rows } = contents.audit;
  const verifier = new ChainVerifier(chain, before);
  against?.take({ chain, ...before });
  for (const row of rows) {
    verifier.take(row);
    against?.take(row);
  }
  const head = { number: verifier.number, hash: verifier.hash };
  for (const { number, fault } of verifier.end(head))
    faults.push({ code: "chain_broken", member: cityMember(city, "audit"), number, fault });
  faults.push(...againstAudit(round.id, city, contents));
  return {
    city,
    name: contents.return.city.name,
    total: isObject(final?.result) ? (final.result.total as string | null) : null,
    digest: final?.digest ?? null,
    scores: scores.length,
    audit: { chain, ...head },
  };
}

/** Hash of the figures that the sheets and decisions give today. */
function figuresHash(
  prepared: PreparedRuleSet,
  round: RoundDocument["round"],
  { sheets, decisions, return: { return: member } }: CityContents,
): string {
  const plan = { units: member.units, assignments: member.assignments } as CityPlan;
  const parts = sheets.sheets
    .filter(({ state, revision }) => revision > 0 && isCounted(state, round))
    .map(({ unit, item, revision }): Part => {
      const handedIn = sheets.revisions.find(
        (one) => one.unit === unit && one.item === item && one.revision === revision,
      );
      return { unit, item, revision, body: handedIn?.body as SheetBody };
    });
  const latest = new Map(decisions.decisions.map((row) => [row.item, row as unknown as Decision]));
  const { inputs } = consolidate(parts, [...latest.values()], askedFigures(prepared, plan));
  return inputHash(inputs);
}

function readCity(
  members: ReadonlyMap<string, Buffer>,
  city: string,
  faults: ArchiveFault[],
): CityContents | null {
  const documents = CITY_DOCUMENTS.map((name) => [
    name,
    readDocument(members, cityMember(city, name), faults),
  ]);
  return documents.some(([, document]) => document === null)
    ? null
    : (Object.fromEntries(documents) as CityContents);
}

/** Null, and a fault, where it is no JSON object; one that is missing was told before. */
function readDocument<T>(
  members: ReadonlyMap<string, Buffer>,
  member: string,
  faults: ArchiveFault[],
): T | null {
  const content = members.get(member);
  if (content === undefined) return null;
  const parsed = parseJson(content.toString("utf8"), { inexactNumbers: "keep" });
  if (parsed.ok && isObject(parsed.value)) return parsed.value as JsonValue as T;
  faults.push({ code: "document_unreadable", member });
  return null;
}

/** An archive that somebody forged may hold anything; what does not have the shape is told, not thrown. */
function guarded<T>(member: string, faults: ArchiveFault[], work: () => T): T | null {
  try {
    return work();
  } catch {
    faults.push({ code: "document_unreadable", member });
    return null;
  }
}
