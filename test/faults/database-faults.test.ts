/**
 * PostgreSQL goes away, hangs, is slow or holds a lock: whoever asks is told within five seconds to come again, the
 * service goes on when the database does, and a repeated request is done once.
 */
import { connect, createServer, type Server, type Socket } from "node:net";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { createDatabase, type PostgresServer, startPostgres } from "../support/postgres.ts";
import { makeSmallRound, type SmallRound } from "../support/small-round.ts";
import { type Reply, startTestService, type TestService } from "../support/test-service.ts";

const LONGEST_MS = 5_000;

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

let service: TestService;
let at: SmallRound;
let databaseUrl: string;
let proxy: Proxy;
let admin: pg.Client;
beforeEach(async () => {
  databaseUrl = await createDatabase(postgres.url);
  proxy = await startProxy(databaseUrl);
  service = await startTestService({ store: "postgres", databaseUrl: proxy.url });
  at = await makeSmallRound(service);
  admin = new pg.Client({ connectionString: databaseUrl });
  admin.on("error", () => {});
  await admin.connect();
});
afterEach(async () => {
  await admin.end().catch(() => {});
  await service.close();
  proxy.close();
});

const save = (key: string): Promise<Reply> =>
  at.clerk.send("PUT", `${at.sheets}/L1P1-A1`, {
    body: { values: { eCertItems: 45, itemsTotal: 60 } },
    ifMatch: 0,
    key,
  });

/** @returns whether it was refused as it should be */
async function refusedInTime(asked: () => Promise<Reply>): Promise<unknown> {
  const began = performance.now();
  const { status, headers } = await asked();
  const inTime = performance.now() - began < LONGEST_MS;
  return { status, retryAfter: headers.get("retry-after"), inTime };
}
const REFUSED = { status: 503, retryAfter: "5", inTime: true };

/** The same request again until it is answered; then it was done exactly once. */
async function goesOn(key: string): Promise<void> {
  const answers: number[] = [];
  await expect
    .poll(
      async () => {
        const { status } = await save(key);
        answers.push(status);
        return status;
      },
      { timeout: 10_000, interval: 200 },
    )
    .toBe(200);
  expect(answers.slice(0, -1).filter((status) => status !== 503)).toEqual([]);
  const saved = await service.services.store.db
    .selectFrom("audit")
    .select("facts")
    .where("action", "=", "sheet.save")
    .execute();
  expect(saved).toEqual([{ facts: '{"version":1}' }]);
}

test("a row that somebody holds", async () => {
  await admin.query("BEGIN");
  await admin.query("SELECT * FROM audit_head FOR UPDATE");
  expect(await refusedInTime(() => save("held"))).toEqual(REFUSED);
  expect((await at.clerk.send("GET", at.sheets)).status).toBe(200);
  await admin.query("ROLLBACK");
  await goesOn("held");
});

test("connections that are ended from the other side", async () => {
  const many = Promise.all(
    Array.from({ length: 20 }, () => at.clerk.send("GET", at.sheets).then(({ status }) => status)),
  );
  await admin.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()",
  );
  for (const status of await many) expect([200, 503]).toContain(status);
  await goesOn("ended");
});

test("a connection that is ended between two statements of a change", async () => {
  const { store } = service.services;
  const change = store.transaction(async (trx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
    const pid = rows[0]?.pid;
    await admin.query("SELECT pg_terminate_backend($1)", [pid]);
    const ended = "SELECT count(*)::int AS left FROM pg_stat_activity WHERE pid = $1";
    await expect.poll(async () => (await admin.query(ended, [pid])).rows[0].left).toBe(0);
    await sql`select 1`.execute(trx);
  });
  await expect(change).rejects.toThrow();
  await goesOn("between");
});

