/**
 * `kill -9` right after each statement of what takes many: publish, upload, migrate, backup, restore. What was begun is
 * there whole or not at all, and doing it again comes to the same.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { migrate, NEWEST_SCHEMA, type StoreKind } from "../../server/storage/migrate.ts";
import { openPostgres } from "../../server/storage/postgres.ts";
import { openReadOnly } from "../../server/storage/read-only.ts";
import { openSqlite } from "../../server/storage/sqlite.ts";
import type { Database, StorePlace } from "../../server/storage/store.ts";
import { verifyStore } from "../../server/upkeep/verify-store.ts";
import { runCommand } from "../server/run-command.ts";
import { LIVE_RULE_SET, type LiveRound, makeLiveRound } from "../support/live-round.ts";
import { createDatabase } from "../support/postgres.ts";
import { type Served, startServed } from "../support/served.ts";
import { STORES } from "../support/test-service.ts";

/** A service is started for each. */
const TIMEOUT_MS = 240_000;

const COMMIT = "^commit$";
const AUDIT = 'insert into "?audit"?\\s';
/** All of them in `npm run faults`, the last ones in `npm test`. */
const some = (most: number, failpoints: readonly string[]): readonly string[] =>
  process.env.FAILPOINTS === "all" ? failpoints : failpoints.slice(-most);
const PUBLISHING = some(2, [
  'update "draft"',
  'insert into "stored_text"',
  'insert into "rule_set_revision"',
  'insert into "idempotency"',
  AUDIT,
  COMMIT,
]);
const UPLOADING = some(2, [
  'insert into "evidence"',
  AUDIT,
  'insert into "evidence_chunk"',
  COMMIT,
]);
const RESTORING = some(1, ['insert into "person"', 'insert into "session"', 'insert into "audit"']);
const MIGRATING = some(1, [
  'insert into "schema_migration"',
  "^create table rate",
  "^alter table evidence_chunk",
]);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chengping-failpoints-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
const newPath = (): string => join(folder, `${++made}`);

async function newPlace(kind: StoreKind): Promise<StorePlace> {
  return kind === "sqlite"
    ? { kind, folder: newPath() }
    : { kind, url: await createDatabase(inject("postgresUrl")) };
}

const environmentOf = (place: StorePlace): { [variable: string]: string } =>
  place.kind === "sqlite"
    ? { CHENGPING_DATA: place.folder }
    : { CHENGPING_DATA: newPath(), DATABASE_URL: place.url };

async function look<T>(place: StorePlace, at: (db: Database) => Promise<T>): Promise<T> {
  const store = await openReadOnly(place, { anySchema: true });
  try {
    return await at(store.db);
  } finally {
    await store.close();
  }
}

const faultsOf = async (place: StorePlace): Promise<readonly object[]> => {
  const store = await openReadOnly(place);
  const { faults } = await verifyStore(store);
  await store.close();
  return faults;
};

/** A command that is killed at a statement; it has to meet it. */
async function killed(
  place: StorePlace,
  failpoint: string,
  args: readonly string[],
): Promise<void> {
  const { status } = await runCommand(args, "", { ...environmentOf(place), FAILPOINT: failpoint });
  expect([failpoint, status]).toEqual([failpoint, null]);
}

async function done(place: StorePlace, args: readonly string[]): Promise<void> {
  const { status, stderr } = await runCommand(args, "", environmentOf(place));
  expect([stderr, status]).toEqual([expect.anything(), 0]);
}

