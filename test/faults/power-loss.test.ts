/** SQLite: every acknowledged save is a flushed transaction of its own, and what a power cut leaves is a prefix. */
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import { DATABASE_FILE } from "../../server/storage/sqlite.ts";
import { makeSmallRound, type SmallRound } from "../support/small-round.ts";
import { startTestService, type TestService } from "../support/test-service.ts";
import { losePower } from "./power-loss.ts";
import { readWal } from "./wal.ts";

const SAVES = 12;
const STEP = Number(process.env.WAL_STEP ?? 4_001);
const FLIPS = Number(process.env.WAL_FLIPS ?? 60);

let service: TestService;
let at: SmallRound;
let folder: string;
beforeAll(async () => {
  service = await startTestService();
  at = await makeSmallRound(service);
  folder = service.configuration.data;
});
afterAll(() => service.close());

const bodyOf = (save: number) => ({ values: { eCertItems: save, itemsTotal: 60 } });

test("before a save is answered, its commit stands in the log of a database that flushes each commit", async () => {
  const { db } = service.services.store;
  const pragma = async (name: string) =>
    Object.values((await sql<object>`${sql.raw(`PRAGMA ${name}`)}`.execute(db)).rows[0] ?? {})[0];
  // 2 is FULL: in WAL mode the log is flushed at each commit (https://sqlite.org/pragma.html#pragma_synchronous).
  expect([await pragma("journal_mode"), await pragma("synchronous")]).toEqual(["wal", 2]);
  await pragma("wal_checkpoint(TRUNCATE)");
  const log = join(folder, `${DATABASE_FILE}-wal`);
  const commits: number[] = [];
  for (let save = 1; save <= SAVES; save++) {
    const reply = await at.clerk.send("PUT", `${at.sheets}/L1P1-A1`, {
      body: bodyOf(save),
      ifMatch: save - 1,
    });
    expect(reply.status).toBe(200);
    commits.push(readWal(log).commits.length);
  }
  expect(commits).toEqual(Array.from({ length: SAVES }, (_, index) => index + 1));
});

test("the log cut anywhere, or with a byte turned over, opens to the state after some save", () => {
  const report = losePower(folder, join(folder, "cut"), {
    saves: SAVES,
    step: STEP,
    flips: FLIPS,
    look: (database) => {
      const audited = database
        .prepare("SELECT count(*) FROM audit WHERE action = 'sheet.save'")
        .pluck()
        .get() as number;
      const sheet = database.prepare("SELECT version, body FROM sheet").get() as
        | { readonly version: number; readonly body: string }
        | undefined;
      const whole =
        audited === 0
          ? sheet === undefined
          : sheet?.version === audited && sheet.body === canonicalJson(bodyOf(audited));
      return { saves: audited, whole };
    },
  });
  expect(report.wrong).toEqual([]);
  expect(report.tried).toBeGreaterThan(FLIPS + SAVES);
});
