/**
 * @module Every table of a store, asked from the database itself so that none is forgotten, and its rows in pages.
 * One code for both stores: what it reads from one can be written to the other.
 */
import { sql } from "kysely";
import type { Database, Store, Trx } from "../storage/store.ts";

export interface TableShape {
  readonly name: string;
  /** Columns of the primary key, in its order. */
  readonly key: readonly string[];
}

export type Row = { readonly [column: string]: string | number | null | Uint8Array };

/** Rows read at once; a piece of evidence is 256 KiB. */
const PAGE = 100;
/** Belongs to the schema, not to what is kept in it. */
const NOT_COPIED = "schema_migration";

/** In the order in which they were made, so that what others refer to comes first. */
export async function tablesOf(
  db: Database | Trx,
  kind: Store["kind"],
): Promise<readonly TableShape[]> {
  const { rows } =
    kind === "sqlite"
      ? await sql<{ name: string }>`SELECT name FROM sqlite_master
          WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid`.execute(db)
      : await sql<{ name: string }>`SELECT relname AS name FROM pg_class
          WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace ORDER BY oid`.execute(
          db,
        );
  const shapes: TableShape[] = [];
  for (const { name } of rows) {
    if (name !== NOT_COPIED) shapes.push({ name, key: await keyOf(db, kind, name) });
  }
  return shapes;
}

async function keyOf(
  db: Database | Trx,
  kind: Store["kind"],
  table: string,
): Promise<readonly string[]> {
  const { rows } =
    kind === "sqlite"
      ? await sql<{ name: string }>`SELECT name FROM pragma_table_info(${table})
          WHERE pk > 0 ORDER BY pk`.execute(db)
      : await sql<{ name: string }>`SELECT k.column_name AS name
          FROM information_schema.table_constraints t
          JOIN information_schema.key_column_usage k USING (constraint_schema, constraint_name, table_name)
          WHERE t.constraint_type = 'PRIMARY KEY' AND t.constraint_schema = current_schema()
            AND t.table_name = ${table}
          ORDER BY k.ordinal_position`.execute(db);
  if (rows.length === 0) throw new Error(`${table} has no primary key`);
  return rows.map(({ name }) => name);
}

/** All rows, in the database's own order of the key. */
export async function* rowsOf(db: Database | Trx, { name, key }: TableShape): AsyncGenerator<Row> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  for (let last: Row | undefined; ; ) {
    const after =
      last === undefined
        ? sql`TRUE`
        : sql`(${columns}) > (${sql.join(key.map((column) => last?.[column]))})`;
    const { rows } = await sql<Row>`SELECT * FROM ${sql.table(name)} WHERE ${after}
      ORDER BY ${columns} LIMIT ${sql.lit(PAGE)}`.execute(db);
    yield* rows;
    last = rows.at(-1);
    if (rows.length < PAGE) return;
  }
}

export async function countRows(db: Database | Trx, { name }: TableShape): Promise<number> {
  const { rows } = await sql<{ count: number | string }>`SELECT count(*) AS count
    FROM ${sql.table(name)}`.execute(db);
  return Number(rows[0]?.count ?? 0);
}
