/** Requests as rows of the table that a rule set's SQL reads, in a real PostgreSQL, and what the query answers. */
import type pg from "pg";
import type { SqlRuleSet } from "../../engine/sql/compile-sql.ts";

export type Inputs = { readonly [node: string]: { readonly [input: string]: unknown } };

export interface SqlAnswer {
  readonly problems: readonly string[] | null;
  readonly scores: { readonly [node: string]: string | null };
}

/** The table made and filled; ids count from 0. */
export async function fillTable(
  client: pg.ClientBase,
  sql: SqlRuleSet,
  table: string,
  cities: readonly Inputs[],
): Promise<void> {
  await client.query(`DROP TABLE IF EXISTS ${table}`);
  await client.query(sql.ddl);
  const columns = [...sql.figures].map(([key, { name }]) => [key, name] as const);
  const rows = cities.map((city, id) => {
    const row: { [column: string]: unknown } = { id: String(id) };
    for (const [key, name] of columns) {
      const [node, input] = splitKey(key);
      row[name] = city[node]?.[input] ?? null;
    }
    return row;
  });
  await client.query(
    `INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}

function splitKey(key: string): readonly [string, string] {
  const at = key.indexOf("/");
  return [key.slice(0, at), key.slice(at + 1)];
}

/** In the order of the ids; by the rule set's query, or as it has been stored. */
export async function answersOf(
  client: pg.ClientBase,
  sql: SqlRuleSet,
  query: string = sql.query,
): Promise<readonly SqlAnswer[]> {
  const { rows } = await client.query(query);
  return rows
    .sort((a, b) => Number(a.id) - Number(b.id))
    .map((row) => ({
      problems: row.problems,
      scores: Object.fromEntries([...sql.scores].map(([node, column]) => [node, row[column]])),
    }));
}
