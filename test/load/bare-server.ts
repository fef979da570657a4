/** The least that a durable service does: Hono, one route, one row, one commit. What the product is measured beside. */

import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import BetterSqlite from "better-sqlite3";
import { Hono } from "hono";
import pg from "pg";

const [place = ""] = process.argv.slice(2);
const insert = /^postgres/.test(place) ? await onPostgres(place) : onSqlite(place);
const app = new Hono();
app.post("/rows", async (context) => {
  await insert(JSON.stringify(await context.req.json()));
  return context.json({ saved: true });
});
const server = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, (info: AddressInfo) => {
  process.send?.(`http://127.0.0.1:${info.port}`);
});
process.once("SIGTERM", () => {
  server.close();
  process.exit();
});

type Insert = (value: string) => Promise<void>;

function onSqlite(folder: string): Insert {
  const database = new BetterSqlite(join(folder, "bare.sqlite"));
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.exec("CREATE TABLE bare (id INTEGER PRIMARY KEY, value TEXT NOT NULL)");
  const statement = database.prepare("INSERT INTO bare (value) VALUES (?)");
  return async (value) => {
    statement.run(value);
  };
}

async function onPostgres(url: string): Promise<Insert> {
  const pool = new pg.Pool({ connectionString: url, max: 10 });
  await pool.query(
    "CREATE TABLE IF NOT EXISTS bare (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, value TEXT NOT NULL)",
  );
  return async (value) => {
    await pool.query({
      name: "insert",
      text: "INSERT INTO bare (value) VALUES ($1)",
      values: [value],
    });
  };
}