test("a database that stops answering", async () => {
  proxy.delay(Number.POSITIVE_INFINITY);
  expect(await refusedInTime(() => save("stuck"))).toEqual(REFUSED);
  const later = await Promise.all(
    Array.from({ length: 30 }, () => refusedInTime(() => at.clerk.send("GET", at.sheets))),
  );
  expect(new Set(later.map((one) => JSON.stringify(one)))).toEqual(
    new Set([JSON.stringify(REFUSED)]),
  );
  proxy.delay(0);
  await goesOn("stuck");
});

test("a connection that is lost while it commits: done once with a key, and told as unknown without", async () => {
  const sheet = `${at.sheets}/L1P1-A1`;
  const send = (remark: string, ifMatch: number, key?: string) =>
    at.clerk.send("PUT", sheet, {
      body: { values: { eCertItems: 45, itemsTotal: 60 }, remark },
      ifMatch,
      ...(key === undefined ? {} : { key }),
    });
  // A save is one statement, which commits by itself; with its key the service finds out what became of it.
  proxy.cut("at", "带键的一次");
  const found = await send("带键的一次", 0, "cut");
  expect([found.status, found.json.version]).toEqual([200, 1]);
  proxy.cut("at", "没有键的一次");
  const unknown = await send("没有键的一次", 1);
  expect([unknown.status, unknown.json.code, unknown.headers.get("retry-after")]).toEqual([
    503,
    "store_unknown",
    "5",
  ]);
  await expect.poll(async () => (await at.clerk.send("GET", sheet)).json.version).toBe(2);
  // Handing in is a transaction, whose commit follows its audit row.
  proxy.cut("after", "sheet.hand_in");
  const handIn = () => at.clerk.send("POST", `${sheet}/hand-in`, { ifMatch: 2, key: "lost" });
  const handedIn = await handIn();
  expect([handedIn.status, handedIn.json.revision]).toEqual([200, 1]);
  expect((await handIn()).text).toBe(handedIn.text);
});

test("a database that takes two seconds for every answer", async () => {
  proxy.delay(2_000);
  expect(await refusedInTime(() => save("slow"))).toEqual(REFUSED);
  proxy.delay(0);
  await goesOn("slow");
});

test("a database whose process is frozen, and one that is killed and started again", async () => {
  postgres.freeze(true);
  expect(await refusedInTime(() => save("frozen"))).toEqual(REFUSED);
  postgres.freeze(false);
  await goesOn("frozen");
  await postgres.crash();
  expect(await refusedInTime(() => at.clerk.send("GET", at.sheets))).toEqual(REFUSED);
  await postgres.start();
  const { status } = await at.clerk.send("GET", at.sheets);
  expect([200, 503]).toContain(status);
  await goesOn("frozen");
});

interface Proxy {
  readonly url: string;
  /** Milliseconds by which answers of the database are late. */
  delay(ms: number): void;
  /**
   * Cuts the connection in place of the answer to the next statement with this text, or to the one that follows it; the
   * database does it all the same.
   */
  cut(which: "at" | "after", text: string): void;
  close(): void;
}

/** Between the service and its database; everything arrives in order, only later. */
async function startProxy(target: string): Promise<Proxy> {
  const url = new URL(target);
  const port = Number(url.port);
  const sockets = new Set<Socket>();
  let late = 0;
  let fatal: { readonly which: "at" | "after"; readonly text: string } | null = null;
  const server: Server = createServer((near) => {
    const far = connect(port, url.hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    let isCut = false;
    let isNext = false;
    near.on("data", (chunk) => {
      isCut ||= isNext;
      if (fatal !== null && chunk.includes(fatal.text)) {
        if (fatal.which === "at") isCut = true;
        else isNext = true;
        fatal = null;
      }
      far.write(chunk);
    });
    far.on("data", (chunk) => {
      if (isCut) near.destroy();
      else if (late === 0) near.write(chunk);
      else if (Number.isFinite(late)) setTimeout(() => near.write(chunk), late);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url.port = String((server.address() as { port: number }).port);
  return {
    url: url.href,
    delay: (ms) => {
      late = ms;
    },
    cut: (which, text) => {
      fatal = { which, text };
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
