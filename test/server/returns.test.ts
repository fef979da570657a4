/** Returns of departments, on both stores alike. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hashOf } from "../../engine/rule-set/hash.ts";
import { makeSmallRound, type SmallRound } from "../support/small-round.ts";
import { STORES, startTestService, type TestService } from "../support/test-service.ts";

describe.each(STORES)("returns on %s", (store) => {
  let service: TestService;
  let at: SmallRound;
  beforeAll(async () => {
    service = await startTestService({ store });
    at = await makeSmallRound(service);
  });
  afterAll(() => service.close());

  const FIGURES = {
    values: { eCertItems: 45, itemsTotal: 60 },
    told: { eCertItems: { working: "12+30+3" } },
  };

  test("a unit sees the items that it fills in, and nobody else's", async () => {
    const { json } = await at.clerk.send("GET", at.sheets);
    expect(
      json.sheets.map(({ item, inputs }: { item: string; inputs: string[] }) => [item, inputs]),
    ).toEqual([
      ["L1P1-A1", ["eCertItems", "itemsTotal"]],
      ["L1P1-A2", ["oneStopItems"]],
    ]);
    expect((await at.otherClerk.send("GET", at.sheets)).status).toBe(404);
  });

  test("a sheet is saved over the version that it is based on; the loser is shown both", async () => {
    const sheet = `${at.sheets}/L1P1-A1`;
    expect((await at.clerk.send("PUT", sheet, { body: FIGURES })).status).toBe(428);
    const first = await at.clerk.send("PUT", sheet, { body: FIGURES, ifMatch: 0 });
    expect([first.status, first.headers.get("etag"), first.json.body]).toEqual([
      200,
      '"1"',
      FIGURES,
    ]);
    const stale = await at.head.send("PUT", sheet, {
      body: { values: { eCertItems: 50 } },
      ifMatch: 0,
    });
    expect([stale.status, stale.json.code, stale.json.current.body, stale.json.yours.body]).toEqual(
      [412, "stale", FIGURES, { values: { eCertItems: 50 } }],
    );
    const racing = await Promise.all(
      [46, 47, 48, 49].map((eCertItems) =>
        at.clerk.send("PUT", sheet, {
          body: { values: { eCertItems, itemsTotal: 60 } },
          ifMatch: 1,
        }),
      ),
    );
    expect(racing.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });

  test("what is faulty can be kept as a draft, and is refused when it is handed in", async () => {
    const sheet = `${at.sheets}/L1P1-A1`;
    const draft = await at.clerk.send("PUT", sheet, {
      body: { values: { eCertItems: 70, itemsTotal: 60 } },
      ifMatch: 2,
    });
    expect([draft.status, draft.json.issues.map(({ code }: { code: string }) => code)]).toEqual([
      200,
      ["part_exceeds_whole"],
    ]);
    const handedIn = await at.clerk.send("POST", `${sheet}/hand-in`, { ifMatch: 3 });
    expect([handedIn.status, handedIn.json.code]).toEqual([422, "figures_refused"]);
  });

  test("figures of others are refused with the ones that are one's own", async () => {
    const reply = await at.clerk.send("PUT", `${at.sheets}/L1P1-A1`, {
      body: { values: { other: 1 } },
      ifMatch: 3,
    });
    expect([reply.status, reply.json.issues]).toEqual([
      422,
      [
        {
          code: "unknown_input",
          severity: "error",
          item: "L1P1-A1",
          input: "other",
          path: "/values/other",
          known: ["eCertItems", "itemsTotal"],
        },
      ],
    ]);
    expect((await at.clerk.send("GET", `${at.sheets}/nowhere`)).status).toBe(404);
  });

  test("a repeated request is answered as the first one was, and done once", async () => {
    const sheet = `${at.sheets}/L1P1-A1`;
    await at.clerk.send("PUT", sheet, { body: FIGURES, ifMatch: 3 });
    const [one, two, three] = await Promise.all([
      at.clerk.send("POST", `${sheet}/hand-in`, { ifMatch: 4, key: "k1" }),
      at.clerk.send("POST", `${sheet}/hand-in`, { ifMatch: 4, key: "k1" }),
      at.clerk.send("POST", `${sheet}/hand-in`, { ifMatch: 4, key: "k1" }),
    ]);
    expect([one.json, one.json, one.status]).toEqual([two.json, three.json, 200]);
    const { json } = await at.clerk.send("GET", `${sheet}/revisions`);
    expect(
      json.revisions.map(({ revision, body }: { revision: number; body: unknown }) => [
        revision,
        body,
      ]),
    ).toEqual([[1, FIGURES]]);
    const other = await at.clerk.send("POST", `${sheet}/accept`, {
      ifMatch: 5,
      key: "k1",
      body: {},
    });
    expect(other.status).toBe(403);
    const reused = await at.clerk.send("PUT", sheet, { body: FIGURES, ifMatch: 5, key: "k1" });
    expect([reused.status, reused.json.code]).toEqual([422, "key_reused"]);
  });

  test("the city's score is provisional, and the unit sees its own items with what one more is worth", async () => {
    const city = await at.office.send("GET", `${at.path}/score`);
    expect([city.json.status, city.json.scores["L1P1-A1"], city.json.total]).toEqual([
      "provisional",
      "22.50",
      "1.13",
    ]);
    const unit = await at.clerk.send("GET", `${at.path}/units/services/score`);
    expect(Object.keys(unit.json.scores)).toEqual(["L1P1-A1", "L1P1-A2"]);
    expect(
      unit.json.steps.map(({ input, to, score }: { input: string; to: string; score: object }) => [
        input,
        to,
        score,
      ]),
    ).toContainEqual(["eCertItems", "46", { before: "22.50", after: "23.00", change: "0.50" }]);
  });

  test("where units differ the office decides, citing the revisions; a later revision makes that stale", async () => {
    const item = "L1P1-A2";
    const ours = `${at.sheets}/${item}`;
    const theirs = `${at.path}/units/transport/sheets/${item}`;
    await at.clerk.send("PUT", ours, { body: { values: { oneStopItems: 30 } }, ifMatch: 0 });
    await at.clerk.send("POST", `${ours}/hand-in`, { ifMatch: 1 });
    await at.otherClerk.send("PUT", theirs, {
      body: { values: { oneStopItems: 36 } },
      ifMatch: 0,
    });
    await at.otherClerk.send("POST", `${theirs}/hand-in`, { ifMatch: 1 });
    const before = await at.office.send("GET", `${at.path}/figures`);
    expect([before.json.inputs[item], before.json.conflicts]).toEqual([
      undefined,
      [
        {
          item,
          input: "oneStopItems",
          values: [
            { unit: "services", revision: 1, value: 30 },
            { unit: "transport", revision: 1, value: 36 },
          ],
        },
      ],
    ]);
    const decision = {
      method: "pick",
      parts: [
        { unit: "transport", revision: 1 },
        { unit: "services", revision: 1 },
      ],
      figures: { oneStopItems: 36 },
      reason: "以平台统计为准",
    };
    const wrong = await at.office.send("POST", `${at.path}/decisions/${item}`, {
      body: { ...decision, parts: [{ unit: "transport", revision: 2 }] },
    });
    expect([wrong.status, wrong.json.reason]).toEqual([409, "other_revisions"]);
    expect(
      (await at.office.send("POST", `${at.path}/decisions/${item}`, { body: decision })).json,
    ).toEqual({ number: 1 });
    const after = await at.office.send("GET", `${at.path}/figures`);
    expect([after.json.inputs[item], after.json.conflicts, after.json.stale]).toEqual([
      { oneStopItems: 36 },
      [],
      [],
    ]);
    await at.clerk.send("PUT", ours, { body: { values: { oneStopItems: 31 } }, ifMatch: 2 });
    await at.clerk.send("POST", `${ours}/hand-in`, { ifMatch: 3 });
    const later = await at.office.send("GET", `${at.path}/figures`);
    expect([later.json.inputs[item], later.json.stale]).toEqual([{ oneStopItems: 36 }, [item]]);
  });

  test("a sheet is returned with a reason, handed in again, accepted, and then closed", async () => {
    const sheet = `${at.sheets}/L1P1-A1`;
    const noReason = await at.office.send("POST", `${sheet}/return`, { ifMatch: 5, body: {} });
    expect(noReason.status).toBe(422);
    const returned = await at.office.send("POST", `${sheet}/return`, {
      ifMatch: 5,
      body: { reason: "请附清单" },
    });
    expect([returned.status, returned.json.state]).toEqual([200, "returned"]);
    expect((await at.office.send("GET", `${at.path}/score`)).json.scores["L1P1-A1"]).toBeNull();
    expect((await at.clerk.send("POST", `${sheet}/hand-in`, { ifMatch: 6 })).json.revision).toBe(2);
    expect(
      (await at.office.send("POST", `${sheet}/accept`, { ifMatch: 7, body: {} })).json.state,
    ).toBe("accepted");
    const closed = await at.clerk.send("PUT", sheet, { body: FIGURES, ifMatch: 8 });
    expect([closed.status, closed.json.code, closed.json.state]).toEqual([
      409,
      "locked",
      "accepted",
    ]);
    const { json } = await at.clerk.send("GET", `${sheet}/revisions`);
    expect(
      json.events.map(
        ({ kind, revision, reason }: { kind: string; revision: number; reason: string }) => [
          kind,
          revision,
          reason,
        ],
      ),
    ).toEqual(
      expect.arrayContaining([
        ["handed_in", 1, null],
        ["returned", 1, "请附清单"],
        ["handed_in", 2, null],
        ["accepted", 2, null],
      ]),
    );
  });

  test("a late sheet is refused by the server's clock, until it is reopened with a reason", async () => {
    const sheet = `${at.path}/units/transport/sheets/L1P2-A1`;
    service.at("2026-03-02T08:10:00.000Z");
    const late = await at.otherClerk.send("PUT", sheet, { body: { values: {} }, ifMatch: 0 });
    expect([late.status, late.json.code, late.json.deadline]).toEqual([
      409,
      "closed",
      "2026-03-02T08:10:00.000Z",
    ]);
    const reopened = await at.office.send("POST", `${at.path}/reopenings`, {
      body: {
        unit: "transport",
        item: "L1P2-A1",
        until: "2026-03-02T08:20:00Z",
        reason: "系统停电",
      },
    });
    expect(reopened.status).toBe(204);
    expect(
      (await at.otherClerk.send("PUT", sheet, { body: { values: {} }, ifMatch: 0 })).status,
    ).toBe(200);
    service.at("2026-03-02T08:20:00.000Z");
    expect(
      (await at.otherClerk.send("PUT", sheet, { body: { values: {} }, ifMatch: 1 })).status,
    ).toBe(409);
  });

  test("freezing tells everything that is open", async () => {
    const { json: city } = await at.office.send("GET", at.path);
    const reply = await at.office.send("POST", `${at.path}/freeze`, {
      ifMatch: city.version,
      body: { reason: "定稿" },
    });
    expect([reply.status, reply.json.reason, reply.json.stale]).toEqual([
      409,
      "not_settled",
      ["L1P1-A2"],
    ]);
    expect(reply.json.open).toContainEqual({ unit: "office", item: "L8P1" });
  });

  test("a stored score is computed again with the same digest", async () => {
    const stored = await at.office.send("POST", `${at.path}/scores`, { body: { why: "中期" } });
    expect(stored.status).toBe(201);
    const { json } = await at.auditor.send("GET", `${at.path}/scores/${stored.json.id}/verify`);
    expect([json.verified, json.digest, json.computed]).toEqual([
      true,
      stored.json.digest,
      stored.json.digest,
    ]);
  });

  test("the feed of changes goes on from its cursor", async () => {
    const { json } = await at.office.send("GET", `${at.path}/changes`);
    const rest = await at.office.send("GET", `${at.path}/changes?after=${json.changes[4].cursor}`);
    expect(rest.json.changes).toEqual(json.changes.slice(5));
    expect(
      (await at.office.send("GET", `${at.path}/changes?after=${json.next}`)).json.changes,
    ).toEqual([]);
  });

  test("every change stands in the audit trail, whose chains are whole", async () => {
    const { json } = await at.auditor.send("GET", "/audit/verification");
    expect(json.faults).toEqual([]);
    expect(json.chains.map(({ chain }: { chain: string }) => chain)).toEqual([
      "city/example",
      "people",
      "refusals",
      "rounds",
      "rule-sets",
    ]);
    const { json: rows } = await at.auditor.send("GET", "/audit/rows?chain=city/example");
    const handedIn = rows.rows.filter(
      ({ action }: { action: string }) => action === "sheet.hand_in",
    );
    expect(
      handedIn.map(({ actor, facts }: { actor: string; facts: object }) => [actor, facts]),
    ).toEqual([
      [at.clerk.id, { revision: 1, body: hashOf(FIGURES) }],
      [at.clerk.id, { revision: 1, body: hashOf({ values: { oneStopItems: 30 } }) }],
      [at.otherClerk.id, { revision: 1, body: hashOf({ values: { oneStopItems: 36 } }) }],
      [at.clerk.id, { revision: 2, body: hashOf({ values: { oneStopItems: 31 } }) }],
      [at.clerk.id, { revision: 2, body: hashOf(FIGURES) }],
    ]);
  });

  test("what is written once cannot be changed in the database either", async () => {
    const { db } = service.services.store;
    for (const table of [
      "audit",
      "sheet_revision",
      "score",
      "rule_set_revision",
      "stored_text",
    ] as const) {
      await expect(db.deleteFrom(table).execute()).rejects.toThrow("is written once");
    }
    await expect(db.updateTable("audit").set({ actor: "nobody" }).execute()).rejects.toThrow(
      "is written once",
    );
  });
});
