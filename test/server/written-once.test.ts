/** What is published, handed in, scored or audited stays as it was: against routes, files, databases and restarts. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sweepUploads } from "../../server/evidence/evidence-files.ts";
import { ROLE_NAMES, ROLES } from "../../server/people/roles.ts";
import { WRITTEN_ONCE } from "../../server/storage/migrations/0001-first.ts";
import { rowText } from "../../server/upkeep/table-digest.ts";
import { rowsOf, tablesOf } from "../../server/upkeep/tables-of.ts";
import { ruleSetFolder } from "../support/load-rule-set.ts";
import { makeSmallRound, RULE_SET, type SmallRound } from "../support/small-round.ts";
import {
  type Client,
  STORES,
  startTestService,
  type TestService,
} from "../support/test-service.ts";

/** Tables whose rows never change, with the texts of all their rows. */
async function rowsWrittenOnce(service: TestService): Promise<ReadonlyMap<string, Set<string>>> {
  const { db, kind } = service.services.store;
  const found = new Map<string, Set<string>>();
  for (const table of await tablesOf(db, kind)) {
    if (!WRITTEN_ONCE.some((name) => name === table.name)) continue;
    const texts = new Set<string>();
    for await (const row of rowsOf(db, table)) texts.add(rowText(row));
    found.set(table.name, texts);
  }
  return found;
}

