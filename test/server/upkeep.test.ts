/** Backup, restore and verification: between both stores, with everything in them. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import BetterSqlite from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { migrate, NEWEST_SCHEMA, type StoreKind } from "../../server/storage/migrate.ts";
import { openPostgres } from "../../server/storage/postgres.ts";
import { openReadOnly } from "../../server/storage/read-only.ts";
import { DATABASE_FILE, openSqlite } from "../../server/storage/sqlite.ts";
import type { StorePlace } from "../../server/storage/store.ts";
import { type BackupEnd, writeBackup } from "../../server/upkeep/backup.ts";
import { DamagedBackup, restoreBackup, StoreNotEmpty } from "../../server/upkeep/restore.ts";
import { rowText, TableDigest } from "../../server/upkeep/table-digest.ts";
import { verifyStore } from "../../server/upkeep/verify-store.ts";
import { createDatabase } from "../support/postgres.ts";
import { makeSmallRound } from "../support/small-round.ts";
import { STORES, startTestService, type TestService } from "../support/test-service.ts";
import { runCommand } from "./run-command.ts";

const NOW = new Date("2026-03-02T09:00:00.000Z");
const quiet = (): void => {};
let folder: string;
let count = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "chengping-upkeep-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const newPath = (): string => join(folder, `place-${++count}`);
const emptyPlace = async (kind: StoreKind): Promise<StorePlace> =>
  kind === "sqlite"
    ? { kind, folder: newPath() }
    : { kind, url: await createDatabase(inject("postgresUrl")) };

async function schemaAt(place: StorePlace): Promise<{ readonly found: number | null }> {
  const { db, close } = await openReadOnly(place, { anySchema: true });
  const found = await db
    .selectFrom("schema_migration")
    .select(({ fn }) => fn.max<number | null>("number").as("found"))
    .executeTakeFirstOrThrow();
  await close();
  return found;
}

/** A round with figures handed in, evidence of several pieces, a decision and two stored scores. */
async function fill(service: TestService): Promise<void> {
  const at = await makeSmallRound(service);
  const upload = await at.clerk.send("POST", `${at.path}/units/services/evidence?name=a.txt`, {
    raw: new TextEncoder().encode("证据".repeat(100_000)),
    type: "application/octet-stream",
  });
  const sheet = `${at.sheets}/L1P1-A1`;
  for (const [version, eCertItems] of [45, 46].entries()) {
    const body = { values: { eCertItems, itemsTotal: 60 }, evidence: [upload.json.id] };
    await at.clerk.send("PUT", sheet, { body, ifMatch: version * 2 });
    const handedIn = await at.clerk.send("POST", `${sheet}/hand-in`, { ifMatch: version * 2 + 1 });
    expect(handedIn.json.revision).toBe(version + 1);
    const stored = await at.office.send("POST", `${at.path}/scores`, { body: { why: "中期" } });
    expect(stored.status).toBe(201);
  }
}

