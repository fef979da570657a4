/**
 * @module A store opened to be read only: beside a running service too, since neither the folder's lock nor a
 * migration is wanted. Whatever tries to write is refused by the database itself.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import BetterSqlite from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { refuseOtherSchema } from "./migrate.ts";
import { openPostgres } from "./postgres.ts";
import { DATABASE_FILE } from "./sqlite.ts";
import type { OpenDatabase, Store, StorePlace } from "./store.ts";
import type { Tables } from "./tables.ts";

/** There is no database at that place. */
export class NoStore extends Error {
  override readonly name = "NoStore";
}

/**
 * @param anySchema true for work that takes the tables as it finds them
 * @throws NoStore, ForeignSchema, or the database's own error when it cannot be reached
 */
export async function openReadOnly(
  place: StorePlace,
  { anySchema = false }: { readonly anySchema?: boolean } = {},
): Promise<Store> {
  const { db, transaction, close } =
    place.kind === "sqlite"
      ? openFile(place.folder)
      : openPostgres(place.url, { limited: false, readOnly: true });
  try {
    if (!anySchema) await refuseOtherSchema(db);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    kind: place.kind,
    db,
    transaction,
    close,
  };
}

function openFile(folder: string): OpenDatabase {
  const file = join(folder, DATABASE_FILE);
  if (!existsSync(file)) throw new NoStore(folder);
  const database = new BetterSqlite(file, { readonly: true, fileMustExist: true });
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  return { db, transaction: (work) => db.transaction().execute(work), close: () => db.destroy() };
}
