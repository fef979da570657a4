/**
 * @module A backup: everything in the store at one moment, in one file, made beside a running service. The file is
 * gzipped NDJSON and the same for both stores: a head, `[table, row]` lines, and an end with the digest of each table.
 */
import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { ENGINE_VERSION } from "../../engine/version.ts";
import type { Store, Trx } from "../storage/store.ts";
import type { Progress } from "./progress.ts";
import { rowText, TableDigest, type TableTotal } from "./table-digest.ts";
import { countRows, rowsOf, tablesOf } from "./tables-of.ts";

export const BACKUP_FORMAT = "chengping-backup/1";

export interface BackupHead {
  readonly format: string;
  /** Number of the last migration. */
  readonly schema: number;
  readonly engine: string;
  readonly store: Store["kind"];
  readonly at: string;
}

export interface BackupEnd {
  readonly tables: { readonly [table: string]: TableTotal };
  /** Heads of the audit chains, to be held against a copy kept elsewhere. */
  readonly chains: { readonly [chain: string]: { readonly number: number; readonly hash: string } };
}

/** Written whole or not at all: under another name first, and flushed before it gets its own. */
export async function writeBackup(
  store: Store,
  file: string,
  now: Date,
  progress: Progress,
): Promise<BackupEnd> {
  const partial = `${file}.part`;
  let end: BackupEnd | undefined;
  try {
    await snapshot(store, async (trx) => {
      const lines = backupLines(trx, store.kind, now, progress, (told) => {
        end = told;
      });
      await pipeline(
        Readable.from(lines),
        createGzip(),
        createWriteStream(partial, { mode: 0o600, flush: true }),
      );
    });
    await rename(partial, file);
    await flushFolder(dirname(file));
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  if (end === undefined) throw new Error("the backup has no end");
  return end;
}

/** One moment of the whole store, while others go on writing. */
function snapshot<T>({ kind, db }: Store, work: (trx: Trx) => Promise<T>): Promise<T> {
  // SQLite in WAL gives every transaction one snapshot (https://sqlite.org/isolation.html).
  const transaction = db.transaction();
  return kind === "sqlite"
    ? transaction.execute(work)
    : transaction.setIsolationLevel("repeatable read").execute(work);
}

async function* backupLines(
  trx: Trx,
  kind: Store["kind"],
  now: Date,
  progress: Progress,
  tellEnd: (end: BackupEnd) => void,
): AsyncGenerator<string> {
  const { schema } = await trx
    .selectFrom("schema_migration")
    .select(({ fn }) => fn.max("number").as("schema"))
    .executeTakeFirstOrThrow();
  const head: BackupHead = {
    format: BACKUP_FORMAT,
    schema,
    engine: ENGINE_VERSION,
    store: kind,
    at: now.toISOString(),
  };
  yield `${JSON.stringify(head)}\n`;
  const totals: { [table: string]: TableTotal } = {};
  for (const table of await tablesOf(trx, kind)) {
    const all = await countRows(trx, table);
    const digest = new TableDigest();
    let done = 0;
    for await (const row of rowsOf(trx, table)) {
      const text = rowText(row);
      digest.take(text);
      yield `[${JSON.stringify(table.name)},${text}]\n`;
      progress(table.name, ++done, all);
    }
    totals[table.name] = digest.total();
  }
  const heads = await trx.selectFrom("audit_head").selectAll().orderBy("chain").execute();
  const end: BackupEnd = {
    tables: totals,
    chains: Object.fromEntries(heads.map(({ chain, number, hash }) => [chain, { number, hash }])),
  };
  tellEnd(end);
  yield `${JSON.stringify({ end })}\n`;
}

/** A new name is lasting only once its folder is written. */
async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
