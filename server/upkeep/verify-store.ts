/**
 * @module Is everything in the store as it was written? Chains of the audit trail, published rule sets, stored
 * scores, revisions and evidence, each proved from its own bytes. Nothing is changed.
 */
import { createHash } from "node:crypto";
import type { AgainstHeads } from "../audit/against-heads.ts";
import { verifyChains } from "../audit/chain.ts";
import { readPieces } from "../evidence/evidence-files.ts";
import { verifyScore } from "../rounds/stored-scores.ts";
import { PublishedRuleSets } from "../rule-set-store/published.ts";
import { hashText } from "../rule-set-store/rule-set-files.ts";
import type { Database, Store } from "../storage/store.ts";
import type { Tables } from "../storage/tables.ts";
import { findLateRevisions } from "./late-revisions.ts";
import type { Progress } from "./progress.ts";

export type Subject = "audit" | "text" | "rule_set" | "score" | "revision" | "evidence";

export interface StoreFault {
  readonly subject: Subject;
  /** Which one: a chain and number, a hash, an id, a sheet. */
  readonly object: string;
  readonly fault: string;
}

export interface StoreReport {
  /** How many of each were looked at. */
  readonly checked: { readonly [subject in Subject]: number };
  readonly faults: readonly StoreFault[];
}

const PAGE = 500;

/** @param against takes the rows of the audit trail on the way */
export async function verifyStore(
  store: Store,
  progress: Progress = () => {},
  against: AgainstHeads | null = null,
): Promise<StoreReport> {
  const { db } = store;
  const faults: StoreFault[] = [];
  const checked = { audit: 0, text: 0, rule_set: 0, score: 0, revision: 0, evidence: 0 };
  const look: Look = (subject, object, fault) => {
    checked[subject]++;
    progress(subject, checked[subject], null);
    if (fault !== null) faults.push({ subject, object, fault });
  };
  const { chains, faults: broken } = await verifyChains(db, against);
  for (const { rows } of chains) checked.audit += rows;
  for (const { chain, number, fault } of broken)
    faults.push({ subject: "audit", object: `${chain} ${number}`, fault });
  const ruleSets = await verifyPublished(store, look);
  for await (const row of pagesOf(db, "score", "id")) {
    const fault = async (): Promise<string | null> =>
      (await verifyScore(ruleSets, row)).verified ? null : "computes_otherwise";
    look("score", row.id, await fault().catch(messageOf));
  }
  checked.revision = await countRevisions(db);
  for (const gap of await findGaps(db)) faults.push({ subject: "revision", ...gap });
  for (const object of await findLateRevisions(db))
    faults.push({ subject: "revision", object, fault: "after_lock" });
  for await (const row of pagesOf(db, "evidence", "id")) {
    if (row.state !== "removed") look("evidence", row.id, await evidenceFault(db, row));
  }
  for await (const row of pagesOf(db, "notice_file", "id")) {
    if (row.state !== "removed") look("evidence", row.id, await evidenceFault(db, row));
  }
  return { checked, faults };
}

type Look = (subject: Subject, object: string, fault: string | null) => void;

/** Every published rule set is still the bytes that its hash names. */
export async function verifyPublished(store: Store, look: Look): Promise<PublishedRuleSets> {
  const { db } = store;
  for await (const { hash, content } of pagesOf(db, "stored_text", "hash"))
    look("text", hash, hashText(content) === hash ? null : "wrong_hash");
  const ruleSets = new PublishedRuleSets(store);
  for await (const { hash, rule_set } of pagesOf(db, "rule_set_revision", "hash")) {
    const fault = await ruleSets.byHash(hash).then(() => null, messageOf);
    look("rule_set", `${rule_set}@${hash}`, fault);
  }
  return ruleSets;
}

/** Rows by their key, a page at a time. */
async function* pagesOf<
  T extends "stored_text" | "rule_set_revision" | "score" | "evidence" | "notice_file",
>(db: Database, table: T, key: "hash" | "id") {
  for (let after = ""; ; ) {
    const rows = await db
      .selectFrom(table as "score")
      .selectAll()
      .where(key as "id", ">", after)
      .orderBy(key as "id")
      .limit(PAGE)
      .execute();
    yield* rows as unknown as Tables[T][];
    if (rows.length < PAGE) return;
    after = (rows.at(-1) as unknown as { readonly [key: string]: string })[key] as string;
  }
}

function messageOf(error: unknown): string {
  return (error as Error).message;
}

/** Revisions of a sheet and saves of a draft count from 1 without a gap, up to what the sheet or draft says. */
async function findGaps(
  db: Database,
): Promise<readonly { readonly object: string; readonly fault: string }[]> {
  const sheets = await db
    .selectFrom("sheet")
    .leftJoin("sheet_revision as one", (join) =>
      join
        .onRef("one.round", "=", "sheet.round")
        .onRef("one.city", "=", "sheet.city")
        .onRef("one.unit", "=", "sheet.unit")
        .onRef("one.item", "=", "sheet.item"),
    )
    .select(["sheet.round", "sheet.city", "sheet.unit", "sheet.item", "sheet.revision"])
    .select(({ fn }) => [fn.count("one.revision").as("count"), fn.max("one.revision").as("last")])
    .groupBy(["sheet.round", "sheet.city", "sheet.unit", "sheet.item", "sheet.revision"])
    .execute();
  const drafts = await db
    .selectFrom("draft")
    .leftJoin("draft_save as one", "one.draft", "draft.id")
    .select(["draft.id", "draft.save"])
    .select(({ fn }) => [fn.count("one.save").as("count"), fn.max("one.save").as("last")])
    .groupBy(["draft.id", "draft.save"])
    .execute();
  const counted = [
    ...sheets.map(({ round, city, unit, item, revision, count, last }) => ({
      object: [round, city, unit, item].join("/"),
      numbers: [revision, Number(count), last ?? 0],
    })),
    ...drafts.map(({ id, save, count, last }) => ({
      object: `drafts/${id}`,
      numbers: [save, Number(count), last ?? 0],
    })),
  ];
  return counted
    .filter(({ numbers }) => new Set(numbers).size > 1)
    .map(({ object, numbers }) => ({ object, fault: `gap: ${numbers.join(", ")}` }));
}

async function countRevisions(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom("sheet_revision")
    .select(({ fn }) => fn.countAll().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function evidenceFault(
  db: Database,
  { id, hash, size }: { readonly id: string; readonly hash: string; readonly size: number },
): Promise<string | null> {
  const sum = createHash("sha256");
  let found = 0;
  for await (const piece of readPieces(db, id)) {
    sum.update(piece);
    found += piece.length;
  }
  if (found !== size) return `${found} of ${size} bytes`;
  return `sha256:${sum.digest("hex")}` === hash ? null : "wrong_hash";
}
