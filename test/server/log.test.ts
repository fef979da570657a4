/** Nothing secret reaches the log, wherever it came in. */
import { Writable } from "node:stream";
import { expect, test } from "vitest";
import { createApp } from "../../server/http/app.ts";
import { createLog } from "../../server/log.ts";
import { prepareFirstStart } from "../../server/people/first-start.ts";
import { startTestService } from "../support/test-service.ts";

const CANARY = "canary-5f1d";

function collectingLog() {
  const lines: string[] = [];
  const destination = new Writable({
    write: (chunk, _, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  return { lines, log: createLog({ logLevel: "debug" }, destination) };
}

test("passwords, links, cookies, tokens and keys are never logged; the request's id is", async () => {
  const service = await startTestService({ origin: "http://127.0.0.1" });
  const { lines, log } = collectingLog();
  const app = createApp({ ...service.services, log });
  const first = await prepareFirstStart(service.services.store, service.services.clock);
  const password = `${CANARY} long enough`;
  const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    app.request(path, {
      method: body === undefined ? "GET" : "POST",
      headers: { "content-type": "application/json", "sec-fetch-site": "same-origin", ...headers },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  const session = "/api/v1/session";
  await send(`/invitation?secret=${first?.secret}`, undefined);
  await send(`${session}/invitation`, { secret: first?.secret, password });
  await send(session, { name: "admin", password: `${CANARY} wrong` });
  const signedIn = await send(session, { name: "admin", password });
  const cookie = (signedIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  expect([signedIn.status, cookie.length]).toEqual([200, "chengping=".length + 43]);
  const made = await send("/api/v1/people", { name: "li", displayName: "li" }, { cookie });
  const { invitation } = (await made.json()) as { invitation: string };
  const client = await send(
    "/api/v1/clients",
    {
      name: "platform",
      expires: "2026-06-01",
      ranges: ["127.0.0.0/8"],
      grants: [{ role: "read-client" }],
    },
    { cookie },
  );
  const { token } = (await client.json()) as { token: string };
  await send("/api/v1/rounds", undefined, { authorization: `Bearer ${token}` });
  await send("/api/v1/rounds", undefined, { authorization: `Bearer ${CANARY}` });
  await send("/api/v1/rounds", undefined, { cookie: `chengping=${CANARY}` });
  await send(session, `{"name": "admin", "password": "${CANARY}`);
  await send(session, { name: "admin", password, [CANARY]: CANARY });
  await send(`/api/v1/rounds?token=${CANARY}`, undefined, { cookie });
  await send(`${session}/password`, { name: "admin", password, newPassword: `${CANARY} next one` });
  await send(
    "/api/v1/people",
    { name: "x", displayName: "x" },
    { cookie, "idempotency-key": CANARY },
  );
  const text = lines.join("");
  const secrets = [CANARY, first?.secret, cookie.split("=")[1], invitation, token];
  expect(secrets.filter((one) => one === undefined || text.includes(one))).toEqual([]);
  const logged = lines.map((line) => JSON.parse(line));
  expect(logged).toHaveLength(14);
  expect(logged.every(({ request }) => /^[\w-]{20,}$/.test(request))).toBe(true);
  expect(logged.find(({ path, status }) => path === session && status === 401)).toMatchObject({
    method: "POST",
    who: "nobody",
    ms: expect.any(Number),
  });
  await service.close();
});

test("a failure is logged with its place, without rows and addresses, and told to nobody else", async () => {
  const service = await startTestService();
  const { lines, log } = collectingLog();
  const failure = Object.assign(new Error(`connect postgres://chengping:${CANARY}@db/x`), {
    code: "XX000",
    detail: `Key (secret_hash)=(${CANARY})`,
    parameters: [CANARY],
  });
  const app = createApp({
    ...service.services,
    log,
    ruleSets: {
      all: () => Promise.reject(failure),
    } as never,
  });
  const response = await app.request("/api/v1/rule-sets", { headers: { "x-request-id": "r1" } });
  expect([response.status, await response.json()]).toEqual([
    500,
    {
      type: "urn:chengping:problem:internal_error",
      title: "服务器内部错误",
      status: 500,
      code: "internal_error",
    },
  ]);
  const error = JSON.parse(lines[0] ?? "");
  expect([error.request, error.err.errorCode, error.err.message]).toEqual([
    "r1",
    "XX000",
    "connect postgres://[cut]@db/x",
  ]);
  expect(lines.join("")).not.toContain(CANARY);
  await service.close();
});
