/** Departments side by side: what each sees of the others, what it may object to, and how the office decides. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeSmallRound, type SmallRound } from "../support/small-round.ts";
import {
  type Client,
  STORES,
  startTestService,
  type TestService,
} from "../support/test-service.ts";

describe.each(STORES)("departments on %s", (store) => {
  let service: TestService;
  let at: SmallRound;
  beforeAll(async () => {
    service = await startTestService({ store });
    at = await makeSmallRound(service);
    const { json } = await at.office.send("GET", at.path);
    const assignments = {
      ...json.assignments,
      "L1P3-A2": { units: ["services", "transport"] },
      "L1P1-A3": { units: ["services", "transport"] },
    };
    const planned = await at.office.send("PUT", at.path, {
      body: { units: {}, assignments },
      ifMatch: json.version,
    });
    expect(planned.status).toBe(204);
  });
  afterAll(() => service.close());

  const theirs = (): string => `${at.path}/units/transport/sheets`;
  const handIn = async (who: Client, path: string, values: object): Promise<void> => {
    const { json } = await who.send("GET", path);
    const saved = await who.send("PUT", path, { body: { values }, ifMatch: json.version });
    expect([saved.status, saved.text.slice(0, 200)]).toEqual([200, expect.anything()]);
    const handedIn = await who.send("POST", `${path}/hand-in`, { ifMatch: json.version + 1 });
    expect([handedIn.status, handedIn.text.slice(0, 200)]).toEqual([200, expect.anything()]);
  };

  test("a figure that another department fills in is seen, once it is handed in, and not changed", async () => {
    const item = `${theirs()}/L1P1-A2`;
    const figure = { input: "itemsTotal", owners: [], sameAs: "L1P1-A1/itemsTotal" };
    expect((await at.otherClerk.send("GET", item)).json.others).toEqual([
      { ...figure, values: [] },
    ]);
    await handIn(at.clerk, `${at.sheets}/L1P1-A1`, { eCertItems: 45, itemsTotal: 60 });
    expect((await at.otherClerk.send("GET", item)).json.others).toEqual([
      { ...figure, values: [{ unit: "services", revision: 1, value: 60 }] },
    ]);
    const changed = await at.otherClerk.send("PUT", item, {
      body: { values: { itemsTotal: 61 } },
      ifMatch: 0,
    });
    expect([changed.status, changed.json.issues[0].code]).toEqual([422, "unknown_input"]);
  });

  test("whoever uses a figure may object to its owner, and nobody else, nor to anybody else", async () => {
    const object = (who: Client, unit: string, item: string, owner: string) =>
      who.send("POST", `${at.path}/units/${unit}/sheets/${item}/objection`, {
        body: { owner, reason: "与台账不符" },
      });
    expect((await object(at.otherClerk, "transport", "L1P1-A1", "services")).status).toBe(204);
    const { json } = await at.clerk.send("GET", `${at.sheets}/L1P1-A1/revisions`);
    expect(json.events.at(-1)).toMatchObject({ kind: "objected", reason: "与台账不符" });
    const wrong = [
      await object(at.otherClerk, "transport", "L1P1-A1", "office"),
      await object(at.otherClerk, "transport", "L1P1-A2", "transport"),
      await object(at.otherClerk, "transport", "L8P1", "office"),
    ];
    expect(wrong.map(({ status }) => status)).toEqual([422, 422, 404]);
  });

  test("what was handed in stands beside what is being changed, and a judgement needs the newest", async () => {
    const sheet = `${at.sheets}/L1P1-A1`;
    await at.clerk.send("PUT", sheet, {
      body: { values: { eCertItems: 50, itemsTotal: 60 } },
      ifMatch: 2,
    });
    const { json } = await at.office.send("GET", sheet);
    expect([json.version, json.state, json.body.values.eCertItems, json.handedIn]).toEqual([
      3,
      "handed_in",
      50,
      { revision: 1, body: { values: { eCertItems: 45, itemsTotal: 60 } } },
    ]);
    const stale = await at.office.send("POST", `${sheet}/accept`, { ifMatch: 2, body: {} });
    expect(stale.status).toBe(412);
  });

  test("a list that is answered option by option names options that there are", async () => {
    const sheet = `${at.sheets}/L1P3-A2`;
    const saved = await at.clerk.send("PUT", sheet, {
      body: { values: { services: { answers: { constructor: "yes", remoteMedical: "yes" } } } },
      ifMatch: 0,
    });
    expect(
      saved.json.issues.map(({ code, found }: Record<string, string>) => [code, found]),
    ).toEqual([["invalid_choice", "constructor"]]);
    expect((await at.clerk.send("POST", `${sheet}/hand-in`, { ifMatch: 1 })).status).toBe(422);
  });

  test("a decision is what it says: picked, summed, merged, or else the office's own", async () => {
    await handIn(at.clerk, `${at.sheets}/L1P1-A2`, { oneStopItems: 30 });
    await handIn(at.otherClerk, `${theirs()}/L1P1-A2`, { oneStopItems: "12" });
    await handIn(at.clerk, `${at.sheets}/L1P3-A2`, {
      services: { answers: { remoteMedical: "yes", remoteEligibility: "not_ours" } },
    });
    await handIn(at.otherClerk, `${theirs()}/L1P3-A2`, { services: ["relationTransfer"] });
    const decide = async (item: string, method: string, figures: object) => {
      const { status, json } = await at.office.send("POST", `${at.path}/decisions/${item}`, {
        body: {
          method,
          figures,
          parts: [
            { unit: "services", revision: 1 },
            { unit: "transport", revision: 1 },
          ],
          reason: "以台账为准",
        },
      });
      return status === 201 ? status : [status, json.issues[0].code, json.issues[0].expected];
    };
    const wrong = (expected: unknown) => [422, "not_as_method", expected];
    expect([
      await decide("L1P1-A2", "pick", { oneStopItems: 31 }),
      await decide("L1P1-A2", "sum", { oneStopItems: 41 }),
      await decide("L1P3-A2", "merge", { services: ["remoteMedical", "pensionStatusQuery"] }),
      await decide("L1P1-A2", "pick", { oneStopItems: 30 }),
      await decide("L1P1-A2", "sum", { oneStopItems: 42 }),
      await decide("L1P3-A2", "merge", { services: ["remoteMedical", "relationTransfer"] }),
      await decide("L1P1-A2", "own", { oneStopItems: 31 }),
    ]).toEqual([
      wrong([30, "12"]),
      wrong("42"),
      wrong(["remoteMedical", "relationTransfer"]),
      201,
      201,
      201,
      201,
    ]);
  });

  test("a slip in a city's plan is refused with what was meant, and every plan stands whole in the trail", async () => {
    const { json: now } = await at.office.send("GET", at.path);
    const slip = await at.office.send("PUT", at.path, {
      body: {
        units: { governmentServicesData: ["services"] },
        assignments: { "L1P1-A11": { units: ["services"] }, "L1P1-A1/items": {} },
      },
      ifMatch: now.version,
    });
    expect([
      slip.status,
      slip.json.issues.map(({ code, path, closest }: Record<string, string>) => [
        code,
        path,
        closest,
      ]),
    ]).toEqual([
      422,
      [
        ["unknown_role", "/units/governmentServicesData", "governmentServiceData"],
        ["unknown_item", "/assignments/L1P1-A11", "L1P1-A1"],
        ["unknown_item", "/assignments/L1P1-A1~1items", expect.anything()],
      ],
    ]);
    const plans = await service.services.store.db
      .selectFrom("audit")
      .select("facts")
      .where("action", "=", "return.plan")
      .orderBy("number")
      .execute();
    expect(JSON.parse(plans.at(-1)?.facts ?? "").assignments).toEqual(now.assignments);
  });

  test("a city that does not take part does not see the ranks of a round", async () => {
    await at.analyst.send("PUT", "/rounds/spring", {
      ifMatch: 1,
      body: {
        name: "春季评价",
        opens: "2026-03-01T00:00:00Z",
        deadline: "2026-04-01T00:00:00Z",
        showRanks: true,
      },
    });
    const stranger = await service.signedIn({ role: "clerk", city: "elsewhere", unit: "services" });
    expect((await stranger.send("GET", "/rounds/spring/ranking")).status).toBe(404);
    expect((await at.clerk.send("GET", "/rounds/spring/ranking")).status).toBe(200);
  });
});
