/** Figures from systems, and evidence: on both stores alike. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sweepUploads } from "../../server/evidence/evidence-files.ts";
import { makeSmallRound, type SmallRound } from "../support/small-round.ts";
import {
  type Client,
  STORES,
  startTestService,
  type TestService,
} from "../support/test-service.ts";

const BINARY = "application/octet-stream";

describe.each(STORES)("push and evidence on %s", (store) => {
  let service: TestService;
  let at: SmallRound;
  let system: Client;
  beforeAll(async () => {
    service = await startTestService({ store });
    at = await makeSmallRound(service);
    system = await service.signedIn({ role: "push-client", city: "example", unit: "services" });
    await at.head.send("PUT", "/cities/example/units/services/codes", {
      body: { codes: [{ code: "ZZ-001", item: "L1P1-A1", input: "eCertItems" }] },
    });
  });
  afterAll(() => service.close());

  const push = (figures: readonly object[], more: object = {}) =>
    system.send("POST", `${at.path}/units/services/figures`, { body: { figures, ...more } });
  const statuses = (reply: { json: { figures: { code: string; status: string }[] } }) =>
    reply.json.figures.map(({ code, status }) => [code, status]);

  test("every figure has its answer; a trial writes nothing", async () => {
    const figures = [
      { code: "ZZ-001", value: 45, source: "政务平台", asOf: "2018-12-31" },
      { code: "L1P1-A1/itemsTotal", value: -1 },
      { code: "L1P2-A1/indexPlatform", value: true },
      { code: "nothing", value: 1 },
    ];
    const expected = [
      ["ZZ-001", "written"],
      ["L1P1-A1/itemsTotal", "refused"],
      ["L1P2-A1/indexPlatform", "not_ours"],
      ["nothing", "unknown_code"],
    ];
    expect(statuses(await push(figures, { dryRun: true }))).toEqual(expected);
    expect((await at.clerk.send("GET", `${at.sheets}/L1P1-A1`)).json.version).toBe(0);
    expect(statuses(await push(figures))).toEqual(expected);
    const { json } = await at.clerk.send("GET", `${at.sheets}/L1P1-A1`);
    expect([json.version, json.body]).toEqual([
      1,
      {
        values: { eCertItems: 45 },
        told: { eCertItems: { source: "政务平台", asOf: "2018-12-31" } },
      },
    ]);
  });

  test("what did not change is not written again, and a clerk's correction stays", async () => {
    expect(statuses(await push([{ code: "ZZ-001", value: 45 }]))).toEqual([
      ["ZZ-001", "unchanged"],
    ]);
    const { json } = await at.clerk.send("GET", `${at.sheets}/L1P1-A1`);
    expect(json.version).toBe(1);
    await at.clerk.send("PUT", `${at.sheets}/L1P1-A1`, {
      body: { values: { eCertItems: 50, itemsTotal: 60 } },
      ifMatch: 1,
    });
    const kept = await push([{ code: "ZZ-001", value: 46 }]);
    expect(kept.json.figures).toEqual([
      { code: "ZZ-001", status: "corrected", item: "L1P1-A1", input: "eCertItems", present: 50 },
    ]);
    await at.clerk.send("POST", `${at.sheets}/L1P1-A1/hand-in`, { ifMatch: 2 });
    await at.office.send("POST", `${at.sheets}/L1P1-A1/accept`, { ifMatch: 3, body: {} });
    const locked = await push([{ code: "ZZ-001", value: 47 }]);
    expect([statuses(locked), locked.json.figures[0].why.state]).toEqual([
      [["ZZ-001", "locked"]],
      "accepted",
    ]);
  });

  const upload = (name: string, raw: Uint8Array<ArrayBuffer> | string) =>
    at.clerk.send("POST", `${at.path}/units/services/evidence?name=${encodeURIComponent(name)}`, {
      raw,
      type: BINARY,
    });

  test("evidence is what its bytes say, comes back byte for byte, and always as an attachment", async () => {
    const bytes = new Uint8Array(700_001);
    bytes.set(new TextEncoder().encode("%PDF-1.7\n"));
    for (let index = 9; index < bytes.length; index++) bytes[index] = (index * 31) & 255;
    const { status, json } = await upload("清单.pdf", bytes);
    expect([status, json.hash, json.size]).toEqual([
      201,
      `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
      bytes.length,
    ]);
    const response = await service.app.request(
      `/api/v1${at.path}/units/services/evidence/${json.id}`,
      {
        headers: { cookie: at.office.cookie },
      },
    );
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
    expect([
      response.headers.get("content-disposition"),
      response.headers.get("x-content-type-options"),
    ]).toEqual([`attachment; filename*=UTF-8''${encodeURIComponent("清单.pdf")}`, "nosniff"]);
    for (const [name, content] of [
      ["page.html", "<html>"],
      ["picture.svg", "<svg/>"],
      ["list.pdf", "not a pdf"],
      ["run.txt", "a\0b"],
      ["list.png", "%PDF-1.7\n"],
    ] as const) {
      expect([name, (await upload(name, content)).status]).toEqual([name, 415]);
    }
    const large = await upload("large.txt", "x".repeat(26_214_401));
    expect([large.status, large.json.maximum]).toEqual([413, 26_214_400]);
    const { json: list } = await at.clerk.send("GET", `${at.path}/units/services/evidence`);
    expect(list.evidence.map(({ name }: { name: string }) => name)).toEqual(["清单.pdf"]);
    const pieces = await service.services.store.db
      .selectFrom("evidence_chunk")
      .select("evidence")
      .distinct()
      .execute();
    expect(pieces).toEqual([{ evidence: json.id }]);
  });

  test("evidence that a sheet names is linked with it and stays; another's cannot be named", async () => {
    const sheet = `${at.sheets}/L1P1-A2`;
    const named = (await upload("a.txt", "a")).json.id;
    const loose = (await upload("b.txt", "b")).json.id;
    await at.clerk.send("PUT", sheet, {
      body: { values: { oneStopItems: 3 }, evidence: [named, "nothing"] },
      ifMatch: 0,
    });
    const refused = await at.clerk.send("POST", `${sheet}/hand-in`, { ifMatch: 1 });
    expect([refused.status, refused.json.issues[0].code]).toEqual([422, "unknown_evidence"]);
    await at.clerk.send("PUT", sheet, {
      body: { values: { oneStopItems: 3 }, evidence: [named] },
      ifMatch: 1,
    });
    expect((await at.clerk.send("POST", `${sheet}/hand-in`, { ifMatch: 2 })).status).toBe(200);
    const base = `${at.path}/units/services/evidence`;
    expect((await at.clerk.send("DELETE", `${base}/${named}`)).status).toBe(409);
    expect((await at.clerk.send("DELETE", `${base}/${loose}`)).status).toBe(204);
    expect((await at.clerk.send("GET", `${base}/${loose}`)).status).toBe(404);
    const swept = await sweepUploads(
      service.services.store.db,
      new Date("2026-03-03T08:00:01.000Z"),
    );
    expect(swept).toBe(2);
    expect((await at.clerk.send("GET", `${base}/${named}`)).text).toBe("a");
  });
});
