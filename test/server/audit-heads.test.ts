/** Heads of the audit trail kept elsewhere: who rewrites a chain later is found out, years after and without a database. */
import { createPublicKey, verify } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkSignatures } from "../../server/audit/against-heads.ts";
import { auditHash } from "../../server/audit/chain.ts";
import { exportHeads, readKeptHeads } from "../../server/audit/export-heads.ts";
import { readPublicKey } from "../../server/audit/signing-key.ts";
import { registry } from "../../server/metrics.ts";
import type { Services } from "../../server/services.ts";
import type { AuditRow } from "../../server/storage/tables.ts";
import { makeFrozenRound } from "../support/frozen-round.ts";
import { makeSmallRound, type SmallRound } from "../support/small-round.ts";
import { STORES, startTestService, type TestService } from "../support/test-service.ts";
import { runCommand } from "./run-command.ts";

const folder = mkdtempSync(join(tmpdir(), "chengping-heads-"));
afterAll(() => rmSync(folder, { recursive: true }));
const KEY = join(folder, "audit.key");
const PUBLIC = `${KEY}.pub`;
const OTHER = join(folder, "other.key");

beforeAll(async () => {
  for (const file of [KEY, OTHER]) {
    const { status } = await runCommand(["audit-key", file]);
    expect(status).toBe(0);
  }
});

/** The chain from a row on with another word in it and every hash made anew, as somebody with the database's password could. */
function rewritten(rows: readonly AuditRow[], from: number): AuditRow[] {
  let previous = "";
  return rows.map(({ hash, ...row }) => {
    if (row.number < from) {
      previous = hash;
      return { ...row, hash };
    }
    const address = row.number === from ? "192.0.2.99" : row.address;
    const changed = { ...row, address, previous_hash: previous || row.previous_hash };
    previous = auditHash(changed);
    return { ...changed, hash: previous };
  });
}

/** Puts other rows in the place of a chain's, past the triggers that hold others off. */
async function replaceChain(
  { store: { db, kind } }: Services,
  chain: string,
  rows: readonly AuditRow[],
): Promise<void> {
  await (kind === "sqlite"
    ? sql`DROP TRIGGER audit_no_delete`
    : sql`ALTER TABLE audit DISABLE TRIGGER audit_written_once`
  ).execute(db);
  await db.deleteFrom("audit").where("chain", "=", chain).execute();
  await db
    .insertInto("audit")
    .values([...rows])
    .execute();
  const last = rows.at(-1) as AuditRow;
  await db
    .updateTable("audit_head")
    .set({ number: last.number, hash: last.hash })
    .where("chain", "=", chain)
    .execute();
}

const rowsOf = ({ store }: Services, chain: string): Promise<AuditRow[]> =>
  store.db.selectFrom("audit").selectAll().where("chain", "=", chain).orderBy("number").execute();

