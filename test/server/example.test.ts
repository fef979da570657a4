/** The invented example: a newcomer sees every state of a round, signs in with a link, and it goes without a trace but the audit's. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exampleLinks } from "../../server/example/example-people.ts";
import { loadExample } from "../../server/example/load-example.ts";
import { removeExample } from "../../server/example/remove-example.ts";
import { PERSON_ROLES } from "../../server/people/roles.ts";
import { verifyStore } from "../../server/upkeep/verify-store.ts";
import { makeSmallRound } from "../support/small-round.ts";
import {
  type Client,
  STORES,
  startTestService,
  type TestService,
} from "../support/test-service.ts";

const PATH = "/rounds/shili-2018/cities/shili";

interface Row {
  readonly item: string;
  readonly units: readonly { readonly unit: string; readonly state: string }[];
}

describe.each(STORES)("example on %s", (store) => {
  let service: TestService;
  let auditor: Client;
  beforeAll(async () => {
    service = await startTestService({ store });
    expect(await loadExample(service.services)).toBe(true);
    auditor = await service.signedIn("auditor");
  });
  afterAll(() => service.close());

  test("it says that it is invented wherever it shows", async () => {
    const { json: cities } = await auditor.send("GET", "/cities");
    expect(cities.cities).toEqual([{ id: "shili", name: "示例市（虚构）", example: true }]);
    const { json: round } = await auditor.send("GET", "/rounds/shili-2018");
    expect(round.name).toBe("2018 年度评价（虚构示例）");
    const people = await service.services.store.db
      .selectFrom("person")
      .select("display_name")
      .where("name", "like", "shili-%")
      .execute();
    expect(people.every(({ display_name }) => display_name.startsWith("示例·"))).toBe(true);
  });

  test("sheets in every state, deadlines of their own, a score with its range, evidence", async () => {
    const { json } = await auditor.send("GET", PATH);
    const states = new Set(
      (json.sheets as Row[]).flatMap(({ units }) => units.map(({ state }) => state)),
    );
    expect([...states].sort()).toEqual(["accepted", "draft", "handed_in", "returned"]);
    expect(Object.keys(json.assignments)).toEqual(["L1P1-A1", "L1P9-A2", "L1P10-A1"]);
    expect(json.assignments["L1P10-A1"].deadline).toBe("2026-03-01T08:00:00.000Z");
    const { json: score } = await auditor.send("GET", `${PATH}/score`);
    // 30 % × 1087/1208 × 100 = 26.995…
    expect([score.status, score.scores["L1P1-A2"]]).toEqual(["provisional", "27.00"]);
    const { json: evidence } = await auditor.send("GET", `${PATH}/units/zwfw/evidence`);
    expect(evidence.evidence).toMatchObject([{ state: "linked", mediaType: "text/plain" }]);
  });

  test("departments that differ, one difference settled, a choice list answered by several", async () => {
    const { json } = await auditor.send("GET", `${PATH}/figures`);
    const open = json.conflicts.map(({ item, input }: { item: string; input: string }) => [
      item,
      input,
    ]);
    expect(open).toEqual([
      ["L1P1-A3", "unifiedAuthItems"],
      ["L1P8-A1", "deptSitesAccessible"],
    ]);
    expect([json.inputs["L1P1-A2"], json.decisions[0].method]).toEqual([
      { oneStopItems: 1087 },
      "pick",
    ]);
    // Nobody has answered for taxes and weddings yet, so the list is not whole and the item waits.
    expect(json.inputs["L1P7-A1"].baseServices).toBeUndefined();
    const { json: revisions } = await auditor.send(
      "GET",
      `${PATH}/units/zwfw/sheets/L1P8-A1/revisions`,
    );
    expect(revisions.events.map(({ kind }: { kind: string }) => kind)).toContain("objected");
  });

  test("an unlikely figure waits for its explanation", async () => {
    const { json } = await auditor.send("GET", `${PATH}/units/jyj/sheets/L1P5-A3`);
    expect(json.warnings).toMatchObject([{ code: "implausible", input: "wifiSchools" }]);
    const clerk = await service.signedIn({ role: "clerk", city: "shili", unit: "jyj" });
    const sheet = `${PATH}/units/jyj/sheets/L1P5-A3`;
    const refused = await clerk.send("POST", `${sheet}/hand-in`, { ifMatch: 1 });
    expect([refused.status, refused.json.issues[0].code]).toEqual([422, "implausible"]);
  });

  test("a person of each role signs in with a link that is new at every start until it was used", async () => {
    const first = await exampleLinks(service.services);
    expect(first.map(({ role }) => role).sort()).toEqual([...PERSON_ROLES].sort());
    const again = await exampleLinks(service.services);
    const accept = (secret: string | undefined) =>
      service.nobody.send("POST", "/session/invitation", {
        body: { secret, password: "蓝色的河流 12 号码头" },
      });
    const clerk = again.find(({ role }) => role === "clerk");
    expect((await accept(first.find(({ role }) => role === "clerk")?.secret)).status).not.toBe(204);
    expect((await accept(clerk?.secret)).status).toBe(204);
    const signedIn = await service.nobody.send("POST", "/session", {
      body: { name: clerk?.name, password: "蓝色的河流 12 号码头" },
    });
    expect(signedIn.status).toBe(200);
    expect((await exampleLinks(service.services)).map(({ role }) => role)).not.toContain("clerk");
  });

  test("loaded twice it is there once; removed it is gone, and the store is whole", async () => {
    expect(await loadExample(service.services)).toBe(false);
    const before = await auditor.send("GET", "/audit/rows?chain=city/shili");
    expect(await removeExample(service.services.store, service.services.clock)).toEqual(["shili"]);
    expect((await auditor.send("GET", "/cities")).json.cities).toEqual([]);
    expect((await auditor.send("GET", "/rounds")).json.rounds).toEqual([]);
    expect((await auditor.send("GET", PATH)).status).toBe(404);
    expect(await exampleLinks(service.services)).toEqual([]);
    const { json } = await auditor.send("GET", "/audit/rows?chain=city/shili");
    expect(json.rows.slice(0, before.json.rows.length)).toEqual(before.json.rows);
    expect(json.rows.at(-1).action).toBe("example.remove");
    expect(await removeExample(service.services.store, service.services.clock)).toEqual([]);
    expect((await verifyStore(service.services.store)).faults).toEqual([]);
  });

  test("a load that was cut off is begun again, whole", async () => {
    const { store: open, clock } = service.services;
    const cutOff: typeof service.services = {
      ...service.services,
      clock: () => {
        if (calls-- === 0) throw new Error("cut off");
        return clock();
      },
    };
    let calls = 20;
    await expect(loadExample(cutOff)).rejects.toThrow("cut off");
    const begun = (await auditor.send("GET", "/cities")).json.cities;
    expect(begun.map(({ id }: { id: string }) => id)).toEqual(["shili-2"]);
    expect(await loadExample(service.services)).toBe(true);
    const whole = (await auditor.send("GET", "/cities")).json.cities;
    expect(whole.map(({ id }: { id: string }) => id)).toEqual(["shili-3"]);
    expect(await removeExample(open, clock)).toEqual(["shili-3"]);
  });

  test("beside real cities it comes again under new ids, and its people reach only their own city", async () => {
    await makeSmallRound(service);
    expect(await loadExample(service.services)).toBe(true);
    expect((await auditor.send("GET", "/rounds/shili-2018-4/cities/shili-4/score")).status).toBe(
      200,
    );
    const { db } = service.services.store;
    const grants = await db
      .selectFrom("role_grant")
      .innerJoin("person", "person.id", "role_grant.holder")
      .select(["role_grant.role", "role_grant.city"])
      .where("person.name", "like", "shili-%")
      .execute();
    expect(grants.map(({ role, city }) => [role, city]).sort()).toEqual([
      ["auditor", "shili-4"],
      ["clerk", "shili-4"],
      ["consolidator", "shili-4"],
      ["head", "shili-4"],
    ]);
    await removeExample(service.services.store, service.services.clock);
    expect((await auditor.send("GET", "/rounds/spring/cities/example")).status).toBe(200);
    expect((await verifyStore(service.services.store)).faults).toEqual([]);
  });
});
