/** Many write at the same moment, on both stores: nothing is lost, nothing doubled, and who loses is shown both. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeSmallRound, RULE_SET, type SmallRound } from "../support/small-round.ts";
import {
  type Client,
  type Reply,
  STORES,
  startTestService,
  type TestService,
} from "../support/test-service.ts";

describe.each(STORES)("at the same moment on %s", (store) => {
  let service: TestService;
  let at: SmallRound;
  beforeAll(async () => {
    service = await startTestService({ store });
    at = await makeSmallRound(service);
  });
  afterAll(() => service.close());

  const audited = async (chain: string, action: string): Promise<readonly object[]> => {
    const rows = await service.services.store.db
      .selectFrom("audit")
      .select("facts")
      .where("chain", "=", chain)
      .where("action", "=", action)
      .orderBy("number")
      .execute();
    return rows.map(({ facts }) => JSON.parse(facts));
  };

  test("two clerks count one figure up, each forty times: it is eighty", async () => {
    const sheet = `${at.sheets}/L1P1-A1`;
    const TIMES = 40;
    let lost = 0;
    const countUp = async (client: Client): Promise<void> => {
      let { version, body } = (await client.send("GET", sheet)).json;
      for (let done = 0; done < TIMES; ) {
        const mine = { values: { eCertItems: (body.values.eCertItems ?? 0) + 1, itemsTotal: 100 } };
        const reply = await client.send("PUT", sheet, { body: mine, ifMatch: version });
        if (reply.status === 200) {
          done++;
          ({ version, body } = reply.json);
          continue;
        }
        lost++;
        const { code, yours, current } = reply.json;
        expect([reply.status, code, yours]).toEqual([412, "stale", { body: mine }]);
        expect(current.version).toBeGreaterThan(version);
        ({ version, body } = current);
      }
    };
    await Promise.all([countUp(at.clerk), countUp(at.head)]);
    const { json } = await at.clerk.send("GET", sheet);
    expect([json.body.values.eCertItems, json.version]).toEqual([2 * TIMES, 2 * TIMES]);
    expect(lost).toBeGreaterThan(0);
    expect(await audited("city/example", "sheet.save")).toEqual(
      Array.from({ length: 2 * TIMES }, (_, index) => ({ version: index + 1 })),
    );
  });

  test("a repeated request, eight at once, is done once and answered alike; later too", async () => {
    const sheet = `${at.path}/units/transport/sheets/L1P1-A2`;
    // A database that is too busy says so, and the same request is sent again: that is what the key is for.
    const answered = async (send: () => Promise<Reply>): Promise<Reply> => {
      for (;;) {
        const reply = await send();
        if (reply.status !== 503) return reply;
      }
    };
    const eight = (send: () => Promise<Reply>): Promise<readonly Reply[]> =>
      Promise.all(Array.from({ length: 8 }, () => answered(send)));
    const save = () =>
      at.otherClerk.send("PUT", sheet, {
        body: { values: { oneStopItems: 30 } },
        ifMatch: 0,
        key: "save",
      });
    const handIn = () => at.otherClerk.send("POST", `${sheet}/hand-in`, { ifMatch: 1, key: "in" });
    const score = () =>
      at.office.send("POST", `${at.path}/scores`, { body: { why: "once" }, key: "score" });
    for (const [send, status] of [
      [save, 200],
      [handIn, 200],
      [score, 201],
    ] as const) {
      const replies = [...(await eight(send)), await send()];
      const [first] = replies;
      expect(first?.status).toBe(status);
      expect(replies.map(({ text }) => text)).toEqual(replies.map(() => first?.text));
    }
    const { json } = await at.otherClerk.send("GET", `${sheet}/revisions`);
    expect([json.revisions.length, json.events.length]).toEqual([1, 1]);
    expect((await at.office.send("GET", `${at.path}/scores`)).json.scores).toHaveLength(1);
    const other = await at.otherClerk.send("PUT", sheet, {
      body: { values: { oneStopItems: 31 } },
      ifMatch: 2,
      key: "save",
    });
    expect([other.status, other.json.code]).toEqual([422, "key_reused"]);
    expect((await at.otherClerk.send("GET", sheet)).json.body.values).toEqual({ oneStopItems: 30 });
  });

  test("two analysts save one draft again and again: every word of both is in its history", async () => {
    const analysts = [at.analyst, await service.signedIn("analyst")];
    const made = await at.analyst.send("POST", "/drafts", {
      body: { basedOn: RULE_SET, name: "同写", ruleSet: "written-together" },
    });
    const draft = `/drafts/${made.json.draft.id}`;
    const write = async (client: Client, name: string): Promise<void> => {
      const { json } = await client.send("GET", draft);
      let { save } = json.draft;
      let { files } = json;
      for (let done = 0; done < 2; ) {
        const mine = { ...files, [`cases/${name}-${done}.json`]: `"${name} ${done}"` };
        const reply = await client.send("PUT", draft, { body: { files: mine }, ifMatch: save });
        if (reply.status === 200) {
          done++;
          save = reply.json.save;
          files = mine;
          continue;
        }
        expect([reply.status, reply.json.yours.files]).toEqual([412, mine]);
        ({ save, files } = reply.json.current);
      }
    };
    await Promise.all(analysts.map((client, index) => write(client, ["one", "two"][index] ?? "")));
    const { json } = await at.analyst.send("GET", draft);
    expect(json.draft.save).toBe(5);
    expect(Object.keys(json.files).filter((name) => /one|two/.test(name))).toEqual([
      "cases/one-0.json",
      "cases/one-1.json",
      "cases/two-0.json",
      "cases/two-1.json",
    ]);
  });

  test("systems push while a clerk saves: every figure has an answer, and none is lost", async () => {
    const push = await service.signedIn({ role: "push-client", city: "example", unit: "services" });
    const sheet = `${at.sheets}/L1P1-A2`;
    const figures = [{ code: "L1P1-A2/oneStopItems", value: 12 }];
    const replies = await Promise.all([
      ...Array.from({ length: 6 }, () =>
        push.send("POST", `${at.path}/units/services/figures`, { body: { figures } }),
      ),
      at.clerk.send("PUT", sheet, { body: { values: {}, remark: "先存" }, ifMatch: 0 }),
    ]);
    const saved = replies.at(-1);
    expect(new Set(replies.slice(0, -1).map(({ status }) => status))).toEqual(new Set([200]));
    const { json } = await at.clerk.send("GET", sheet);
    expect(json.body.values).toEqual({ oneStopItems: 12 });
    expect(json.body.remark).toBe(saved?.status === 200 ? "先存" : undefined);
  });

  test("nothing is handed in after a lock, however close they come", async () => {
    const sheet = `${at.sheets}/L1P1-A1`;
    for (let turn = 0; turn < 6; turn++) {
      const { json: city } = await at.office.send("GET", at.path);
      const { json: before } = await at.clerk.send("GET", sheet);
      const theirs = `${at.path}/units/transport/sheets/L1P1-A2`;
      const { json: other } = await at.otherClerk.send("GET", theirs);
      const [locked] = await Promise.all([
        at.office.send("POST", `${at.path}/lock`, {
          ifMatch: city.version,
          body: { reason: "截止" },
        }),
        at.clerk.send("POST", `${sheet}/hand-in`, { ifMatch: before.version }),
        at.otherClerk.send("POST", `${theirs}/hand-in`, { ifMatch: other.version }),
        at.head.send("PUT", sheet, { body: before.body, ifMatch: before.version }),
      ]);
      expect(locked.status).toBe(200);
      const { json: after } = await at.office.send("GET", at.path);
      const unlocked = await at.office.send("POST", `${at.path}/unlock`, {
        ifMatch: after.version,
        body: { reason: "继续" },
      });
      expect(unlocked.status).toBe(200);
    }
    const rows = await service.services.store.db
      .selectFrom("audit")
      .select("action")
      .where("chain", "=", "city/example")
      .where("action", "in", ["return.locked", "return.unlocked", "sheet.hand_in", "sheet.save"])
      .orderBy("number")
      .execute();
    const actions = rows.map(({ action }) => action);
    expect(actions.filter((action) => action === "return.locked")).toHaveLength(6);
    const afterLock = actions.flatMap((action, index) =>
      action === "return.locked" ? [actions[index + 1]] : [],
    );
    expect(new Set(afterLock)).toEqual(new Set(["return.unlocked"]));
  });

  test("after all of it the audit trail is whole", async () => {
    expect((await at.auditor.send("GET", "/audit/verification")).json.faults).toEqual([]);
  });
});
