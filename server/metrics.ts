/**
 * @module What the process counts, for Prometheus. The counters are the process's own, as the library means them;
 * nobody can read them but on the metrics port. Labels are routes and outcomes, never people, cities or figures.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { Durations } from "./durations.ts";

export const registry = new Registry();
const registers = [registry];

/** Requests by route as the API names it; `page` for the plain pages, `none` where there is no route. */
export const requestSeconds = new Durations({
  name: "chengping_http_request_duration_seconds",
  help: "Requests by method, route and status, with how long they took until the answer began",
  labelNames: ["method", "route", "status"],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
  registers,
});

export const transactionSeconds = new Histogram({
  name: "chengping_store_transaction_duration_seconds",
  help: "Transactions of the store with their retries, by outcome: done, refused (by a rule of ours), failed (by the store)",
  labelNames: ["outcome"],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers,
});

export const transactionRetries = new Counter({
  name: "chengping_store_transaction_retries_total",
  help: "Transactions that were begun again, since another writer was in the way",
  registers,
});

interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
}

let connections: Pool | null = null;

/** The pool that was opened last is the one that serves. */
export function watchConnections(pool: Pool): void {
  connections = pool;
}

new Gauge({
  name: "chengping_store_connections",
  help: "Connections to PostgreSQL by state: open, idle, and requests that wait for one; none for the embedded store",
  labelNames: ["state"],
  registers,
  collect() {
    if (connections === null) return;
    this.set({ state: "open" }, connections.totalCount);
    this.set({ state: "idle" }, connections.idleCount);
    this.set({ state: "waiting" }, connections.waitingCount);
  },
});

export const evaluationSeconds = new Durations({
  name: "chengping_evaluation_duration_seconds",
  help: "Scores computed, by outcome: scored, refused",
  labelNames: ["outcome"],
  buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2],
  registers,
});

export const signIns = new Counter({
  name: "chengping_sign_ins_total",
  help: "Attempts to sign in, by way (password, oidc) and outcome (done, refused, slowed)",
  labelNames: ["way", "outcome"],
  registers,
});

export const headsExported = new Gauge({
  name: "chengping_audit_heads_exported_timestamp_seconds",
  help: "When this server last saw the day's heads of the audit trail in their folder; nothing where none is set",
  registers,
});

let collecting = false;

/** Memory, processor time, event loop, garbage; costs a little, so only a service that shows them collects them. */
export function collectProcess(): void {
  if (collecting) return;
  collecting = true;
  collectDefaultMetrics({ register: registry });
}
