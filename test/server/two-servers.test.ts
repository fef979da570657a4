/** Two servers on one PostgreSQL database are one service: they start together, and each sees what the other did. */
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { prepareFirstStart } from "../../server/people/first-start.ts";
import { NEWEST_SCHEMA } from "../../server/storage/migrate.ts";
import { createDatabase } from "../support/postgres.ts";
import { makeSmallRound, RULE_SET, type SmallRound } from "../support/small-round.ts";
import { type Client, startTestService, type TestService } from "../support/test-service.ts";

let one: TestService;
let two: TestService;
let at: SmallRound;
beforeAll(async () => {
  const databaseUrl = await createDatabase(inject("postgresUrl"));
  [one, two] = await Promise.all([
    startTestService({ store: "postgres", databaseUrl }),
    startTestService({ store: "postgres", databaseUrl }),
  ]);
});
afterAll(async () => {
  await Promise.all([one.close(), two.close()]);
});

/** The same person at the other server. */
const over = (client: Client): Client => two.as(client);

test("they start at the same moment on an empty database: one schema, each set once, one first account", async () => {
  const { db } = one.services.store;
  const migrations = await db.selectFrom("schema_migration").select("number").execute();
  expect(migrations.length).toBe(NEWEST_SCHEMA);
  const revisions = await db.selectFrom("rule_set_revision").select("revision").execute();
  expect(new Set(revisions.map(({ revision }) => revision))).toEqual(new Set([1]));
  const firsts = await Promise.all(
    [one, two].map(({ services }) => prepareFirstStart(services.store, services.clock)),
  );
  expect(firsts.filter((first) => first !== null)).toHaveLength(1);
  at = await makeSmallRound(one);
});

test("of two who save at different servers one wins, and the other is shown both", async () => {
  const sheet = `${at.sheets}/L1P1-A1`;
  const body = (eCertItems: number) => ({ values: { eCertItems, itemsTotal: 60 } });
  const replies = await Promise.all([
    at.clerk.send("PUT", sheet, { body: body(45), ifMatch: 0 }),
    over(at.head).send("PUT", sheet, { body: body(46), ifMatch: 0 }),
  ]);
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 412]);
  const won = replies.find(({ status }) => status === 200)?.json;
  const lost = replies.find(({ status }) => status === 412)?.json;
  expect(lost.current.body).toEqual(won.body);
  expect((await over(at.clerk).send("GET", sheet)).json.body).toEqual(won.body);
});

test("one request at both servers is done once", async () => {
  const send = (client: Client) =>
    client.send("POST", `${at.sheets}/L1P1-A1/hand-in`, { ifMatch: 1, key: "both" });
  const replies = await Promise.all([at.clerk, over(at.clerk), at.clerk, over(at.clerk)].map(send));
  expect(replies.map(({ status, text }) => [status, text])).toEqual(
    replies.map(() => [200, replies[0]?.text]),
  );
  const { json } = await over(at.clerk).send("GET", `${at.sheets}/L1P1-A1/revisions`);
  expect(json.revisions).toHaveLength(1);
});

test("what one publishes the other serves, and a person who is signed out is so everywhere", async () => {
  const reviewer = await one.signedIn("reviewer");
  const made = await at.analyst.send("POST", "/drafts", {
    body: { basedOn: RULE_SET, name: "两台", ruleSet: "of-two-servers" },
  });
  const draft = `/drafts/${made.json.draft.id}`;
  await over(at.analyst).send("POST", `${draft}/review`, { body: { summary: "请审" }, ifMatch: 1 });
  await over(reviewer).send("POST", `${draft}/review/approve`, { body: {}, ifMatch: 1 });
  const published = await at.analyst.send("POST", `${draft}/publish`, { body: {}, ifMatch: 1 });
  expect(published.status).toBe(201);
  const found = await two.nobody.send("GET", "/rule-sets/of-two-servers");
  expect([found.status, found.json.filesHash]).toEqual([200, published.json.ruleSet.filesHash]);
  expect((await over(reviewer).send("GET", "/session")).status).toBe(200);
  expect((await reviewer.send("DELETE", "/session")).status).toBe(204);
  expect((await over(reviewer).send("GET", "/drafts")).status).toBe(401);
});

test("the chains that both have written are whole", async () => {
  const { json } = await over(at.auditor).send("GET", "/audit/verification");
  expect(json.faults).toEqual([]);
});
