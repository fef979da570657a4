/** @module Opens the port, with the timeouts that keep slow and silent clients from holding it. */
import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import type { Environment } from "./app.ts";

const HEADERS_MS = 15_000;
const REQUEST_MS = 300_000;
const IDLE_MS = 10_000;

/** @throws the system's error when the address cannot be taken */
export function listen(
  app: Hono<Environment>,
  { port, host }: { port: number; host: string },
): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: host }) as Server;
    server.headersTimeout = HEADERS_MS;
    // A batch may stream for long; a single request is over in seconds.
    server.requestTimeout = REQUEST_MS;
    server.keepAliveTimeout = IDLE_MS;
    server.once("listening", () => resolve(server));
    server.once("error", reject);
  });
}
