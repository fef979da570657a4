/** @module Opens the port, with the limits that keep slow, silent and countless clients from holding it. */
import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import type { Environment } from "./app.ts";

const HEADERS_MS = 15_000;
/** Outermost bound of one request; bodies have their own, shorter ones, and only a batch may stream for long. */
const REQUEST_MS = 3_600_000;
/** Nothing in either direction for this long ends a connection. */
const SILENT_MS = 120_000;
const IDLE_MS = 10_000;
const CONNECTIONS = 2_000;

/** @throws the system's error when the address cannot be taken */
export function listen(
  app: Hono<Environment>,
  { port, host }: { port: number; host: string },
): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: host }) as Server;
    server.headersTimeout = HEADERS_MS;
    server.requestTimeout = REQUEST_MS;
    server.timeout = SILENT_MS;
    server.keepAliveTimeout = IDLE_MS;
    server.maxConnections = CONNECTIONS;
    server.once("listening", () => resolve(server));
    server.once("error", reject);
  });
}