describe.each(STORES)("on %s", (store) => {
  let service: TestService;
  let at: SmallRound;
  let rules: string;
  let score: { readonly id: string; readonly digest: string };
  let revision: { readonly hash: string; readonly files: Record<string, string> };
  beforeAll(async () => {
    rules = mkdtempSync(join(tmpdir(), "chengping-rules-"));
    for (const name of [RULE_SET, "schema"])
      cpSync(ruleSetFolder(`rules/${name}`), join(rules, name), { recursive: true });
    service = await startTestService({ store, rulesFolder: rules });
    at = await makeSmallRound(service);
    await at.clerk.send("PUT", `${at.sheets}/L1P1-A1`, {
      body: { values: { eCertItems: 45, itemsTotal: 60 } },
      ifMatch: 0,
    });
    await at.clerk.send("POST", `${at.sheets}/L1P1-A1/hand-in`, { ifMatch: 1 });
    score = (await at.office.send("POST", `${at.path}/scores`, { body: { why: "中期" } })).json;
    const { json } = await at.analyst.send("GET", `/rule-sets/${RULE_SET}`);
    const { json: whole } = await at.analyst.send("GET", `/rule-sets/${RULE_SET}/files`);
    revision = { hash: json.filesHash, files: whole.files };
  });
  afterAll(async () => {
    await service.close();
    rmSync(rules, { recursive: true, force: true });
  });

  const asBefore = async (): Promise<void> => {
    const auditor = await service.signedIn("auditor");
    const { json } = await auditor.send("GET", `${at.path}/scores/${score.id}/verify`);
    expect([json.verified, json.digest, json.computed]).toEqual([true, score.digest, score.digest]);
    const { json: files } = await service.nobody.send(
      "GET",
      `/rule-sets/${RULE_SET}@${revision.hash}/files`,
    );
    expect(files.files).toEqual(revision.files);
  };

  test("no route changes or removes a row, whoever calls it with whatever", async () => {
    const almighty = await service.signedIn(
      ...ROLE_NAMES.map((role) => ({
        role,
        city: ["city", "unit"].includes(ROLES[role]) ? "example" : null,
        unit: ROLES[role] === "unit" ? "services" : null,
      })),
    );
    const before = await rowsWrittenOnce(service);
    const values: Record<string, string> = {
      id: `${RULE_SET}@${revision.hash}`,
      round: "spring",
      city: "example",
      unit: "services",
      item: "L1P1-A1",
      score: score.id,
      save: "1",
    };
    const files = { ...revision.files, "L8P1.json": "{}" };
    const bodies = [{}, { reason: "改", why: "改", files, content: "{}", inputs: {}, values: {} }];
    const response = await service.app.request("/api/v1/openapi.json");
    const document = (await response.json()) as { paths: Record<string, object> };
    let asked = 0;
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const method of Object.keys(methods)) {
        if (path.startsWith("/session")) continue;
        for (const body of bodies) {
          const place = path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "none");
          await almighty.send(method.toUpperCase(), place, {
            ...(method === "get" ? {} : { body }),
            ifMatch: 1,
          });
          asked++;
        }
      }
    }
    expect(asked).toBeGreaterThan(150);
    for (const [table, texts] of await rowsWrittenOnce(service)) {
      const gone = [...(before.get(table) ?? [])].filter((text) => !texts.has(text));
      expect([table, gone]).toEqual([table, []]);
    }
    await asBefore();
  }, 120_000);

  test("the database itself refuses to change, delete, replace or empty any of them", async () => {
    const { db } = service.services.store;
    await at.analyst.send("POST", "/drafts", {
      body: { basedOn: RULE_SET, name: "草稿", ruleSet: "next-year" },
    });
    const told = { reason: "试", by_person: "test", at: "2026-03-02T08:00:00.000Z" };
    const city = { round: "spring", city: "example" };
    const { hash } = revision;
    await db
      .insertInto("rule_set_event")
      .values({ id: "e", hash, kind: "reinstated", ...told })
      .execute();
    await db
      .insertInto("round_move")
      .values({
        id: "m",
        round: "spring",
        from_hash: hash,
        to_hash: hash,
        moved: 0,
        document_number: null,
        ...told,
      })
      .execute();
    await db
      .insertInto("return_event")
      .values({ id: "r", ...city, kind: "unlocked", ...told })
      .execute();
    await db
      .insertInto("decision")
      .values({
        ...city,
        item: "L8P1",
        number: 1,
        method: "own",
        parts: "[]",
        figures: "{}",
        ...told,
      })
      .execute();
    await db
      .insertInto("reopening")
      .values({
        id: "o",
        ...city,
        unit: "transport",
        item: "",
        until: "2026-03-02T08:00:01.000Z",
        ...told,
      })
      .execute();
    const before = await rowsWrittenOnce(service);
    for (const { name, key } of await tablesOf(db, store)) {
      if (!WRITTEN_ONCE.some((one) => one === name)) continue;
      expect([name, before.get(name)?.size]).not.toEqual([name, 0]);
      const table = sql.table(name);
      const column = sql.ref(key[0] ?? "");
      const attempts = [
        sql`UPDATE ${table} SET ${column} = ${column}`,
        sql`DELETE FROM ${table}`,
        store === "postgres"
          ? sql`TRUNCATE ${table} CASCADE`
          : sql`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`,
      ];
      for (const attempt of attempts)
        await expect(attempt.execute(db), name).rejects.toThrow(/ is written once$/);
    }
    expect(await rowsWrittenOnce(service)).toEqual(before);
  });

  test("an edited rules folder is the next revision; the one before, and what it scored, stay", async () => {
    const file = join(rules, RULE_SET, "L8P1.json");
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace("市民体验调查结果", "市民体验调查的结果"),
    );
    service = await service.restarted();
    const analyst: Client = await service.signedIn("analyst");
    const { json } = await analyst.send("GET", `/rule-sets/${RULE_SET}/revisions`);
    expect(json.revisions.map(({ revision: number }: { revision: number }) => number)).toEqual([
      1, 2,
    ]);
    expect(json.revisions[0].filesHash).toBe(revision.hash);
    expect((await analyst.send("GET", "/rounds/spring")).json.ruleSet.filesHash).toBe(
      revision.hash,
    );
    await asBefore();
  });

  test("a rules folder that does not read keeps the service from starting, and the store as it is", async () => {
    const file = join(rules, RULE_SET, "L8P1.json");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.slice(0, 100));
    await expect(service.restarted()).rejects.toThrow(/^cn-smart-city-2018: L8P1\.json#/);
    writeFileSync(file, text);
    service = await service.restarted();
    await asBefore();
  });

  test("pieces of an upload that broke off are swept after a day, not before", async () => {
    const { db } = service.services.store;
    const piece = { evidence: "gone", number: 0, bytes: new Uint8Array([1]) };
    await db
      .insertInto("evidence_chunk")
      .values({ ...piece, at: "2026-03-02T08:00:00.000Z" })
      .execute();
    const left = async (now: string): Promise<number> => {
      await sweepUploads(db, new Date(now));
      return (await db.selectFrom("evidence_chunk").select("evidence").execute()).length;
    };
    expect(await left("2026-03-03T07:59:59.000Z")).toBe(1);
    expect(await left("2026-03-03T08:00:01.000Z")).toBe(0);
  });
});
