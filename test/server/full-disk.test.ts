/** No room: what is written is refused as such, what is read goes on, and with room it goes on where it stopped. */
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeSmallRound, type SmallRound } from "../support/small-round.ts";
import { startTestService, type TestService } from "../support/test-service.ts";

let service: TestService;
let at: SmallRound;
beforeAll(async () => {
  service = await startTestService();
  at = await makeSmallRound(service);
});
afterAll(() => service.close());

test("a full disk is 507 for every kind of write, alone or at once, and leaves nothing behind", async () => {
  const { db } = service.services.store;
  const sheet = `${at.sheets}/L1P1-A1`;
  const body = (note: string) => ({
    values: { eCertItems: 45, itemsTotal: 60 },
    told: { eCertItems: { source: note } },
  });
  await at.clerk.send("PUT", sheet, { body: body("before"), ifMatch: 0 });
  const before = await at.auditor.send("GET", "/audit/verification");
  // SQLite takes no page more than it has, as on a disk without room.
  await sql`PRAGMA max_page_count = 1`.execute(db);
  const long = "长".repeat(180);
  const save = (client: typeof at.clerk, note: string) =>
    client.send("PUT", sheet, { body: body(note), ifMatch: 1 });
  let full = await save(at.clerk, long);
  // What still fits into pages that are there may be saved; before long nothing does.
  for (let version = 1; full.status === 200; version++)
    full = await at.clerk.send("PUT", sheet, { body: body(long + version), ifMatch: version + 1 });
  expect([full.status, full.json.code]).toEqual([507, "store_full"]);
  const { json: kept } = await at.clerk.send("GET", sheet);
  const writes = await Promise.all([
    at.clerk.send("PUT", sheet, { body: body(`${long}a`), ifMatch: kept.version }),
    at.head.send("PUT", sheet, { body: body(`${long}b`), ifMatch: kept.version }),
    at.otherClerk.send("PUT", `${at.path}/units/transport/sheets/L1P1-A2`, {
      body: { values: { oneStopItems: 3 }, told: { oneStopItems: { source: long } } },
      ifMatch: 0,
    }),
    at.clerk.send("POST", `${at.path}/units/services/evidence?name=a.txt`, {
      raw: "x".repeat(600_000),
      type: "application/octet-stream",
    }),
    at.office.send("POST", `${at.path}/scores`, { body: { why: "now" } }),
  ]);
  expect(writes.map(({ status }) => status)).toEqual([507, 507, 507, 507, 507]);
  expect((await at.clerk.send("GET", sheet)).json).toEqual(kept);
  const pieces = await db.selectFrom("evidence_chunk").select("evidence").execute();
  expect(pieces).toEqual([]);

  await sql`PRAGMA max_page_count = 1073741823`.execute(db);
  const after = await at.clerk.send("PUT", sheet, { body: body("after"), ifMatch: kept.version });
  expect([after.status, after.json.version]).toEqual([200, kept.version + 1]);
  const verified = await at.auditor.send("GET", "/audit/verification");
  expect([before.json.faults, verified.json.faults]).toEqual([[], []]);
});
