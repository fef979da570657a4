/** @module The shared store: PostgreSQL, for any number of servers. No extension and no LISTEN is used. */
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { OpenDatabase } from "./store.ts";
import type { Tables } from "./tables.ts";

const CONNECTIONS = 10;
const CONNECT_MS = 4_000;
const STATEMENT_MS = 5_000;
const LOCK_MS = 2_000;
const IDLE_IN_TRANSACTION_MS = 10_000;

export function openPostgres(
  url: string,
  { readOnly = false }: { readonly readOnly?: boolean } = {},
): OpenDatabase {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    query_timeout: STATEMENT_MS,
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    application_name: "chengping",
    ...(readOnly ? { options: "-c default_transaction_read_only=on" } : {}),
  });
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on("error", () => {});
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    transaction: (work) => db.transaction().execute(work),
    close: () => db.destroy(),
  };
}
