/** A save on PostgreSQL is one statement; what a transaction promises holds for it too. */
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { transactionSeconds } from "../../server/metrics.ts";
import { createDatabase } from "../support/postgres.ts";
import { makeSmallRound, type SmallRound } from "../support/small-round.ts";
import { type Client, startTestService, type TestService } from "../support/test-service.ts";

let one: TestService;
let two: TestService;
let at: SmallRound;
beforeAll(async () => {
  const databaseUrl = await createDatabase(inject("postgresUrl"));
  one = await startTestService({ store: "postgres", databaseUrl });
  two = await startTestService({ store: "postgres", databaseUrl });
  at = await makeSmallRound(one);
});
afterAll(async () => {
  await Promise.all([one.close(), two.close()]);
});

const sheetOf = (item: string, unit = "services"): string =>
  `${at.path}/units/${unit}/sheets/${item}`;

async function transactions(): Promise<number> {
  const { values } = await transactionSeconds.get();
  return values
    .filter(({ metricName }) => metricName?.endsWith("_count"))
    .reduce((sum, { value }) => sum + value, 0);
}

async function save(client: Client, sheet: string, version: number, remark: string) {
  return client.send("PUT", sheet, {
    body: { values: {}, remark },
    ifMatch: version,
    key: `${sheet} ${version} ${remark}`.replaceAll(/[^\x21-\x7e]/g, "_"),
  });
}

test("a plain save takes no transaction; a refused one is told by a transaction", async () => {
  const sheet = sheetOf("L1P1-A1");
  const before = await transactions();
  expect((await save(at.clerk, sheet, 0, "第一次")).status).toBe(200);
  expect((await save(at.clerk, sheet, 1, "第二次")).json.version).toBe(2);
  expect((await transactions()) - before).toBe(0);
  const stale = await save(at.clerk, sheet, 1, "旧版");
  expect([stale.status, stale.json.current.body.remark]).toEqual([412, "第二次"]);
  expect((await transactions()) - before).toBe(1);
});

test("a repeated key is answered as the first time, and nothing is written", async () => {
  const sheet = sheetOf("L1P1-A1");
  const [first, again] = [
    await save(at.clerk, sheet, 2, "第三次"),
    await save(at.clerk, sheet, 2, "第三次"),
  ];
  expect([again.status, again.text]).toEqual([200, first.text]);
  expect((await at.clerk.send("GET", sheet)).json.version).toBe(3);
});

test("what PostgreSQL hashes is what the auditor hashes, whatever stands in the row", async () => {
  const { store, clock } = one.services;
  const { change } = await import("../../server/changes/change.ts");
  const odd = `"引号" \\ 换行\n\t\u2028 🂡 ${"é".normalize("NFD")} \u0001`;
  for (const text of [odd, "", '"number":1,', `,"number":7`]) {
    const origin = { actor: text, address: text, request: text };
    await change(store, clock, { origin }, async ({ note }) => {
      note({ chain: "odd", action: text, object: text, facts: { [text]: text, number: 1 } });
    });
  }
  expect((await at.auditor.send("GET", "/audit/verification")).json.faults).toEqual([]);
  const rows = await store.db
    .selectFrom("audit")
    .select("object")
    .where("chain", "=", "odd")
    .execute();
  expect(rows).toHaveLength(4);
});

test("four sheets of one city saved at two servers, between other changes: every one is there, once", async () => {
  const TIMES = 25;
  const writers = [
    { client: at.clerk, sheet: sheetOf("L1P1-A2") },
    { client: two.as(at.clerk), sheet: sheetOf("L1P1-A1") },
    { client: at.otherClerk, sheet: sheetOf("L1P1-A2", "transport") },
    { client: two.as(at.otherClerk), sheet: sheetOf("L1P2-A1", "transport") },
  ];
  const start = new Map(
    await Promise.all(
      writers.map(async ({ client, sheet }) => {
        const { json } = await client.send("GET", sheet);
        return [sheet, json.version as number] as const;
      }),
    ),
  );
  const reopenings = async (office: Client): Promise<void> => {
    for (let turn = 0; turn < TIMES; turn++) {
      const body = { unit: "services", until: "2026-03-03T00:00:00Z", reason: `第${turn}次` };
      expect((await office.send("POST", `${at.path}/reopenings`, { body })).status).toBe(204);
    }
  };
  await Promise.all([
    ...writers.map(async ({ client, sheet }) => {
      for (let turn = 0; turn < TIMES; turn++) {
        const reply = await save(client, sheet, (start.get(sheet) ?? 0) + turn, `第${turn}次`);
        expect([reply.status, reply.json.version]).toEqual([
          200,
          (start.get(sheet) ?? 0) + turn + 1,
        ]);
      }
    }),
    reopenings(at.office),
    reopenings(two.as(at.office)),
  ]);
  expect((await at.auditor.send("GET", "/audit/verification")).json.faults).toEqual([]);
  const { db } = one.services.store;
  const rows = await db
    .selectFrom("audit")
    .select(["number", "object", "facts"])
    .where("chain", "=", "city/example")
    .orderBy("number")
    .execute();
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, index) => index + 1));
  for (const { sheet } of writers) {
    const versions = rows
      .filter(({ object }) => `/${object}` === sheet)
      .map(({ facts }) => JSON.parse(facts).version);
    expect(versions).toEqual(versions.map((_, index) => index + 1));
    expect(versions.length).toBe((start.get(sheet) ?? 0) + TIMES);
  }
});

test("nothing is saved after a lock, however close they come", async () => {
  const TURNS = 15;
  for (let turn = 0; turn < TURNS; turn++) {
    const { json: city } = await at.office.send("GET", at.path);
    const step = (verb: string, version: number) =>
      at.office.send("POST", `${at.path}/${verb}`, { ifMatch: version, body: { reason: "截止" } });
    // What was reopened may be saved under a lock, so the other unit's sheets are.
    const saves = ["L1P1-A2", "L1P2-A1"].map(async (item, index) => {
      const sheet = sheetOf(item, "transport");
      const client = index === 0 ? at.otherClerk : two.as(at.otherClerk);
      let { version } = (await client.send("GET", sheet)).json;
      for (;;) {
        const reply = await save(client, sheet, version, `锁定前${turn}`);
        if (reply.status !== 200) return reply.json.code;
        version = reply.json.version;
      }
    });
    expect((await step("lock", city.version)).status).toBe(200);
    expect(await Promise.all(saves)).toEqual(["locked", "locked"]);
    expect((await step("unlock", city.version + 1)).status).toBe(200);
  }
  const rows = await one.services.store.db
    .selectFrom("audit")
    .select("action")
    .where("chain", "=", "city/example")
    .where("action", "in", ["return.locked", "return.unlocked", "sheet.save"])
    .orderBy("number")
    .execute();
  const actions = rows.map(({ action }) => action);
  const afterLock = actions.flatMap((action, index) =>
    action === "return.locked" ? [actions[index + 1]] : [],
  );
  expect(afterLock).toEqual(Array(TURNS).fill("return.unlocked"));
});