describe.each(STORES)("a backup of %s", (kind) => {
  let service: TestService;
  let file: string;
  let made: BackupEnd;
  beforeAll(async () => {
    service = await startTestService({ store: kind });
    await fill(service);
    file = newPath();
    made = await writeBackup(service.services.store, file, NOW, quiet);
  });
  afterAll(() => service.close());

  test.each(STORES)(
    "is restored to %s: the same tables and heads, and everything verifies",
    async (into) => {
      const place = await emptyPlace(into);
      const { head, end } = await restoreBackup(place, file, NOW, quiet);
      expect([head.store, head.schema, end]).toEqual([kind, NEWEST_SCHEMA, made]);
      const store = await openReadOnly(place);
      const again = await writeBackup(store, newPath(), NOW, quiet);
      const report = await verifyStore(store);
      await store.close();
      expect(again).toEqual(made);
      expect(report.faults).toEqual([]);
      const { score, revision, evidence, rule_set } = report.checked;
      expect({ score, revision, evidence, rule_set }).toEqual({
        score: 2,
        revision: 2,
        evidence: 1,
        rule_set: made.tables.rule_set_revision?.rows,
      });
    },
  );

  test("goes into an empty store only", async () => {
    const place = await emptyPlace(kind);
    await restoreBackup(place, file, NOW, quiet);
    await expect(restoreBackup(place, file, NOW, quiet)).rejects.toThrow(StoreNotEmpty);
  });

  test("is refused when it is cut, changed, or another's, and leaves the store empty", async () => {
    const place = await emptyPlace(kind);
    const bytes = readFileSync(file);
    const lines = gunzipSync(bytes).toString("utf8").trimEnd().split("\n");
    const packed = (changed: readonly string[]): Buffer => gzipSync(`${changed.join("\n")}\n`);
    const changedRow = lines.map((line) => line.replace('"why":"中期"', '"why":"终期"'));
    const cases: readonly (readonly [string, Buffer])[] = [
      ["cut", bytes.subarray(0, bytes.length - 100)],
      ["without its end", packed(lines.slice(0, -1))],
      ["a row less", packed([...lines.slice(0, 5), ...lines.slice(6)])],
      ["a row changed", packed(changedRow)],
      ["no backup", Buffer.from("{}")],
    ];
    for (const [name, content] of cases) {
      const damaged = newPath();
      writeFileSync(damaged, content);
      await expect(restoreBackup(place, damaged, NOW, quiet), name).rejects.toThrow(DamagedBackup);
    }
    await restoreBackup(place, file, NOW, quiet);
  });

  test("cannot bring in other rules under a published hash, even with digests made to fit", async () => {
    const lines = gunzipSync(readFileSync(file)).toString("utf8").trimEnd().split("\n");
    const digest = new TableDigest();
    const forged = lines.slice(0, -1).map((line, index) => {
      if (index === 0) return line;
      const [table, row] = JSON.parse(line);
      if (table !== "stored_text") return line;
      const changed = { ...row, content: row.content.replace('"weight": 0.4', '"weight": 0.5') };
      digest.take(rowText(changed));
      return JSON.stringify([table, changed]);
    });
    expect(forged).not.toEqual(lines.slice(0, -1));
    const { end } = JSON.parse(lines.at(-1) ?? "") as { end: BackupEnd };
    const tables = { ...end.tables, stored_text: digest.total() };
    const damaged = newPath();
    const text = [...forged, JSON.stringify({ end: { ...end, tables } })].join("\n");
    writeFileSync(damaged, gzipSync(`${text}\n`));
    await expect(restoreBackup(await emptyPlace(kind), damaged, NOW, quiet)).rejects.toThrow(
      /^text sha256:[0-9a-f]{64}: wrong_hash$/,
    );
  });
});