describe.each(STORES)("killed at a statement on %s", (kind) => {
  let place: StorePlace;
  let round: LiveRound;
  beforeAll(async () => {
    place = await newPlace(kind);
    const [data, databaseUrl] =
      place.kind === "sqlite" ? [place.folder, null] : [newPath(), place.url];
    round = await makeLiveRound({ folder: data, databaseUrl }, { cities: 1, unitsPerCity: 1 });
  });

  /** Runs a service until the work is done, or until it is killed; then nothing of it is left running. */
  async function serving<T>(
    failpoint: string,
    work: (served: Served) => Promise<T>,
  ): Promise<T | null> {
    const environment = { ...environmentOf(place), FAILPOINT: failpoint };
    const data = place.kind === "sqlite" ? { folder: place.folder } : {};
    const served = await startServed({ environment, ...data });
    try {
      return await work(served).catch((error: unknown) => {
        // The connection broke: the service is gone.
        if (error instanceof TypeError) return null;
        throw error;
      });
    } finally {
      served.child.kill("SIGKILL");
      await served.exit();
    }
  }

  async function send(
    { address }: Served,
    cookie: string,
    path: string,
    {
      body,
      ifMatch,
      key,
    }: { body: string | Uint8Array<ArrayBuffer>; ifMatch?: number; key?: string },
    // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every route
  ): Promise<{ status: number; json: any }> {
    const response = await fetch(`${address}/api/v1${path}`, {
      method: "POST",
      body,
      headers: {
        cookie,
        "sec-fetch-site": "same-origin",
        "content-type": typeof body === "string" ? "application/json" : "application/octet-stream",
        ...(ifMatch === undefined ? {} : { "if-match": `"${ifMatch}"` }),
        ...(key === undefined ? {} : { "idempotency-key": key }),
      },
    });
    return { status: response.status, json: await response.json().catch(() => null) };
  }

  test(
    "a publication is there whole or not at all, and once",
    async () => {
      const text = (value: object) => ({ body: JSON.stringify(value) });
      const ruleSetOf = (index: number): string => `killed-${index}`;
      const drafts = await serving("", async (served) => {
        const paths: string[] = [];
        for (const index of PUBLISHING.keys()) {
          const ruleSet = ruleSetOf(index);
          const begun = await send(
            served,
            round.analyst,
            "/drafts",
            text({ basedOn: LIVE_RULE_SET, name: ruleSet, ruleSet }),
          );
          const path = `/drafts/${begun.json.draft.id}`;
          const asked = await send(served, round.analyst, `${path}/review`, {
            ...text({ summary: "请审" }),
            ifMatch: 1,
          });
          const approved = await send(served, round.reviewer, `${path}/review/approve`, {
            ...text({}),
            ifMatch: 1,
          });
          expect([begun.status, asked.status, approved.status]).toEqual([201, 201, 204]);
          paths.push(path);
        }
        return paths;
      });
      const publish = (index: number) => (served: Served) =>
        send(served, round.analyst, `${drafts?.[index]}/publish`, {
          body: "{}",
          ifMatch: 1,
          key: ruleSetOf(index),
        });
      const stateOf = (index: number) =>
        look(place, async (db) => ({
          draft: await db
            .selectFrom("draft")
            .select("state")
            .where("rule_set", "=", ruleSetOf(index))
            .executeTakeFirstOrThrow(),
          revisions: await db
            .selectFrom("rule_set_revision")
            .select("revision")
            .where("rule_set", "=", ruleSetOf(index))
            .execute(),
          deeds: await db
            .selectFrom("audit")
            .select("action")
            .where("action", "=", "rule_set.publish")
            .where("object", "=", `rule-sets/${ruleSetOf(index)}`)
            .execute(),
        }));
      const whole = {
        draft: { state: "published" },
        revisions: [{ revision: 1 }],
        deeds: [{ action: "rule_set.publish" }],
      };
      const none = { draft: { state: "approved" }, revisions: [], deeds: [] };
      for (const [index, failpoint] of PUBLISHING.entries()) {
        expect([failpoint, await serving(failpoint, publish(index))]).toEqual([failpoint, null]);
        expect([failpoint, await stateOf(index)]).toEqual([
          failpoint,
          failpoint === COMMIT ? whole : none,
        ]);
      }
      await serving("", async (served) => {
        for (const index of PUBLISHING.keys())
          expect((await publish(index)(served)).status).toBe(201);
      });
      for (const index of PUBLISHING.keys()) expect(await stateOf(index)).toEqual(whole);
      expect(await faultsOf(place)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test(
    "an upload is there with every byte, or nothing names it",
    async () => {
      const [clerk] = round.clerks;
      const bytes = new TextEncoder().encode("证据".repeat(100_000));
      const path = `${clerk?.unit?.replace("/api/v1", "")}/evidence?name=a.txt`;
      const upload = (served: Served) => send(served, clerk?.cookie ?? "", path, { body: bytes });
      const named = () => look(place, (db) => db.selectFrom("evidence").select("size").execute());
      let landed = 0;
      for (const failpoint of UPLOADING) {
        expect([failpoint, await serving(failpoint, upload)]).toEqual([failpoint, null]);
        if (failpoint === COMMIT) landed++;
        expect([failpoint, await named()]).toEqual([
          failpoint,
          Array(landed).fill({ size: bytes.length }),
        ]);
      }
      expect((await serving("", upload))?.status).toBe(201);
      // Every one that is named has all its pieces and its hash.
      expect(await faultsOf(place)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  test(
    "a restore is there whole or the store is empty still; a backup that broke off is no file",
    async () => {
      const file = newPath();
      if (kind === "postgres") {
        await killed(place, 'select \\* from "sheet" ', ["backup", file]);
        expect(existsSync(file)).toBe(false);
      }
      await done(place, ["backup", file]);
      for (const failpoint of RESTORING) {
        const into = await newPlace(kind);
        await killed(into, failpoint, ["restore", file]);
        expect(await look(into, (db) => db.selectFrom("person").select("id").execute())).toEqual(
          [],
        );
        await done(into, ["restore", file, "--verify"]);
      }
    },
    TIMEOUT_MS,
  );

  test(
    "a migration is done whole or not at all",
    async () => {
      for (const failpoint of MIGRATING) {
        const old = await newPlace(kind);
        const { db, close } =
          old.kind === "sqlite"
            ? openSqlite(old.folder)
            : openPostgres(old.url, { limited: false });
        await migrate(db, kind, "2026-03-02T08:00:00.000Z", 1);
        await close();
        await killed(old, failpoint, ["migrate"]);
        const numbers = await look(old, (at) =>
          at.selectFrom("schema_migration").select("number").orderBy("number").execute(),
        );
        const whole = failpoint.includes("evidence_chunk") ? 2 : 1;
        expect([failpoint, numbers.map(({ number }) => number).at(-1)]).toEqual([failpoint, whole]);
        await done(old, ["migrate"]);
        const after = await look(old, (at) =>
          at.selectFrom("schema_migration").select("number").execute(),
        );
        expect(after).toHaveLength(NEWEST_SCHEMA);
      }
    },
    TIMEOUT_MS,
  );
});
