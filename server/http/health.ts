/** @module For those who watch over the process: it is alive; it can work. */
import { Hono } from "hono";
import { sql } from "kysely";
import type { Services } from "../services.ts";
import type { Environment } from "./app.ts";

/** A store that takes longer than this to answer is not ready; proxies ask every few seconds. */
const READY_MS = 2_000;

export function healthRoutes({ store, ruleSets, stopping }: Services): Hono<Environment> {
  const routes = new Hono<Environment>();
  routes.get("/healthz", (context) => context.json({ status: "ok" }));
  routes.get("/readyz", async (context) => {
    context.header("Cache-Control", "no-store");
    if (stopping.signal.aborted) return context.json({ status: "stopping" }, 503);
    // A read of a table, not of a constant: the file or the server behind the connection must answer.
    const asked = sql`SELECT number FROM schema_migration ORDER BY number DESC LIMIT 1`
      .execute(store.db)
      .then(() => ruleSets.all());
    const sets = await Promise.race([asked.catch(() => null), laterThan(READY_MS)]);
    if (sets === null) return context.json({ status: "store_down", store: store.kind }, 503);
    return context.json({ status: "ready", store: store.kind, ruleSets: sets.length });
  });
  return routes;
}

function laterThan(ms: number): Promise<null> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(null), ms).unref();
  });
}
