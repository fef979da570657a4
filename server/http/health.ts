/** @module For those who watch over the process: it is alive; it can work. */

import { Hono } from "hono";
import { sql } from "kysely";
import type { Services } from "../services.ts";
import type { Environment } from "./app.ts";

export function healthRoutes({ store, ruleSets }: Services): Hono<Environment> {
  const routes = new Hono<Environment>();
  routes.get("/healthz", (context) => context.json({ status: "ok" }));
  routes.get("/readyz", async (context) => {
    await sql`SELECT 1`.execute(store.db);
    return context.json({
      status: "ready",
      store: store.kind,
      ruleSets: (await ruleSets.all()).length,
    });
  });
  return routes;
}
