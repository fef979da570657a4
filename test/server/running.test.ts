/** A running service as those who run it see it: metrics, readiness, its end, slow clients, its log. */
import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import { inTime } from "../../server/http/body.ts";
import { listen } from "../../server/http/listen.ts";
import { registry } from "../../server/metrics.ts";
import { type Served, startServed } from "../support/served.ts";
import { RULE_SET } from "../support/small-round.ts";
import { STORES, startTestService } from "../support/test-service.ts";

let served: Served | null = null;
afterEach(async () => {
  await served?.end();
  served = null;
});

const SCORE = `/api/v1/rule-sets/${RULE_SET}/score`;
const JSON_HEADERS = { "content-type": "application/json" };

test("metrics are counted by route and status, and only the loopback port shows them", async () => {
  served = await startServed({ flags: ["--metrics-port", "0"] });
  const { address } = served;
  for (const body of ['{"inputs": {}}', '{"inputs": {"nowhere": {}}}', "{"])
    await fetch(`${address}${SCORE}`, { method: "POST", headers: JSON_HEADERS, body });
  await fetch(`${address}/api/v1/session`, {
    method: "POST",
    headers: { ...JSON_HEADERS, origin: address },
    body: '{"name": "nobody", "password": "wrong"}',
  });
  await fetch(`${address}/wp-admin.php`);
  expect((await fetch(`${address}/metrics`)).status).toBe(404);
  const { port, address: host } = await served.logged(({ msg }) => msg === "metrics");
  expect(host).toBe("127.0.0.1");
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const score = 'method="POST",route="/api/v1/rule-sets/{id}/score"';
  const lines = metrics.split("\n");
  for (const line of [
    `chengping_http_request_duration_seconds_count{${score},status="200"} 1`,
    `chengping_http_request_duration_seconds_count{${score},status="422"} 1`,
    `chengping_http_request_duration_seconds_count{${score},status="400"} 1`,
    'chengping_http_request_duration_seconds_count{method="GET",route="none",status="404"} 2',
    'chengping_evaluation_duration_seconds_count{outcome="scored"} 1',
    'chengping_evaluation_duration_seconds_count{outcome="refused"} 1',
    'chengping_sign_ins_total{way="password",outcome="refused"} 1',
    "chengping_store_transaction_retries_total 0",
  ]) {
    expect(lines).toContain(line);
  }
  expect(metrics).toMatch(
    /^chengping_store_transaction_duration_seconds_count\{outcome="done"\} [1-9]/m,
  );
  expect(metrics).toMatch(/^process_resident_memory_bytes \d+$/m);
  expect(metrics).not.toContain(RULE_SET);
});

test("told to stop, a service is first not ready, finishes what is under way, and ends with status 0", async () => {
  served = await startServed({ flags: ["--drain-seconds", "1"] });
  const { address, child } = served;
  let send: (line: string) => void = () => {};
  let end: () => void = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      send = (line) => controller.enqueue(new TextEncoder().encode(`${line}\n`));
      end = () => controller.close();
    },
  });
  send('{"id": "before", "inputs": {}}');
  const batch = await fetch(`${address}${SCORE}/batch`, {
    method: "POST",
    body,
    duplex: "half",
    headers: { "content-type": "application/x-ndjson" },
  } as RequestInit);
  expect((await fetch(`${address}/readyz`)).status).toBe(200);
  child.kill("SIGTERM");
  await served.logged(({ msg }) => msg === "stopping");
  const ready = await fetch(`${address}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([503, { status: "stopping" }]);
  expect([ready.headers.get("connection"), (await fetch(`${address}/healthz`)).status]).toEqual([
    "close",
    200,
  ]);
  send('{"id": "after", "inputs": {}}');
  end();
  const ids = (await batch.text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).id);
  expect(ids).toEqual(["before", "after"]);
  expect(await served.exit()).toBe(0);
  await expect(fetch(`${address}/healthz`)).rejects.toThrow();
});

test.each(STORES)("%s: a service whose store is away is alive and not ready", async (store) => {
  const service = await startTestService({ store });
  const ask = async (path: string): Promise<[number, unknown]> => {
    const response = await service.app.request(path);
    return [response.status, await response.json()];
  };
  expect(await ask("/readyz")).toEqual([
    200,
    { status: "ready", store, ruleSets: expect.any(Number) },
  ]);
  const pool = await registry.getSingleMetricAsString("chengping_store_connections");
  expect(pool.includes('{state="open"} 1')).toBe(store === "postgres");
  await service.services.store.close();
  expect(await ask("/readyz")).toEqual([503, { status: "store_down", store }]);
  expect(await ask("/healthz")).toEqual([200, { status: "ok" }]);
  await service.close().catch(() => {});
});

test("a body that stays away is given up, as a whole and between two pieces", async () => {
  const silent = () => new ReadableStream<Uint8Array>({ pull: () => new Promise(() => {}) });
  for (const limit of [{ whole: 5 }, { piece: 5 }]) {
    const read = inTime(silent(), limit).next();
    await expect(read).rejects.toMatchObject({ code: "too_slow", status: 408 });
  }
  let cancelled = false;
  const unread = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(1)),
    cancel: () => {
      cancelled = true;
    },
  });
  for await (const _ of inTime(unread, { whole: 60_000 })) break;
  expect(cancelled).toBe(true);
});

test("the port itself limits headers, silence and the number of connections", async () => {
  const service = await startTestService();
  const server = await listen(service.app, { port: 0, host: "127.0.0.1" });
  const { headersTimeout, requestTimeout, timeout, keepAliveTimeout, maxConnections } = server;
  expect([headersTimeout, requestTimeout, timeout, keepAliveTimeout, maxConnections]).toEqual([
    15_000, 3_600_000, 120_000, 10_000, 2_000,
  ]);
  server.close();
  await once(server, "close");
  await service.close();
});
