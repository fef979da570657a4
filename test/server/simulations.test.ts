/** Simulations over HTTP: of cities that a request brings and of a round's, as JSON, as lines with progress, as a picture. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compileRuleSet } from "../../engine/compile/compile.ts";
import { tornadoOf } from "../../engine/simulate/tornado.ts";
import { createRandom, realisticCity } from "../oracle/random-city.ts";
import { loadFolder } from "../support/load-rule-set.ts";
import { type Client, startTestService, type TestService } from "../support/test-service.ts";

const SET = "cn-smart-city-2018";
const { prepared } = loadFolder(`rules/${SET}`);
const random = createRandom(17);
const cities = ["甲市", "乙市", "丙市"].map((id) => ({
  id,
  inputs: JSON.parse(JSON.stringify(realisticCity(random))) as unknown,
}));

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service.close());

const ask = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  service.nobody.send("POST", `/rule-sets/${SET}/${path}`, { body, headers });

describe("of cities in a request", () => {
  test("ranks with their intervals and how often each, the same for the same seed", async () => {
    const asked = { cities, weights: 0.3, draws: 40, seed: 5 };
    const { status, json } = await ask("simulations", asked);
    expect([status, json.runs, json.cities.length]).toEqual([200, 40, 3]);
    for (const city of json.cities) {
      const ranks = city.ranks as [number, number][];
      expect(ranks.reduce((sum, [, runs]) => sum + runs, 0)).toBe(40);
      expect([ranks[0]?.[0], ranks.at(-1)?.[0]]).toEqual([city.best, city.worst]);
    }
    expect((await ask("simulations", asked)).json).toEqual(json);
  });

  test("one weight on a grid: its values, and the rank of every city at each", async () => {
    const asked = { cities, vary: ["L1 weight=0.2..0.4/0.1"], grid: true };
    const { json } = await ask("simulations", asked);
    expect(json.grid.map(({ values }: { values: object }) => values)).toEqual([
      { "L1 weight": "0.2000" },
      { "L1 weight": "0.3000" },
      { "L1 weight": "0.4000" },
    ]);
    for (const { ranks } of json.grid) expect([...ranks].sort()).toEqual([1, 2, 3]);
  });

  test("lines of progress, and the result last", async () => {
    const asked = { cities, draws: 20_000 };
    const { text, headers } = await ask("simulations?as=ndjson", asked);
    expect(headers.get("content-type")).toBe("application/x-ndjson");
    const lines = text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    const progress = lines.slice(0, -1).map(({ done, runs }) => [done, runs]);
    expect(progress.length).toBeGreaterThan(1);
    expect(progress.at(-1)).toEqual([20_000, 20_000]);
    expect(lines.at(-1).result).toEqual((await ask("simulations", asked)).json);
  });

  test("who goes away before the end stops the work, and the threads take the next", async () => {
    const leaving = new AbortController();
    const response = await service.app.request(`/api/v1/rule-sets/${SET}/simulations?as=ndjson`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ cities, draws: 100_000 }),
      signal: leaving.signal,
    });
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect((await ask("simulations", { cities, draws: 10 })).json.runs).toBe(10);
  });

  test("a picture says in words what it shows, in the reader's language", async () => {
    const asked = { cities, draws: 50 };
    const zh = await ask("simulations?as=svg", asked);
    expect([zh.status, zh.headers.get("content-type")]).toEqual([
      200,
      "image/svg+xml; charset=utf-8",
    ]);
    expect(zh.text).toContain('<title id="title">名次区间：3 个城市，50 次模拟</title>');
    expect(zh.text).toMatch(/甲市：现为第 \d 名，九成模拟在第 \d 至 \d 名/);
    const en = await ask("simulations?as=svg", asked, { "accept-language": "en" });
    expect(en.text).toContain('<title id="title">Ranks of 3 cities in 50 runs</title>');
  });

  test("what cannot be simulated is refused with its place and what would be right", async () => {
    const issuesOf = async (body: unknown) => {
      const { status, json } = await ask("simulations", body);
      return [status, json.code, json.issues.map((one: object) => one)];
    };
    const half = [...cities.slice(0, 1), { id: "半市", inputs: {} }];
    const [status, code, issues] = await issuesOf({ cities: half });
    expect([status, code, issues[0].code]).toEqual([422, "figures_refused", "missing_input"]);
    expect(issues[0].path).toMatch(/^\/cities\/1\/inputs\//);
    expect(await issuesOf({ cities, vary: ["L1 wieght=0..1"] })).toEqual([
      422,
      "invalid_request",
      [
        {
          code: "unknown_place",
          severity: "error",
          path: "/vary/0",
          found: "wieght",
          closest: "weight",
          known: ["weight (0.26)", "score /reduce/2 (0)"],
          message: "该节点没有“wieght”，是否为“weight”；可用：weight (0.26)、score /reduce/2 (0)",
        },
      ],
    ]);
    const many = { cities, grid: true, vary: ["L1 weight=0..0.9/0.0001"] };
    expect((await issuesOf(many))[2]).toMatchObject([
      { code: "too_many_points", path: "/vary", found: 9_001, maximum: 1_000 },
    ]);
    expect((await issuesOf({ cities, grid: true }))[2]).toMatchObject([
      { code: "missing_member", path: "/vary" },
    ]);
    const broad = Array.from({ length: 60 }, () => cities[0]);
    expect((await issuesOf({ cities: broad, draws: 100_000 }))[2]).toMatchObject([
      { code: "out_of_range", path: "/draws", maximum: 83_333 },
    ]);
  });
});

test("what moves a city's total most is what the engine says, and can be seen", async () => {
  const inputs = cities[0]?.inputs;
  const { json } = await ask("tornado", { inputs, share: "0.2" });
  const expected = tornadoOf(compileRuleSet(prepared), inputs, "0.2");
  expect(json).toEqual(JSON.parse(JSON.stringify(expected.ok && expected.tornado)));
  const drawn = await ask("tornado?as=svg", { inputs });
  expect(drawn.text).toContain(
    '<title id="title">什么最影响总分：数据与权重各上下变动 10%</title>',
  );
  const refused = await ask("tornado", { inputs: {} });
  expect([refused.status, refused.json.code]).toEqual([422, "figures_refused"]);
});

describe("of a round", () => {
  let of: TestService;
  let analyst: Client;
  const LIFE = { a: 72, b: 75, c: null };

  beforeAll(async () => {
    of = await startTestService({ rulesFolder: "test/rule-sets" });
    analyst = await of.signedIn("analyst");
    const admin = await of.signedIn("system-administrator");
    await analyst.send("POST", "/rounds", {
      body: {
        id: "spring",
        name: "春季评价",
        ruleSet: "human-development",
        opens: "2026-03-01T00:00:00Z",
        deadline: "2026-04-01T00:00:00Z",
      },
    });
    for (const [city, lifeExpectancy] of Object.entries(LIFE)) {
      await admin.send("POST", "/cities", { body: { id: city, name: `城市 ${city}` } });
      const office = await of.signedIn({ role: "consolidator", city, unit: null });
      const path = `/rounds/spring/cities/${city}`;
      await office.send("PUT", path, { ifMatch: 0, body: { units: {}, assignments: {} } });
      if (lifeExpectancy === null) continue;
      const sheets = {
        health: { lifeExpectancy },
        education: { expectedYears: 12, meanYears: 9 },
        income: { incomePerHead: 20_000 },
      };
      for (const [item, values] of Object.entries(sheets)) {
        const sheet = `${path}/units/office/sheets/${item}`;
        await office.send("PUT", sheet, { ifMatch: 0, body: { values } });
        const { status } = await office.send("POST", `${sheet}/hand-in`, { ifMatch: 1 });
        expect(status).toBe(200);
      }
    }
  }, 60_000);
  afterAll(() => of.close());

  test("whole cities are ranked under other numbers; those that lack figures are told", async () => {
    const asked = { grid: true, vary: ["health score /clamp/2=0.5..1/0.5"] };
    const { status, json } = await analyst.send("POST", "/rounds/spring/simulations", {
      body: asked,
    });
    expect([status, json.leftOut]).toEqual([200, ["c"]]);
    expect(json.cities.map(({ id, rank }: { id: string; rank: number }) => [id, rank])).toEqual([
      ["b", 1],
      ["a", 2],
    ]);
    // Capped at a half, both lives count alike.
    expect(json.grid.map(({ ranks }: { ranks: number[] }) => ranks)).toEqual([
      [1, 1],
      [1, 2],
    ]);
    const { text } = await analyst.send("POST", "/rounds/spring/simulations?as=svg", {
      body: asked,
    });
    expect(text).toContain("城市 b：现为第 1 名");
  });

  test("a city's own tornado; one that is not whole is refused", async () => {
    const office = await of.signedIn({ role: "consolidator", city: "a", unit: null });
    const { json } = await office.send("GET", "/rounds/spring/cities/a/tornado?share=0.05");
    expect(json.bars.map(({ input }: { input: string }) => input).sort()).toEqual([
      "expectedYears",
      "incomePerHead",
      "lifeExpectancy",
      "meanYears",
    ]);
    const foreign = await office.send("GET", "/rounds/spring/cities/b/tornado");
    const half = await analyst.send("GET", "/rounds/spring/cities/c/tornado");
    expect([foreign.status, half.status, half.json.code]).toEqual([404, 422, "figures_refused"]);
  });
});
