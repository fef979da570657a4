/** @module The shared store: PostgreSQL, for any number of servers. No extension and no LISTEN is used. */
import { Kysely, PostgresDialect } from "kysely";
import { type PoolOptions, postgresPool } from "./postgres-pool.ts";
import type { OpenDatabase } from "./store.ts";
import type { Tables } from "./tables.ts";

export function openPostgres(url: string, options: PoolOptions): OpenDatabase {
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: postgresPool(url, options) }),
  });
  return {
    db,
    transaction: (work) => db.transaction().execute(work),
    close: () => db.destroy(),
  };
}
