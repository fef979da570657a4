/** What somebody might try: odd texts, members of prototypes, headers in names, oversize, other people's things. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PREVIEWS } from "../../server/people/rate-limits.ts";
import { makeSmallRound, RULE_SET, type SmallRound } from "../support/small-round.ts";
import { STORES, startTestService, type TestService } from "../support/test-service.ts";

describe.each(STORES)("attacks on %s", (store) => {
  let service: TestService;
  let at: SmallRound;
  beforeAll(async () => {
    service = await startTestService({ store });
    at = await makeSmallRound(service);
  });
  afterAll(() => service.close());

  const refusals = async (actor: string) => {
    const rows = await service.services.store.db
      .selectFrom("audit")
      .select(["action", "object", "facts", "outcome"])
      .where("chain", "=", "refusals")
      .where("actor", "=", actor)
      .orderBy("number")
      .execute();
    return rows.map(({ action, object, facts, outcome }) => [
      action,
      object,
      JSON.parse(facts),
      outcome,
    ]);
  };

  test.each([
    ["U+0000", "a\u0000b"],
    ["half a pair", "a\ud800b"],
  ])("a text with %s is refused where it stands, and not stored changed", async (_, remark) => {
    const reply = await at.clerk.send("PUT", `${at.sheets}/L1P1-A1`, {
      body: { values: {}, told: { eCertItems: { source: remark } } },
      ifMatch: 0,
    });
    expect([reply.status, reply.json.issues]).toEqual([
      422,
      [
        {
          code: "invalid_character",
          severity: "error",
          path: "/told/eCertItems/source",
          expected: "Unicode, not U+0000",
        },
      ],
    ]);
    const key = await at.clerk.send("PUT", `${at.sheets}/L1P1-A1`, {
      body: { values: { [remark]: 1 } },
      ifMatch: 0,
    });
    expect([key.status, key.json.issues[0].path]).toEqual([422, "/values"]);
  });

  test("a pair of surrogates and every plane of Unicode come back as they were sent", async () => {
    const remark = "𠮷野家 👩‍👩‍👧 ﷺ \u202e文 é \\u0000";
    const saved = await at.clerk.send("PUT", `${at.sheets}/L1P1-A1`, {
      body: { values: {}, remark },
      ifMatch: 0,
    });
    expect([saved.status, saved.json.body.remark]).toEqual([200, remark]);
  });

  test("bytes that are no UTF-8 are not taken as a rule file, in a request or in an archive", async () => {
    const { json } = await at.analyst.send("POST", "/drafts", {
      body: { basedOn: RULE_SET, name: "草稿", ruleSet: "next-year" },
    });
    const reply = await at.analyst.send("PUT", `/drafts/${json.draft.id}/file?path=L8P1.json`, {
      raw: new Uint8Array([0x22, 0xff, 0x22]),
      ifMatch: 1,
    });
    expect([reply.status, reply.json.issues[0].code]).toEqual([422, "invalid_character"]);
    const query = await at.analyst.send(
      "PUT",
      `/drafts/${json.draft.id}/file?path=L8P1.json&why=a%00b`,
      { raw: "{}", ifMatch: 1 },
    );
    expect([query.status, query.json.issues[0].path]).toEqual([422, "?why"]);
  });

  test("members of prototypes are unknown like any other, and nothing is changed by them", async () => {
    const raw = (text: string) => ({ raw: text, ifMatch: 1 });
    const sheet = `${at.sheets}/L1P1-A1`;
    const replies = [
      await at.clerk.send("PUT", sheet, raw('{"values": {}, "__proto__": {"polluted": true}}')),
      await at.clerk.send("PUT", sheet, raw('{"values": {"__proto__": 1}}')),
      await at.clerk.send("PUT", sheet, raw('{"values": {"constructor": 1}}')),
      await at.office.send("PUT", at.path, raw('{"units": {"constructor": ["services"]}}')),
      await at.office.send("PUT", at.path, raw('{"units": {}, "assignments": {"__proto__": {}}}')),
    ];
    expect(replies.map(({ status, json }) => [status, json.issues[0].code])).toEqual([
      [422, "unknown_member"],
      [422, "unknown_input"],
      [422, "unknown_input"],
      [422, "unknown_role"],
      [422, "unknown_item"],
    ]);
    expect((await at.clerk.send("GET", "/rounds?__proto__=1")).status).toBe(422);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test("nesting and size end a request before it is read", async () => {
    const sheet = `${at.sheets}/L1P1-A1`;
    const deep = `${'{"values":'.repeat(65)}1${"}".repeat(65)}`;
    const huge = `{"values":{"eCertItems":"${"9".repeat(1_048_576)}"}}`;
    const replies = [
      await at.clerk.send("PUT", sheet, { raw: deep, ifMatch: 1 }),
      await at.clerk.send("PUT", sheet, { raw: huge, ifMatch: 1 }),
      await service.nobody.send("POST", "/session", { raw: huge }),
    ];
    expect(replies.map(({ status }) => status)).toEqual([400, 413, 413]);
    const page = await service.app.request("/invitation", {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "sec-fetch-site": "same-origin",
      },
      body: `secret=${"a".repeat(20_000)}`,
    });
    expect(page.status).toBe(413);
  });

  test("a cursor past every row is an empty page", async () => {
    const { json, status } = await at.office.send("GET", `${at.path}/changes?after=999999999`);
    expect([status, json.changes]).toEqual([200, []]);
    expect((await at.office.send("GET", `${at.path}/changes?after=9999999999`)).status).toBe(422);
  });

  test("a file's name cannot break out of its header, nor read backwards", async () => {
    const base = `${at.path}/units/services/evidence`;
    const upload = (name: string) =>
      at.clerk.send("POST", `${base}?name=${encodeURIComponent(name)}`, {
        raw: "x",
        type: "application/octet-stream",
      });
    for (const name of ["a\r\nset-cookie: x=1.txt", "a/b.txt", "a\\b.txt", "\u202etxt.exe.txt"])
      expect([name, (await upload(name)).status]).toEqual([name, 422]);
    const { json } = await upload(`a"; filename=b' (1)*.txt`);
    const response = await at.clerk.send("GET", `${base}/${json.id}`);
    expect(response.headers.get("content-disposition")).toBe(
      "attachment; filename*=UTF-8''a%22%3B%20filename%3Db%27%20%281%29%2A.txt",
    );
  });

  test("what somebody was not allowed to do stands in the trail, wherever it was refused", async () => {
    const office = await service.signedIn({ role: "consolidator", city: "example", unit: null });
    const sheet = "/rounds/{round}/cities/{city}/units/{unit}/sheets/{item}";
    await office.send("PUT", `${at.sheets}/L1P1-A1`, { body: { values: {} }, ifMatch: 1 });
    await office.send("GET", "/drafts");
    await office.send("GET", "/rounds/spring/cities/elsewhere/figures");
    await office.send("DELETE", "/session", { headers: { "sec-fetch-site": "cross-site" } });
    expect(await refusals(office.id)).toEqual([
      [
        "request.refused",
        `put ${sheet}`,
        { code: "forbidden", city: "example", unit: "services" },
        "refused",
      ],
      ["request.refused", "get /drafts", { code: "forbidden" }, "refused"],
      [
        "request.refused",
        "get /rounds/{round}/cities/{city}/figures",
        { code: "not_found", city: "elsewhere" },
        "refused",
      ],
      ["request.refused", "delete /session", { code: "cross_site" }, "refused"],
    ]);
  });

  test("who asks for their score again and again is slowed down, and the auditor is told once", async () => {
    const path = `${at.path}/units/services/score`;
    const replies: number[] = [];
    for (let time = 0; time < PREVIEWS; time++)
      replies.push((await at.clerk.send("GET", path)).status);
    expect(new Set(replies)).toEqual(new Set([200]));
    for (let time = 0; time < 3; time++) {
      const late = await at.clerk.send("GET", path);
      expect([late.status, late.json.code]).toEqual([429, "too_many_requests"]);
      expect(Number(late.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect((await at.head.send("GET", path)).status).toBe(200);
    expect(await refusals(at.clerk.id)).toEqual([
      [
        "request.refused",
        "cities/example/units/services/score",
        { code: "too_many_requests", city: "example", unit: "services" },
        "refused",
      ],
    ]);
  });

  test("a token that is none is refused, told to the auditor without its secret, and slowed down", async () => {
    const before = (await refusals("nobody")).length;
    const token = `cp_${"0".repeat(20)}_${"s".repeat(43)}`;
    const ask = () =>
      service.nobody.send("GET", "/rounds", { headers: { authorization: `Bearer ${token}` } });
    expect((await ask()).status).toBe(401);
    expect((await refusals("nobody")).slice(before)).toEqual([
      ["token.refused", "session", { client: "0".repeat(20) }, "refused"],
    ]);
    const replies = await Promise.all(Array.from({ length: 60 }, ask));
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(1);
    expect(await refusals("nobody")).toHaveLength(before + 60);
  });
});