describe("the commands", () => {
  let service: TestService;
  let data: string;
  beforeAll(async () => {
    service = await startTestService();
    data = service.configuration.data;
    await fill(service);
  });
  afterAll(() => service.close());

  test("backup beside the running service, restore --verify, verify", async () => {
    const file = `${newPath()}.backup`;
    const backedUp = await runCommand(["backup", file, "--data", data]);
    expect([backedUp.status, backedUp.stdout]).toEqual([
      0,
      expect.stringMatching(/^已备份： \S+\.backup {2}\d+ 行\n$/),
    ]);
    const twice = await runCommand(["backup", file, "--data", data]);
    expect([twice.status, twice.stderr]).toEqual([2, `文件已存在，未覆盖： ${file}\n`]);
    const target = newPath();
    const restored = await runCommand(["restore", file, "--data", target, "--verify"]);
    expect([restored.status, restored.stdout.split("\n").at(-2)]).toEqual([0, "全部与写入时一致"]);
    const again = await runCommand(["restore", file, "--data", target]);
    expect([again.status, again.stderr]).toEqual([2, "存储中已有内容，未作改动： stored_text\n"]);
    const cut = newPath();
    writeFileSync(cut, readFileSync(file).subarray(0, 500));
    const damaged = await runCommand(["restore", cut, "--data", newPath(), "--lang", "en"]);
    expect([damaged.status, damaged.stderr]).toEqual([
      1,
      expect.stringMatching(/^no backup, or a damaged one; nothing was written:/),
    ]);
  });

  test("verify names what was changed behind the service's back", async () => {
    const target = newPath();
    const file = newPath();
    await writeBackup(service.services.store, file, NOW, quiet);
    await restoreBackup({ kind: "sqlite", folder: target }, file, NOW, quiet);
    const database = new BetterSqlite(join(target, DATABASE_FILE));
    for (const table of ["score", "audit", "sheet_revision"])
      database.exec(`DROP TRIGGER ${table}_no_update; DROP TRIGGER ${table}_no_delete`);
    const { id } = database.prepare("SELECT id FROM score WHERE result LIKE '%22.50%'").get() as {
      id: string;
    };
    database
      .prepare("UPDATE score SET result = replace(result, '22.50', '23.50') WHERE id = ?")
      .run(id);
    database.exec("UPDATE audit SET actor = 'nobody' WHERE chain = 'city/example' AND number = 2");
    database.exec("DELETE FROM sheet_revision WHERE revision = 1");
    database.exec("UPDATE evidence_chunk SET bytes = x'00' WHERE number = 1");
    database.close();
    const { status, stdout } = await runCommand(["verify", "--data", target, "--json"]);
    const { faults } = JSON.parse(stdout);
    expect([status, faults]).toEqual([
      1,
      [
        { subject: "audit", object: "city/example 2", fault: "wrong_hash" },
        { subject: "score", object: id, fault: "computes_otherwise" },
        { subject: "revision", object: "spring/example/services/L1P1-A1", fault: "gap: 2, 1, 2" },
        { subject: "evidence", object: expect.any(String), fault: "337857 of 600000 bytes" },
      ],
    ]);
  });

  test("an earlier schema is backed up before a service brings it up to date; a shared one is left to `migrate`", async () => {
    for (const kind of STORES) {
      const place = await emptyPlace(kind);
      const { db, close } =
        place.kind === "sqlite"
          ? openSqlite(place.folder)
          : openPostgres(place.url, { limited: false });
      await migrate(db, kind, NOW.toISOString(), 1);
      await close();
      const data = place.kind === "sqlite" ? place.folder : newPath();
      const variables: Record<string, string> =
        place.kind === "sqlite" ? {} : { DATABASE_URL: place.url };
      // It ends at once, since there is no such address here.
      const serve = ["serve", "--host", "192.0.2.1", "--port", "0", "--data", data];
      const { status, stdout, stderr } = await runCommand(serve, "", variables);
      const { found } = await schemaAt(place);
      if (kind === "sqlite") {
        const [backup] = readdirSync(data).filter((name) => name.endsWith(".backup"));
        expect([stdout, found]).toEqual([`已备份： ${join(data, backup ?? "")}\n`, NEWEST_SCHEMA]);
        const restored = await emptyPlace(kind);
        const { head } = await restoreBackup(restored, join(data, backup ?? ""), NOW, quiet);
        expect(head.schema).toBe(1);
      } else {
        const told = `数据库结构较旧，须先备份并升级： 1 → ${NEWEST_SCHEMA}\n  chengping migrate\n`;
        expect([status, stderr, found]).toEqual([2, told, 1]);
      }
    }
  });

  test("a schema newer than the program is refused by every command, and stays as it is", async () => {
    const target = newPath();
    expect((await runCommand(["migrate", "--data", target])).stdout).toBe(
      `数据库结构已升级： 0 → ${NEWEST_SCHEMA}\n`,
    );
    expect((await runCommand(["migrate", "--data", target])).stdout).toBe(
      `数据库结构已是最新： ${NEWEST_SCHEMA}\n`,
    );
    const file = join(target, DATABASE_FILE);
    const database = new BetterSqlite(file);
    database.exec(`INSERT INTO schema_migration VALUES (${NEWEST_SCHEMA + 1}, 'later', '2030')`);
    database.pragma("wal_checkpoint(TRUNCATE)");
    database.close();
    const before = readFileSync(file);
    for (const args of [["migrate"], ["verify"], ["backup", newPath()], ["serve", "--port", "0"]]) {
      const { status, stderr } = await runCommand([...args, "--data", target]);
      expect([status, stderr]).toEqual([2, expect.stringMatching(/^数据库与本程序版本不符/)]);
    }
    expect(readFileSync(file)).toEqual(before);
  });
});
