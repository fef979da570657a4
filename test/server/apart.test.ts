/** Rules that somebody wrote to take long hold up nobody but their own draft. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { shareRules } from "../../server/computing/shared-rules.ts";
import { readRuleFolder } from "../../server/rule-files/rule-files.ts";
import { apart } from "../../server/rule-set-store/apart.ts";
import type { RuleFiles } from "../../server/rule-set-store/rule-set-files.ts";
import { makeSmallRound, RULE_SET, type SmallRound } from "../support/small-round.ts";
import { type Client, startTestService, type TestService } from "../support/test-service.ts";

const FIGURES = { "L1P1-A1": { eCertItems: 45, itemsTotal: 60 } };

/** `count`³ additions that come to nothing. */
function idle(count: number): object {
  const list = Array.from({ length: count }, (_, index) => index);
  const sum = (each: unknown): object => ({
    reduce: [list, { "+": [{ var: "accumulator" }, each] }, 0],
  });
  return { "*": [0, sum(sum(sum(1)))] };
}

/** The text of L1P1.json, whose first item takes long. */
function slowed(text: string, count: number): string {
  const file = JSON.parse(text);
  const [first] = file.children;
  first.score = { "+": [first.score, idle(count)] };
  return JSON.stringify(file);
}

function shippedFiles(): RuleFiles {
  const found = readRuleFolder(RULE_SET);
  if (!found.ok) throw new Error("the shipped set is not there");
  return found.files;
}

const slowFiles = (count: number): RuleFiles => {
  const files = shippedFiles();
  return new Map([...files, ["L1P1.json", slowed(files.get("L1P1.json") ?? "", count)]]);
};

const effectOf = (after: RuleFiles) => ({
  before: shareRules(shippedFiles()),
  after: shareRules(after),
  cities: JSON.stringify([FIGURES]),
});

test("work that takes too long is refused with the time it had, and the next is done", async () => {
  const late = apart("scoreEffects", effectOf(slowFiles(60)), { maximumMs: 300 });
  await expect(late).rejects.toMatchObject({ code: "took_too_long", status: 422 });
  const [same] = await apart("scoreEffects", effectOf(shippedFiles()));
  expect(same).toMatchObject({ effect: { difference: "0.00", nodes: [] } });
});

test("work that nobody waits for any more is given up", async () => {
  const gone = new AbortController();
  const asked = apart("scoreEffects", effectOf(slowFiles(60)), { gone: gone.signal });
  gone.abort();
  await expect(asked).rejects.toMatchObject({ code: "too_slow" });
});

let service: TestService;
let at: SmallRound;
let analyst: Client;
beforeAll(async () => {
  service = await startTestService();
  at = await makeSmallRound(service);
  analyst = await service.signedIn("analyst");
});
afterAll(() => service.close());

test("while the effect of slow rules is worked out, others are answered", async () => {
  const sheet = `${at.sheets}/L1P1-A1`;
  const values = FIGURES["L1P1-A1"];
  expect((await at.clerk.send("PUT", sheet, { body: { values }, ifMatch: 0 })).status).toBe(200);
  expect((await at.clerk.send("POST", `${sheet}/hand-in`, { ifMatch: 1 })).status).toBe(200);
  const made = await analyst.send("POST", "/drafts", {
    body: { basedOn: RULE_SET, name: "慢", ruleSet: "slow" },
  });
  const draft = `/drafts/${made.json.draft.id}`;
  const { files } = (await analyst.send("GET", draft)).json;
  const file = slowed(files["L1P1.json"], 28);
  const saved = await analyst.send("PUT", draft, {
    body: { files: { ...files, "L1P1.json": file }, why: "慢" },
    ifMatch: 1,
  });
  expect(saved.status).toBe(200);
  let isDone = false;
  const effect = analyst.send("GET", `${draft}/effect`).finally(() => {
    isDone = true;
  });
  let answered = 0;
  while (!isDone) {
    expect((await at.clerk.send("GET", "/session")).status).toBe(200);
    answered++;
  }
  const { json } = await effect;
  expect(
    json.cities.map((one: { effect: { difference: string } }) => one.effect.difference),
  ).toEqual(["0.00"]);
  // On the thread of the requests at most the first few would have come before it.
  expect(answered).toBeGreaterThan(20);
});
