/** After the fire, without any service: is everything that was acknowledged there, once, and nothing else? */
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import { openReadOnly } from "../../server/storage/read-only.ts";
import type { Database, StorePlace } from "../../server/storage/store.ts";
import { verifyStore } from "../../server/upkeep/verify-store.ts";
import type { Entry } from "./ledger.ts";

export interface Verdict {
  /** Acknowledged, and not there as it was sent. */
  readonly lost: readonly string[];
  /** There more than once, or there though nobody was told and nobody asks any more. */
  readonly doubled: readonly string[];
  /** Chains, rule sets, scores, revisions, evidence, locks. */
  readonly faults: readonly string[];
  readonly auditRows: number;
  readonly rescored: number;
}

const ACTIONS: { readonly [kind in Entry["kind"]]: string } = {
  save: "sheet.save",
  hand_in: "sheet.hand_in",
  score: "score.store",
  upload: "evidence.upload",
};

export interface ChainHead {
  readonly chain: string;
  readonly number: number;
  readonly hash: string;
}

/** @param heads of the audit trail, as they were noted during the run */
export async function checkLedger(
  place: StorePlace,
  entries: readonly Entry[],
  heads: readonly ChainHead[],
): Promise<Verdict> {
  const store = await openReadOnly(place);
  try {
    const report = await verifyStore(store);
    const rows = await readAudit(store.db, [...new Set(entries.map(({ actor }) => actor))]);
    const lost = [
      ...(await missingAnswers(store.db, entries)),
      ...(await missingContent(store.db, entries)),
    ];
    const doubled: string[] = [];
    const told = new Map<string, number>();
    for (const entry of entries) {
      const place = deedOf(ACTIONS[entry.kind], entry.object, entry.number);
      told.set(place, (told.get(place) ?? 0) + 1);
      if (!rows.has(place)) lost.push(`no audit row: ${place}`);
    }
    for (const [deed, count] of rows) {
      // An upload has no key: one without an answer may have landed, and is swept when no sheet names it.
      const isUpload = deed.startsWith(ACTIONS.upload);
      if (count > (told.get(deed) ?? (isUpload ? 1 : 0))) doubled.push(`${count} times: ${deed}`);
    }
    for (const [deed, count] of told)
      if (count > 1) doubled.push(`acknowledged ${count} times: ${deed}`);
    return {
      lost,
      doubled,
      faults: [
        ...report.faults.map(({ subject, object, fault }) => `${subject} ${object} ${fault}`),
        ...(await missingHeads(store.db, heads)),
      ],
      auditRows: report.checked.audit,
      rescored: report.checked.score,
    };
  } finally {
    await store.close();
  }
}

/** What writers did, by the audit trail: how often each. */
async function readAudit(
  db: Database,
  actors: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .selectFrom("audit")
    .select(["action", "object", "facts"])
    .where("actor", "in", actors)
    .where("action", "in", Object.values(ACTIONS))
    .execute();
  const counts = new Map<string, number>();
  for (const { action, object, facts } of rows) {
    const { version, revision } = JSON.parse(facts);
    const deed = deedOf(action, object, version ?? revision ?? 0);
    counts.set(deed, (counts.get(deed) ?? 0) + 1);
  }
  return counts;
}

function deedOf(action: string, object: string, number: number): string {
  return `${action} ${object} ${number}`;
}

/** The answer that a repeated request would get is the one that was given. */
async function missingAnswers(db: Database, entries: readonly Entry[]): Promise<readonly string[]> {
  const rows = await db.selectFrom("idempotency").select(["actor", "key", "answer"]).execute();
  const answers = new Map(rows.map(({ actor, key, answer }) => [`${actor} ${key}`, answer]));
  return entries
    .filter(({ kind }) => kind !== "upload")
    .filter(({ kind, actor, key, number, content }) => {
      const answer = JSON.parse(answers.get(`${actor} ${key}`) ?? "null");
      if (answer === null) return true;
      if (kind === "score") return answer.digest !== content;
      const told = kind === "save" ? answer.version : answer.revision;
      return told !== number || canonicalJson(answer.body) !== content;
    })
    .map(({ kind, key }) => `no answer kept: ${kind} ${key}`);
}

/** Revisions, scores and evidence byte for byte; of saves the last of each sheet. */
async function missingContent(db: Database, entries: readonly Entry[]): Promise<readonly string[]> {
  const revisions = await db
    .selectFrom("sheet_revision")
    .select(["round", "city", "unit", "item", "revision", "body"])
    .execute();
  const sheets = await db
    .selectFrom("sheet")
    .select(["round", "city", "unit", "item", "version", "body"])
    .execute();
  const scores = await db.selectFrom("score").select(["id", "digest"]).execute();
  const evidence = await db.selectFrom("evidence").select(["id", "hash"]).execute();
  const there = new Set([
    ...revisions.map((row) => `hand_in ${sheetPath(row)} ${row.revision} ${row.body}`),
    ...scores.map(({ id, digest }) => `score ${id} ${digest}`),
    ...evidence.map(({ id, hash }) => `upload ${id} ${hash}`),
  ]);
  const missing = entries
    .filter(({ kind }) => kind !== "save")
    .map(({ kind, object, number, content }) =>
      kind === "hand_in"
        ? `hand_in ${object} ${number} ${content}`
        : `${kind} ${object.split("/").at(-1)} ${content}`,
    )
    .filter((wanted) => !there.has(wanted));
  const wrongSheets = sheets.flatMap((row) => {
    const path = sheetPath(row);
    const own = entries.filter(({ object }) => object === path);
    const last = own.filter(({ kind }) => kind === "save").sort((a, b) => b.number - a.number)[0];
    // Every save and every handing in counts the version on by one.
    const whole = row.version === own.length && row.body === last?.content;
    return whole ? [] : [`sheet ${path} has version ${row.version}, ${own.length} were told`];
  });
  return [...missing, ...wrongSheets];
}

function sheetPath({
  round,
  city,
  unit,
  item,
}: {
  readonly round: string;
  readonly city: string;
  readonly unit: string;
  readonly item: string;
}): string {
  return `rounds/${round}/cities/${city}/units/${unit}/sheets/${item}`;
}

/** A head that was once seen is still a row of its chain. */
async function missingHeads(db: Database, heads: readonly ChainHead[]): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const { chain, number, hash } of heads) {
    const row = await db
      .selectFrom("audit")
      .select("hash")
      .where("chain", "=", chain)
      .where("number", "=", number)
      .executeTakeFirst();
    if (row?.hash !== hash) missing.push(`head ${chain} ${number} is gone`);
  }
  return missing;
}