describe.each(STORES)("on %s", (store) => {
  let service: TestService;
  let at: SmallRound;
  let kept: string;
  const verifyStore = (...more: string[]) => {
    const { databaseUrl, data } = service.configuration;
    const address = databaseUrl ?? "";
    return runCommand(["verify", "--data", data, "--json", ...more], "", { DATABASE_URL: address });
  };
  const save = (values: object, version: number) =>
    at.clerk.send("PUT", `${at.sheets}/L1P1-A1`, { body: { values }, ifMatch: version });
  beforeAll(async () => {
    kept = join(folder, store);
    service = await startTestService({ store, auditKey: KEY });
    service.at("2026-03-02T23:40:00.000Z");
    at = await makeSmallRound(service);
    expect((await save({ eCertItems: 1 }, 0)).status).toBe(200);
    await exportHeads(service.services, kept);
  });
  afterAll(() => service.close());

  test("a day has one file: the head of every chain, and a signature that others can check", async () => {
    service.at("2026-03-02T23:59:59.000Z");
    expect((await save({ eCertItems: 2 }, 1)).status).toBe(200);
    await exportHeads(service.services, kept);
    expect(readdirSync(kept)).toEqual(["audit-heads-20260302.ndjson"]);
    const text = readFileSync(join(kept, "audit-heads-20260302.ndjson"), "utf8");
    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const city = (await rowsOf(service.services, "city/example")).slice(0, -1);
    expect(lines[0]).toEqual({
      format: "chengping-audit-heads/1",
      at: "2026-03-02T23:40:00.000Z",
      chains: lines.length - 2,
      version: "0.1.0",
    });
    expect(lines.find(({ chain }) => chain === "city/example")).toEqual({
      chain: "city/example",
      number: city.length,
      hash: city.at(-1)?.hash,
    });
    const signed = text.slice(0, text.trimEnd().lastIndexOf("\n") + 1);
    const signature = Buffer.from(lines.at(-1).signature, "base64");
    const key = createPublicKey(readFileSync(PUBLIC));
    expect(verify(null, Buffer.from(signed), key, signature)).toBe(true);
    expect(
      await registry.getSingleMetricAsString("chengping_audit_heads_exported_timestamp_seconds"),
    ).toContain(String(Date.parse("2026-03-02T23:59:59.000Z") / 1_000));
  });

  test("the next day has its own, and the store goes through both", async () => {
    service.at("2026-03-03T00:10:00.000Z");
    await exportHeads(service.services, kept);
    expect(readdirSync(kept)).toEqual([
      "audit-heads-20260302.ndjson",
      "audit-heads-20260303.ndjson",
    ]);
    const { status, stdout } = await verifyStore("--heads", kept, "--key", PUBLIC);
    const { heads } = JSON.parse(stdout);
    expect([status, heads.files.map(({ at }: { at: string }) => at), heads.faults]).toEqual([
      0,
      ["2026-03-02T23:40:00.000Z", "2026-03-03T00:10:00.000Z"],
      [],
    ]);
  });

  test("an auditor of everything takes the same over HTTP", async () => {
    const answer = await at.auditor.send("GET", "/audit/heads");
    expect([answer.status, answer.headers.get("content-disposition")]).toEqual([
      200,
      "attachment; filename*=UTF-8''audit-heads.ndjson",
    ]);
    const file = join(folder, `${store}-http.ndjson`);
    writeFileSync(file, answer.text);
    const { status } = await verifyStore("--heads", file, "--key", PUBLIC);
    expect(status).toBe(0);
  });

  test("an exported trail is verified against them without a database", async () => {
    const trail = join(folder, `${store}-audit.ndjson`);
    writeFileSync(trail, (await at.auditor.send("GET", "/audit/export")).text);
    const check = (...more: string[]) => runCommand(["verify", trail, "--json", ...more]);
    const whole = await check("--heads", kept, "--key", PUBLIC);
    const { faults, heads } = JSON.parse(whole.stdout);
    expect([whole.status, faults, heads.faults]).toEqual([0, [], []]);
    const rows = readFileSync(trail, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const write = (all: readonly AuditRow[]): void =>
      writeFileSync(trail, all.map((row) => `${JSON.stringify(row)}\n`).join(""));
    const last = rows.filter(({ chain }) => chain === "city/example").length;
    write(rows.filter(({ chain, number }) => chain !== "city/example" || number < last));
    const cut = await check("--heads", kept, "--key", PUBLIC);
    expect([
      cut.status,
      JSON.parse(cut.stdout).faults,
      JSON.parse(cut.stdout).heads.faults,
    ]).toEqual([
      1,
      [],
      [
        {
          file: join(kept, "audit-heads-20260303.ndjson"),
          fault: "cut",
          chain: "city/example",
          number: last,
        },
      ],
    ]);
    write(
      rows.map((row) =>
        row.number === 2 && row.chain === "people" ? { ...row, actor: "x" } : row,
      ),
    );
    const changed = await check();
    expect([changed.status, JSON.parse(changed.stdout).faults]).toEqual([
      1,
      [{ chain: "people", number: 2, fault: "wrong_hash" }],
    ]);
  });

  test("a chain that was rewritten whole verifies in itself, but not against them", async () => {
    const { services } = service;
    const rows = await rowsOf(services, "city/example");
    await replaceChain(services, "city/example", rewritten(rows, rows.length - 1));
    const alone = await verifyStore();
    expect([alone.status, JSON.parse(alone.stdout).faults]).toEqual([0, []]);
    const held = await verifyStore("--heads", kept, "--key", PUBLIC);
    const fault = { fault: "rewritten", chain: "city/example" };
    expect([held.status, JSON.parse(held.stdout).heads.faults]).toEqual([
      1,
      [
        { ...fault, file: join(kept, "audit-heads-20260302.ndjson"), number: rows.length - 1 },
        { ...fault, file: join(kept, "audit-heads-20260303.ndjson"), number: rows.length },
      ],
    ]);
  });

  test("and the service says so on the next day", async () => {
    service.at("2026-03-04T00:10:00.000Z");
    const told: unknown[] = [];
    const log = { error: (...words: unknown[]) => told.push(words), info: () => {} };
    await exportHeads({ ...service.services, log } as unknown as Services, kept);
    const { length } = await rowsOf(service.services, "city/example");
    expect(told).toEqual([
      [
        {
          faults: [
            {
              file: join(kept, "audit-heads-20260303.ndjson"),
              fault: "rewritten",
              chain: "city/example",
              number: length,
            },
          ],
        },
        "the audit trail does not go through the heads exported before",
      ],
    ]);
  });
});

test("an archive of a frozen round is held against them by the part of the chain that it has", async () => {
  const service = await startTestService();
  const at = await makeFrozenRound(service);
  const response = await service.app.request(`/api/v1${at.path}/archive`, {
    headers: { cookie: at.auditor.cookie },
  });
  const archive = join(folder, "round.zip");
  writeFileSync(archive, Buffer.from(await response.arrayBuffer()));
  const heads = join(folder, "unsigned.ndjson");
  writeFileSync(heads, (await at.auditor.send("GET", "/audit/heads")).text);
  const held = await runCommand(["verify", archive, "--heads", heads, "--json"]);
  const told = JSON.parse(held.stdout).heads;
  expect([held.status, told.compared, told.faults]).toEqual([0, 1, []]);
  const { number } = JSON.parse(held.stdout).cities[0].audit;
  const forged = readFileSync(heads, "utf8").replace(
    /("chain":"city\/example","hash":"sha256:)./,
    "$1x",
  );
  writeFileSync(heads, forged);
  const other = await runCommand(["verify", archive, "--heads", heads, "--lang", "en"]);
  expect([other.status, other.stdout]).toEqual([
    1,
    expect.stringMatching(
      `not signed: they prove as much as .*\n.*\n.*\n  ${heads}  city/example ${number}  this row was rewritten`,
    ),
  ]);
  await service.close();
});

describe("heads that do not hold", () => {
  let signed: string;
  let unsigned: string;
  let trail: string;
  beforeAll(async () => {
    const service = await startTestService();
    const auditor = await service.signedIn("auditor");
    trail = join(folder, "trail.ndjson");
    writeFileSync(trail, (await auditor.send("GET", "/audit/export")).text);
    const write = async (name: string, ...more: string[]): Promise<string> => {
      const file = join(folder, name);
      const { data } = service.configuration;
      const { status } = await runCommand(["audit-heads", file, "--data", data, ...more]);
      expect(status).toBe(0);
      return file;
    };
    signed = await write("signed.ndjson", "--key", KEY);
    unsigned = await write("plain.ndjson");
    await service.close();
  });
  const faultsOf = (heads: string, ...keys: string[]) =>
    checkSignatures(readKeptHeads(heads), keys.map(readPublicKey)).faults.map(({ fault }) => fault);

  test("signed, with the right key among several: none", () => {
    expect(faultsOf(signed, `${OTHER}.pub`, PUBLIC)).toEqual([]);
  });

  test("signed with another key", () => {
    expect(faultsOf(signed, `${OTHER}.pub`)).toEqual(["unknown_key"]);
  });

  test("not signed, where a key is named; without one they count", () => {
    expect(faultsOf(unsigned, PUBLIC)).toEqual(["not_signed"]);
    expect(faultsOf(unsigned)).toEqual([]);
  });

  test("changed after they were signed", () => {
    const changed = join(folder, "changed.ndjson");
    writeFileSync(changed, readFileSync(signed, "utf8").replace(/"number":\d+/, '"number":1'));
    expect(faultsOf(changed, PUBLIC)).toEqual(["wrong_signature"]);
  });

  test.each([
    ["cut", (text: string) => text.slice(0, -20)],
    ["a line less", (text: string) => text.replace(/\n.*\n/, "\n")],
    ["something else", () => '{"format":"chengping-backup/1"}\n'],
    ["empty", () => ""],
  ])("not whole: %s", (_, edit) => {
    const damaged = join(folder, "damaged.ndjson");
    writeFileSync(damaged, edit(readFileSync(unsigned, "utf8")));
    expect(faultsOf(damaged)).toEqual(["unreadable"]);
  });

  test("what is wrong with the command's own words is told, and nothing is believed unchecked", async () => {
    const empty = mkdtempSync(join(folder, "empty-"));
    const nowhere = join(folder, "nowhere");
    const unreadable = `the key cannot be read (Ed25519 as PEM is needed): ${trail}`;
    const held = (heads: string, ...more: string[]) => ["verify", trail, "--heads", heads, ...more];
    const cases: readonly (readonly [readonly string[], string])[] = [
      [held(signed), "these heads are signed; name the public key with --key"],
      [held(nowhere), `cannot read the file: ${nowhere}`],
      [held(empty), `there are no heads of the audit trail in ${empty}`],
      [held(signed, "--key", trail), unreadable],
      [["serve", "--data", join(folder, "data"), "--audit-key", trail], unreadable],
    ];
    for (const [args, message] of cases) {
      const { status, stderr } = await runCommand([...args, "--lang", "en"]);
      expect([status, stderr.trim()]).toEqual([2, message]);
    }
  });
});

test("a pair of keys is made once: the private one for its owner alone", async () => {
  const { status, stderr } = await runCommand(["audit-key", KEY, "--lang", "en"]);
  expect([status, stderr.trim()]).toEqual([
    2,
    `the file is there already, and stays as it is: ${KEY}`,
  ]);
});
