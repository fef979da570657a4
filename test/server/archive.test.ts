/** A frozen round as one file: the same bytes each time, verified from the bytes alone, and no changed byte goes by. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashBytes, MANIFEST } from "../../server/archive/archive-file.ts";
import { openArchive } from "../../server/archive/open-archive.ts";
import { verifyArchive } from "../../server/archive/verify-archive.ts";
import { readZip } from "../../server/zip/read-zip.ts";
import { writeZip } from "../../server/zip/write-zip.ts";
import { FROZEN_TOTAL, makeFrozenRound } from "../support/frozen-round.ts";
import { filesOf, ruleSetFolder } from "../support/load-rule-set.ts";
import { makeSmallRound, RULE_SET, type SmallRound } from "../support/small-round.ts";
import { STORES, startTestService, type TestService } from "../support/test-service.ts";
import { runCommand } from "./run-command.ts";

const LIMITS = { members: 1_000, member: 1e8, total: 1e9 };

async function membersOf(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const members = new Map<string, Buffer>();
  for await (const { name, bytes: content } of readZip(bytes, LIMITS)) members.set(name, content);
  return members;
}

/** The archive with other members and a manifest that fits them, as a forger would make it. */
async function forged(
  bytes: Uint8Array,
  edit: (documents: (member: string, change: (document: never) => void) => void) => void,
): Promise<Uint8Array> {
  const members = await membersOf(bytes);
  edit((member, change) => {
    const document = JSON.parse(members.get(member)?.toString("utf8") ?? "");
    change(document as never);
    members.set(member, Buffer.from(`${JSON.stringify(document, null, 1)}\n`));
  });
  const manifest = JSON.parse(members.get(MANIFEST)?.toString("utf8") ?? "");
  for (const [member, content] of members) {
    if (member !== MANIFEST)
      manifest.members[member] = { size: content.length, hash: hashBytes(content) };
  }
  members.set(MANIFEST, Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`));
  return writeZip(members, { compress: false });
}

const codesOf = async (bytes: Uint8Array) =>
  (await verifyArchive(bytes)).faults.map(({ code, member }) => [code, member]);

describe.each(STORES)("archive on %s", (store) => {
  let service: TestService;
  let at: SmallRound;
  let bytes: Uint8Array<ArrayBuffer>;
  const download = async (path: string, cookie = at.auditor.cookie) =>
    new Uint8Array(
      await (await service.app.request(`/api/v1${path}`, { headers: { cookie } })).arrayBuffer(),
    );
  beforeAll(async () => {
    service = await startTestService({ store });
    at = await makeFrozenRound(service);
    bytes = await download(`${at.path}/archive`);
  });
  afterAll(() => service.close());

  test("it verifies from its bytes alone, with the total, the rules and the head of the chain", async () => {
    const { json: chains } = await at.auditor.send("GET", "/audit");
    const head = chains.chains.find(({ chain }: { chain: string }) => chain === "city/example");
    expect(await verifyArchive(bytes)).toMatchObject({
      verified: true,
      faults: [],
      hash: hashBytes(bytes),
      round: "spring",
      ruleSets: [{ id: RULE_SET }],
      cities: [
        {
          city: "example",
          name: "示例市",
          total: FROZEN_TOTAL,
          scores: 2,
          audit: { chain: "city/example", number: head.number, hash: head.hash },
        },
      ],
    });
  });

  test("it holds the rules byte for byte, the notice's words, and no name of a person", async () => {
    const members = await membersOf(bytes);
    const folder = [...members.keys()].find((name) => name.endsWith("/rule-set.json"));
    const files = new Map(
      [...members].flatMap(([name, content]) =>
        name.startsWith("rule-sets/")
          ? [[name.split("/").slice(2).join("/"), content.toString("utf8")] as const]
          : [],
      ),
    );
    expect(files).toEqual(filesOf(ruleSetFolder(`rules/${RULE_SET}`)));
    const notice = members.get(`notices/${folder?.split("/")[1]}.md`)?.toString("utf8");
    expect(notice).toContain("L1P1-A1 分项分数=30%×（已实现使用以公民身份证号码");
    const all = [...members.values()].map((content) => content.toString("utf8")).join("\n");
    for (const person of [at.clerk, at.office]) {
      expect([all.includes(person.id), all.includes(person.name)]).toEqual([true, false]);
    }
  });

  test("the same state makes the same bytes, for the city and for the round", async () => {
    expect(Buffer.compare(await download(`${at.path}/archive`), bytes)).toBe(0);
    expect(Buffer.compare(await download("/rounds/spring/archive"), bytes)).toBe(0);
  });

  test("a return that is not frozen has none", async () => {
    const other = await makeSmallRound(service, { city: "second" });
    const open = await other.analyst.send("GET", `${other.path}/archive`);
    expect([open.status, open.json.reason]).toEqual([409, "not_frozen"]);
    expect(Buffer.compare(await download("/rounds/spring/archive"), bytes)).toBe(0);
  });

  test("a byte changed in any member is found, and the member is named", async () => {
    for (const [member, content] of await membersOf(bytes)) {
      const place = Buffer.from(bytes).indexOf(content) + Math.floor(content.length / 2);
      const changed = bytes.slice();
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect((await openArchive(changed)).faults[0]?.member).toBe(member);
    }
  }, 120_000);

  test("a byte changed between the members is found too", async () => {
    const places = Array.from({ length: 40 }, (_, index) => bytes.length - 1 - index * 97);
    const header = [4, 8, 10, 14, 26, 28];
    for (const place of [...places, ...header]) {
      const changed = bytes.slice();
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect([place, (await openArchive(changed)).faults.length > 0]).toEqual([place, true]);
    }
    for (const length of [0, 10, 5_000, bytes.length - 1]) {
      expect((await verifyArchive(bytes.slice(0, length))).verified).toBe(false);
    }
  }, 120_000);

  test("a member taken away or added is named", async () => {
    const members = await membersOf(bytes);
    const content = members.get("round.json") as Buffer;
    members.delete("round.json");
    expect(await codesOf(await writeZip(members, { compress: false }))).toEqual([
      ["member_missing", "round.json"],
    ]);
    members.set("round.json", content).set("more.txt", Buffer.from("x"));
    expect(await codesOf(await writeZip(members, { compress: false }))).toEqual([
      ["member_unexpected", "more.txt"],
    ]);
  });

  test("whoever changes a figure, a decision or a score, and the manifest with it, is found out", async () => {
    type Rows = { [list: string]: { [column: string]: unknown }[] };
    const place = "cities/example";
    const sheets = await forged(bytes, (document) =>
      document(`${place}/sheets.json`, ({ revisions }: Rows) => {
        const row = revisions?.find(({ item, unit }) => item === "L1P1-A1" && unit === "services");
        (row!.body as { values: { eCertItems: number } }).values.eCertItems = 9;
      }),
    );
    expect(await codesOf(sheets)).toEqual([
      ["figures_differ", `${place}/scores.json`],
      ["not_in_audit", `${place}/sheets.json`],
      ["only_in_audit", `${place}/sheets.json`],
    ]);
    const decision = await forged(bytes, (document) =>
      document(`${place}/decisions.json`, ({ decisions }: Rows) => {
        (decisions![0] as { figures: object }).figures = { oneStopItems: 10 };
      }),
    );
    expect(await codesOf(decision)).toEqual([
      ["figures_differ", `${place}/scores.json`],
      ["not_in_audit", `${place}/decisions.json`],
      ["only_in_audit", `${place}/decisions.json`],
    ]);
    const score = await forged(bytes, (document) =>
      document(`${place}/scores.json`, ({ scores }: Rows) => {
        (scores![0]!.result as { total: string }).total = "99.99";
      }),
    );
    expect(await codesOf(score)).toEqual([
      ["score_differs", `${place}/scores.json`],
      ["not_in_audit", `${place}/scores.json`],
      ["only_in_audit", `${place}/scores.json`],
    ]);
    const evidence = await forged(bytes, (document) =>
      document(`${place}/evidence.json`, ({ evidence: files }: Rows) => {
        (files![0] as { hash: string }).hash = `sha256:${"0".repeat(64)}`;
      }),
    );
    expect(await codesOf(evidence)).toEqual([["not_in_audit", `${place}/evidence.json`]]);
    const audit = await forged(bytes, (document) =>
      document(`${place}/audit.json`, ({ rows }: Rows) => {
        (rows![3] as { actor: string }).actor = "nobody";
      }),
    );
    expect(await codesOf(audit)).toEqual([["chain_broken", `${place}/audit.json`]]);
    const nonsense = await forged(bytes, (document) =>
      document(`${place}/sheets.json`, (one: { sheets: unknown }) => {
        one.sheets = 7;
      }),
    );
    expect(await codesOf(nonsense)).toEqual([["document_unreadable", `${place}/return.json`]]);
  });
});

describe("chengping verify FILE", () => {
  const folder = mkdtempSync(join(tmpdir(), "chengping-verify-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(["0.1.0"])("an archive made by release %s still verifies", async (release) => {
    const kept = gunzipSync(
      readFileSync(ruleSetFolder(`test/server/archives/round-${release}.zip.gz`)),
    );
    const file = join(folder, `${release}.zip`);
    writeFileSync(file, kept);
    const { status, stdout } = await runCommand(["verify", file, "--json"]);
    const report = JSON.parse(stdout);
    expect([status, report.verified, report.version, report.faults]).toEqual([
      0,
      true,
      release,
      [],
    ]);
    expect(report.cities).toMatchObject([{ city: "example", total: FROZEN_TOTAL }]);
  });

  test("what is at fault is said with its place, and the status is 1", async () => {
    const file = join(folder, "cut.zip");
    writeFileSync(file, "PK no archive");
    const zh = await runCommand(["verify", file]);
    expect([zh.status, zh.stdout]).toEqual([1, expect.stringContaining("核验未通过")]);
    const en = await runCommand(["verify", file, "--lang", "en"]);
    expect(en.stdout).toContain("this is no zip file, or it is damaged");
    expect((await runCommand(["verify", join(folder, "nowhere.zip")])).status).toBe(2);
  });
});
