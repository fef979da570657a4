/**
 * @module A backup taken back into an empty store of either kind. Everything is one transaction, and it is kept only
 * when every table read back from the new store has the digest that the backup tells.
 */
import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import type { JsonObject } from "../../engine/json/json-value.ts";
import { ForeignSchema, migrate, NEWEST_SCHEMA, type StoreKind } from "../storage/migrate.ts";
import { openPostgres } from "../storage/postgres.ts";
import { openSqlite } from "../storage/sqlite.ts";
import type { Store, StorePlace, Trx } from "../storage/store.ts";
import { splitLines } from "../text/split-lines.ts";
import { BACKUP_FORMAT, type BackupEnd, type BackupHead } from "./backup.ts";
import type { Progress } from "./progress.ts";
import { rowOf, rowText, TableDigest } from "./table-digest.ts";
import { countRows, type Row, rowsOf, tablesOf } from "./tables-of.ts";
import { verifyPublished } from "./verify-store.ts";

/** A line holds one row, at most one piece of evidence or one rule file. */
const MAX_LINE_BYTES = 67_108_864;
const ROWS_PER_INSERT = 100;

/** The file is no backup, or a damaged one; nothing was kept. */
export class DamagedBackup extends Error {
  override readonly name = "DamagedBackup";
}

/** There is something in the store already. */
export class StoreNotEmpty extends Error {
  override readonly name = "StoreNotEmpty";
}

export interface Restored {
  readonly head: BackupHead;
  readonly end: BackupEnd;
}

/** @throws DamagedBackup, StoreNotEmpty, ForeignSchema for a backup of a later program, FolderInUse */
export async function restoreBackup(
  place: StorePlace,
  file: string,
  now: Date,
  progress: Progress,
): Promise<Restored> {
  const lines = readBackup(file);
  const head = await readHead(lines);
  const { db, close } =
    place.kind === "sqlite"
      ? openSqlite(place.folder)
      : openPostgres(place.url, { limited: false });
  try {
    await migrate(db, place.kind, now.toISOString(), head.schema);
    const end = await db.transaction().execute(async (trx) => {
      for (const table of await tablesOf(trx, place.kind))
        if ((await countRows(trx, table)) > 0) throw new StoreNotEmpty(table.name);
      const told = await insertRows(trx, lines, progress);
      await compare(trx, place.kind, told, progress);
      await refuseOtherRules(trx, place.kind);
      return told;
    });
    await migrate(db, place.kind, now.toISOString());
    return { head, end };
  } finally {
    await close();
  }
}

/** Lines of the file, parsed; whatever goes wrong on the way is damage. */
async function* readBackup(file: string): AsyncGenerator<unknown> {
  const stream = createReadStream(file);
  const unpacked = stream.pipe(createGunzip());
  stream.once("error", (error) => unpacked.destroy(error));
  try {
    for await (const { number, text } of splitLines(unpacked, MAX_LINE_BYTES)) {
      if (text === null) throw new DamagedBackup(`line ${number} is too long`);
      yield JSON.parse(text);
    }
  } catch (error) {
    if (error instanceof DamagedBackup) throw error;
    throw new DamagedBackup((error as Error).message);
  } finally {
    stream.destroy();
  }
}

async function readHead(lines: AsyncGenerator<unknown>): Promise<BackupHead> {
  const { value } = await lines.next();
  const head = value as Partial<BackupHead> | undefined;
  if (head?.format !== BACKUP_FORMAT || !Number.isInteger(head.schema))
    throw new DamagedBackup(`not ${BACKUP_FORMAT}`);
  if ((head.schema ?? 0) > NEWEST_SCHEMA) {
    throw new ForeignSchema(
      head.schema ?? 0,
      `schema ${head.schema} is newer than this program's ${NEWEST_SCHEMA}`,
    );
  }
  return head as BackupHead;
}

async function insertRows(
  trx: Trx,
  lines: AsyncGenerator<unknown>,
  progress: Progress,
): Promise<BackupEnd> {
  let waiting: { readonly table: string; readonly rows: Row[] } | null = null;
  let done = 0;
  const flush = async (): Promise<void> => {
    if (waiting === null) return;
    const { table, rows } = waiting;
    waiting = null;
    await trx
      .insertInto(table as "setting")
      .values(rows as never)
      .execute();
    done += rows.length;
    progress("restore", done, null);
  };
  for await (const line of lines) {
    if (!Array.isArray(line)) {
      await flush();
      return (line as { readonly end: BackupEnd }).end;
    }
    const [table, named] = line as [string, JsonObject];
    if (waiting !== null && (waiting.table !== table || waiting.rows.length >= ROWS_PER_INSERT))
      await flush();
    waiting ??= { table, rows: [] };
    waiting.rows.push(rowOf(named));
  }
  throw new DamagedBackup("it has no end");
}

/** @throws DamagedBackup with the first table that is not as the backup tells */
async function compare(
  trx: Trx,
  kind: StoreKind,
  { tables }: BackupEnd,
  progress: Progress,
): Promise<void> {
  for (const table of await tablesOf(trx, kind)) {
    const digest = new TableDigest();
    let done = 0;
    for await (const row of rowsOf(trx, table)) {
      digest.take(rowText(row));
      progress(table.name, ++done, tables[table.name]?.rows ?? null);
    }
    const found = digest.total();
    const told = tables[table.name];
    if (found.rows !== (told?.rows ?? 0) || found.digest !== (told?.digest ?? found.digest))
      throw new DamagedBackup(`${table.name}: ${found.rows} of ${told?.rows ?? 0} rows`);
  }
}

/** A backup that somebody rewrote, digests and all, still cannot bring in other rules under a published hash. */
async function refuseOtherRules(trx: Trx, kind: StoreKind): Promise<void> {
  const store: Store = {
    kind,
    db: trx,
    transaction: (work) => work(trx),
    close: async () => {},
  };
  await verifyPublished(store, (subject, object, fault) => {
    if (fault !== null) throw new DamagedBackup(`${subject} ${object}: ${fault}`);
  });
}
