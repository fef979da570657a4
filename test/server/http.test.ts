import { afterAll, describe, expect, test } from "vitest";
import { createApp } from "../../server/http/app.ts";
import { maximalCity } from "../oracle/plain-cities.ts";
import { startTestService } from "../support/test-service.ts";

const service = await startTestService();
const { app, services } = service;
afterAll(() => service.close());
const SET = "/api/v1/rule-sets/cn-smart-city-2018";

function post(
  path: string,
  body: string,
  headers: Record<string, string> = { "content-type": "application/json" },
) {
  return app.request(path, { method: "POST", body, headers });
}

async function problem(response: Response): Promise<{
  status: number;
  code: string;
  issues?: Record<string, unknown>[];
  title: string;
  detail?: string;
}> {
  expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
  return response.json() as never;
}

describe("rule sets", () => {
  test("are listed with their hashes", async () => {
    const { ruleSets } = (await (await app.request("/api/v1/rule-sets")).json()) as {
      ruleSets: Record<string, unknown>[];
    };
    expect(ruleSets.map(({ id, nodes }) => [id, nodes])).toEqual([["cn-smart-city-2018", 84]]);
    expect(ruleSets[0]?.hash).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test("are served whole, and not again to who has them", async () => {
    const first = await app.request(SET);
    const tag = first.headers.get("etag") ?? "";
    const { id, tree, hash } = (await first.json()) as {
      id: string;
      tree: { children: unknown[] };
      hash: string;
    };
    expect([id, tree.children.length, tag]).toEqual(["cn-smart-city-2018", 8, `"${hash}"`]);
    const again = await app.request(SET, { headers: { "if-none-match": `"other", W/${tag}` } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  test("are found by exact hash, and not by another", async () => {
    const { hash } = (await (await app.request(SET)).json()) as { hash: string };
    expect((await app.request(`${SET}@${hash}`)).status).toBe(200);
    expect((await app.request(`${SET}@sha256:${"0".repeat(64)}`)).status).toBe(404);
  });

  test("run their cases", async () => {
    const report = (await (await post(`${SET}/cases/run`, "")).json()) as {
      failed: number;
      coverage: { covered: number; total: number };
    };
    expect([report.failed, report.coverage.covered]).toEqual([0, report.coverage.total]);
  });

  test("are compared", async () => {
    const { changes } = (await (
      await app.request(`${SET}/diff?from=cn-smart-city-2018`)
    ).json()) as { changes: unknown[] };
    expect(changes).toEqual([]);
    expect((await problem(await app.request(`${SET}/diff`))).status).toBe(422);
  });
});

describe("scoring", () => {
  test("a whole city", async () => {
    const response = await post(
      `${SET}/score`,
      JSON.stringify({ inputs: maximalCity(), final: true }),
    );
    const result = (await response.json()) as Record<string, unknown>;
    expect([response.status, result.status, result.total, result.engine]).toEqual([
      200,
      "final",
      "100.00",
      "0.1.0",
    ]);
  });

  test("with the trace when asked", async () => {
    const response = await post(
      `${SET}/score`,
      '{"inputs": {"L1P1-A1": {"eCertItems": 45, "itemsTotal": 60}}, "explain": true}',
    );
    const { scores, trace } = (await response.json()) as {
      scores: Record<string, string>;
      trace: Record<string, { score: { value: string } }>;
    };
    expect([scores["L1P1-A1"], trace["L1P1-A1"]?.score.value]).toEqual(["22.50", "22.5"]);
  });

  test("refuses faulty figures all at once, with codes, places and sentences in the reader's language", async () => {
    const body = '{"inputs": {"L1P1-A1": {"eCertItems": -1, "itemsTotal": "x"}, "L9": {}}}';
    const zh = await problem(await post(`${SET}/score`, body));
    expect([zh.status, zh.code, zh.title]).toEqual([422, "figures_refused", "数据被退回"]);
    expect(zh.issues?.map(({ code, path }) => [code, path])).toEqual([
      ["unknown_item", "/L9"],
      ["negative_value", "/L1P1-A1/eCertItems"],
      ["invalid_type", "/L1P1-A1/itemsTotal"],
    ]);
    const en = await problem(
      await post(`${SET}/score`, body, {
        "content-type": "application/json",
        "accept-language": "fr, en;q=0.8",
      }),
    );
    expect([en.title, en.issues?.[1]?.message]).toEqual([
      "The figures are refused",
      "L1P1-A1 / eCertItems Government-service items handled with electronic licences keyed by the unique identifier: cannot be negative, found -1",
    ]);
  });

  test.each([
    ["malformed JSON", '{"inputs": {', 400, "malformed_json"],
    ["NaN", '{"inputs": {"L8P1": {"surveyScore": NaN}}}', 400, "malformed_json"],
    [
      "a figure twice",
      '{"inputs": {"L8P1": {"surveyScore": 1, "surveyScore": 2}}}',
      400,
      "malformed_json",
    ],
    [
      "inputs that do not end",
      '{"inputs": {"L8P1": {"surveyScore": 1}, "final": true}',
      400,
      "malformed_json",
    ],
    ["50,000 deep", `{"inputs": ${"[".repeat(50_000)}`, 400, "malformed_json"],
    ["a key twice", '{"inputs": {}, "inputs": {}}', 400, "malformed_json"],
    ["an empty body", "", 400, "malformed_json"],
    ["no inputs", "{}", 422, "invalid_request"],
    ["an unknown member", '{"inputs": {}, "finl": true}', 422, "invalid_request"],
    ["a list", "[1]", 422, "invalid_request"],
    ["final as text", '{"inputs": {}, "final": "yes"}', 422, "invalid_request"],
    ["__proto__ as an item", '{"inputs": {"__proto__": {"x": 1}}}', 422, "figures_refused"],
    ["constructor as a figure", '{"inputs": {"L8P1": {"constructor": 1}}}', 422, "figures_refused"],
    [
      "a huge exponent",
      '{"inputs": {"L8P1": {"surveyScore": 1e999999999}}}',
      422,
      "figures_refused",
    ],
    [
      "too many digits",
      '{"inputs": {"L8P1": {"surveyScore": 71.50000000000000001}}}',
      422,
      "figures_refused",
    ],
    [
      "a negative count",
      '{"inputs": {"L1P1-A1": {"eCertItems": -1, "itemsTotal": 2}}}',
      422,
      "figures_refused",
    ],
    [
      "a part above its whole",
      '{"inputs": {"L1P1-A1": {"eCertItems": 3, "itemsTotal": 2}}}',
      422,
      "figures_refused",
    ],
  ])("%s is answered with a problem document", async (_, body, status, code) => {
    const found = await problem(await post(`${SET}/score`, body));
    expect([found.status, found.code]).toEqual([status, code]);
  });

  test("a body of 10 MB is too large, declared or streamed", async () => {
    const large = `{"inputs": "${"x".repeat(10_000_000)}"}`;
    expect(await problem(await post(`${SET}/score`, large))).toMatchObject({
      status: 413,
      code: "too_large",
    });
    const streamed = new ReadableStream({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode("[".repeat(65_536)));
      },
    });
    const request = new Request(`http://localhost${SET}/score`, {
      method: "POST",
      body: streamed,
      duplex: "half",
    } as RequestInit);
    expect(await problem(await app.request(request))).toMatchObject({
      status: 413,
      code: "too_large",
    });
  });

  test("another content type is refused", async () => {
    expect(
      await problem(
        await post(`${SET}/score`, "inputs=1", {
          "content-type": "application/x-www-form-urlencoded",
        }),
      ),
    ).toMatchObject({ status: 415 });
  });

  test("a set that there is not, and a place that there is not", async () => {
    expect(
      await problem(await post("/api/v1/rule-sets/cn-smart-city-2019/score", '{"inputs": {}}')),
    ).toMatchObject({ status: 404, code: "unknown_rule_set", known: ["cn-smart-city-2018"] });
    expect(await problem(await app.request("/api/v2"))).toMatchObject({
      status: 404,
      code: "unknown_route",
    });
    const wrongMethod = await app.request(`${SET}/score`);
    expect([wrongMethod.headers.get("allow"), (await problem(wrongMethod)).code]).toEqual([
      "POST",
      "method_not_allowed",
    ]);
  });

  test("a batch streams, in order, bad lines in their place", async () => {
    const lines = [
      '{"id": 1, "inputs": {}}',
      "x",
      '{"id": 3, "inputs": {"L8P1": {"surveyScore": 10}}}',
    ];
    const response = await post(`${SET}/score/batch?final=false`, lines.join("\n"), {
      "content-type": "application/x-ndjson",
    });
    const answers = (await response.text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(
      answers.map(({ id, line, result }) => [id, line ?? null, result?.total ?? null]),
    ).toEqual([
      [1, null, "0.00"],
      [null, 2, null],
      [3, null, "4.00"],
    ]);
  });

  test("an evaluation that takes too long is stopped", async () => {
    const slow = createApp({ ...services, evaluationMs: -1 });
    const rows = Array.from({ length: 2_000 }, (_, index) => ({
      recordLookups: 1,
      outpatientVisits: index + 2,
    }));
    const body = JSON.stringify({ inputs: { "L1P4-A3": { hospitals: rows } } });
    const response = await slow.request(`${SET}/score`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json" },
    });
    expect(await problem(response)).toMatchObject({ status: 422, code: "took_too_long" });
  });
});

describe("headers", () => {
  const names = (response: Response) => [...response.headers.keys()].sort();

  test("of data say what matters to whoever loads data", async () => {
    const response = await post(`${SET}/score`, '{"inputs":{}}', {
      "content-type": "application/json",
      "x-request-id": "r1",
    });
    expect(Object.fromEntries(response.headers)).toEqual({
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "content-type": "application/json",
      "x-content-type-options": "nosniff",
      "x-request-id": "r1",
    });
  });

  test("of pages and of refusals have all that a browser heeds", async () => {
    const page = await app.request("/api/docs");
    const refusal = await post(`${SET}/score`, "{");
    const all = [
      "content-security-policy",
      "content-type",
      "cross-origin-opener-policy",
      "cross-origin-resource-policy",
      "origin-agent-cluster",
      "referrer-policy",
      "x-content-type-options",
      "x-dns-prefetch-control",
      "x-download-options",
      "x-frame-options",
      "x-permitted-cross-domain-policies",
      "x-request-id",
      "x-xss-protection",
    ];
    expect(names(page)).toEqual(all);
    expect(names(refusal)).toEqual(expect.arrayContaining(all));
  });

  test.each([
    ["a page", "/api/docs"],
    ["data", "/api/v1/rule-sets"],
  ])("of %s tell a browser to keep to TLS, over TLS alone", async (_, path) => {
    const transport = async (url: string) =>
      (await app.request(url)).headers.get("strict-transport-security");
    expect(await transport(`https://chengping.example${path}`)).toBe("max-age=31536000");
    expect(await transport(`http://chengping.example${path}`)).toBe(null);
  });
});

test.each([
  ["nobody is told to sign in", {}, "not_signed_in", "Please sign in", "Bearer"],
  [
    "who sends a token that is none is told about the token",
    { authorization: "Bearer cp_none" },
    "token_refused",
    "The token is wrong, withdrawn or expired, or may not be used from this network address",
    'Bearer error="invalid_token"',
  ],
])("%s", async (_, headers, code, title, challenge) => {
  const response = await app.request("/api/v1/drafts", {
    headers: { ...headers, "accept-language": "en" },
  });
  expect(response.headers.get("www-authenticate")).toBe(challenge);
  expect(await problem(response)).toEqual({
    type: `urn:chengping:problem:${code}`,
    title,
    status: 401,
    code,
  });
});

test("one expression finds the route of every address", async () => {
  await app.request("/healthz");
  // Addresses that it cannot tell apart, such as /things/{id}/parts beside /things/new, cost a search of each request.
  expect(app.router.name).toBe("SmartRouter + RegExpRouter");
});

describe("pages and documents", () => {
  test("the OpenAPI document names every route and limit", async () => {
    const document = (await (await app.request("/api/v1/openapi.json")).json()) as {
      openapi: string;
      paths: object;
      "x-limits": unknown[];
    };
    expect(document.openapi).toBe("3.1.0");
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        "/api/v1/rule-sets",
        "/api/v1/rule-sets/{id}",
        "/api/v1/rule-sets/{id}/score",
        "/api/v1/rule-sets/{id}/score/batch",
        "/api/v1/rule-sets/{id}/cases/run",
        "/api/v1/rule-sets/{id}/diff",
      ]),
    );
    expect(document["x-limits"]).toHaveLength(14);
  });

  test.each([
    ["/api/docs", "zh-CN", "退回与提示"],
    ["/api/docs", "zh-CN", "/rule-sets/cn-smart-city-2018/score"],
    ["/api/docs", "en", "Refusals and warnings"],
    ["/api/docs", "en", 'api/v1/session -H "authorization: Bearer $TOKEN"'],
    ["/api/docs", "en", "Request <code>{ inputs: any, final?: boolean, explain?: boolean }</code>"],
    [
      "/api/docs",
      "zh-CN",
      "请求 <code>{ method: &quot;pick&quot; | &quot;merge&quot; | &quot;sum&quot; | &quot;own&quot;, parts: { unit: string, revision: integer }[], figures: { [id]: any }, reason: string }</code>",
    ],
    ["/api/docs", "zh-CN", "<code>If-Match</code> · <code>Idempotency-Key</code>"],
    ["/api/docs", "en", "<th>412 <code>stale</code></th>"],
  ])("%s reads in %s", async (path, language, words) => {
    const response = await app.request(path, { headers: { "accept-language": language } });
    const page = await response.text();
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(page).toContain(`<html lang="${language}">`);
    expect(page).toContain(words);
    expect(page).not.toMatch(/<script|https?:\/\/(?!localhost)/);
  });

  test("the service says that it is there", async () => {
    expect(await (await app.request("/healthz")).json()).toEqual({ status: "ok" });
    expect(await (await app.request("/readyz")).json()).toEqual({
      status: "ready",
      store: "sqlite",
      ruleSets: 1,
    });
  });
});
