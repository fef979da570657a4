/** The built page of the editor on the service's own address: policy, caching, compression, and plain words without it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../server/http/app.ts";
import { startTestService, type TestService } from "../support/test-service.ts";

const folder = mkdtempSync(join(tmpdir(), "chengping-page-"));
const script = `console.log(${JSON.stringify("城".repeat(2_000))});`;
let service: TestService;
let app: ReturnType<typeof createApp>;

beforeAll(async () => {
  mkdirSync(join(folder, "assets"));
  writeFileSync(
    join(folder, "index.html"),
    '<!doctype html><script nonce="__CSP_NONCE__" src="/assets/index-AbC123.js"></script><i nonce="__CSP_NONCE__">',
  );
  writeFileSync(join(folder, "service-worker.js"), script);
  writeFileSync(join(folder, "assets/index-AbC123.js"), script);
  writeFileSync(join(folder, "assets/index-AbC123.js.gz"), gzipSync(script));
  service = await startTestService();
  app = createApp(service.services, folder);
});
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

const HTML = { headers: { accept: "text/html,application/xhtml+xml" } };

test("the page carries a fresh nonce, the same in its policy and in every element", async () => {
  const nonces = await Promise.all(
    ["/", "/drafts/7/edit"].map(async (path) => {
      const response = await app.request(path, HTML);
      const policy = response.headers.get("content-security-policy") ?? "";
      const [, nonce = ""] = /style-src-elem 'self' 'nonce-([^']+)'/.exec(policy) ?? [];
      expect([response.status, policy.includes("unsafe-eval"), nonce.length]).toEqual([
        200,
        false,
        24,
      ]);
      expect(await response.text()).toBe(
        `<!doctype html><script nonce="${nonce}" src="/assets/index-AbC123.js"></script><i nonce="${nonce}">`,
      );
      expect(response.headers.get("cache-control")).toBe("no-cache");
      return nonce;
    }),
  );
  expect(nonces[0]).not.toBe(nonces[1]);
});

test("an asset is kept for a year, and comes compressed to who takes that", async () => {
  const plain = await app.request("/assets/index-AbC123.js");
  expect([
    plain.status,
    plain.headers.get("content-type"),
    plain.headers.get("cache-control"),
    plain.headers.get("content-encoding"),
    await plain.text(),
  ]).toEqual([
    200,
    "text/javascript; charset=utf-8",
    "public, max-age=31536000, immutable",
    null,
    script,
  ]);
  const packed = await app.request("/assets/index-AbC123.js", {
    headers: { "accept-encoding": "gzip, deflate, br" },
  });
  expect([packed.headers.get("content-encoding"), packed.headers.get("vary")]).toEqual([
    "gzip",
    "Accept-Encoding",
  ]);
  expect(gunzipSync(Buffer.from(await packed.arrayBuffer())).toString()).toBe(script);
});

test("the service worker is asked for anew each time, and reaches nothing but this host", async () => {
  const { status, headers } = await app.request("/service-worker.js");
  expect([status, headers.get("content-type"), headers.get("cache-control")]).toEqual([
    200,
    "text/javascript; charset=utf-8",
    "no-cache",
  ]);
  expect(headers.get("content-security-policy")).toMatch(/default-src 'none'.*connect-src 'self'/);
});

test.each(["/assets/index-old.js", "/assets/index-AbC123.js/x", "/api/v1/nothing"])(
  "%s is not the page",
  async (path) => {
    const response = await app.request(path, HTML);
    expect([response.status, response.headers.get("cache-control")]).toEqual([404, null]);
  },
);

test("a program that asks for no page gets a problem document", async () => {
  const response = await app.request("/drafts/7", { headers: { accept: "application/json" } });
  expect([response.status, response.headers.get("content-type")]).toEqual([
    404,
    "application/problem+json; charset=utf-8",
  ]);
});

test("without a built page the service says what to do, in both languages", async () => {
  const bare = createApp(service.services, join(folder, "nothing"));
  const [zh, en] = await Promise.all(
    ["zh-CN", "en"].map((lang) => bare.request(`/?lang=${lang}`, HTML)),
  );
  expect([zh?.status, en?.status]).toEqual([503, 503]);
  expect(await zh?.text()).toContain("页面尚未构建");
  expect(await en?.text()).toContain("npm run build:page");
});
