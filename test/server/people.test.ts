/** Accounts, sign-in, sessions, tokens: on both stores alike. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prepareFirstStart } from "../../server/people/first-start.ts";
import { inTurn } from "../../server/people/passwords.ts";
import {
  type Client,
  STORES,
  startTestService,
  type TestService,
} from "../support/test-service.ts";

const PASSWORD = "a long way to the market";

describe.each(STORES)("people on %s", (store) => {
  let service: TestService;
  let security: Client;
  beforeAll(async () => {
    service = await startTestService({ store });
  });
  afterAll(() => service.close());

  const signIn = (name: string, password: string, headers: Record<string, string> = {}) =>
    service.nobody.send("POST", "/session", { body: { name, password }, headers });

  async function withCookie(name: string, password: string): Promise<Client> {
    const reply = await signIn(name, password);
    const cookie = (reply.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    return {
      ...service.nobody,
      cookie,
      send: (method, path, options = {}) =>
        service.nobody.send(method, path, { ...options, headers: { ...options.headers, cookie } }),
    };
  }

  test("a new service has no account that anybody could guess; its link works once", async () => {
    const first = await prepareFirstStart(service.services.store, service.services.clock);
    expect([first?.name, first?.secret.length]).toEqual(["admin", 43]);
    expect((await signIn("admin", "admin")).status).toBe(401);
    const weak = await service.nobody.send("POST", "/session/invitation", {
      body: { secret: first?.secret, password: "short" },
    });
    expect([weak.status, weak.json.code, weak.json.issues[0]]).toEqual([
      422,
      "weak_password",
      { severity: "error", path: "/password", code: "too_short", minimum: 12 },
    ]);
    const set = await service.nobody.send("POST", "/session/invitation", {
      body: { secret: first?.secret, password: PASSWORD },
    });
    expect(set.status).toBe(204);
    const again = await service.nobody.send("POST", "/session/invitation", {
      body: { secret: first?.secret, password: `${PASSWORD}!` },
    });
    expect(again.status).toBe(401);
    expect(await prepareFirstStart(service.services.store, service.services.clock)).toBeNull();
    security = await withCookie("admin", PASSWORD);
    expect((await security.send("GET", "/session")).json.user.roles.sort()).toEqual([
      "security-administrator",
      "system-administrator",
    ]);
  });

  test("the administrator adds people, who set their own passwords; the two never meet in the trail", async () => {
    const added = await security.send("POST", "/people", {
      body: { name: "王芳", displayName: "王芳", grants: [{ role: "auditor" }] },
    });
    expect([added.status, added.json.invitation.length]).toEqual([201, 43]);
    const taken = await security.send("POST", "/people", {
      body: { name: "王芳", displayName: "x" },
    });
    expect([taken.status, taken.json.taken]).toEqual([409, "王芳"]);
    await service.nobody.send("POST", "/session/invitation", {
      body: { secret: added.json.invitation, password: PASSWORD },
    });
    const auditor = await withCookie("王芳", PASSWORD);
    expect((await auditor.send("GET", "/people")).status).toBe(200);
    expect(
      (await auditor.send("POST", "/people", { body: { name: "x", displayName: "x" } })).status,
    ).toBe(403);
    expect((await security.send("GET", "/audit")).status).toBe(403);
    const { text } = await auditor.send("GET", "/audit/export");
    expect([text.includes(PASSWORD), text.includes(added.json.invitation)]).toEqual([false, false]);
    expect(text).toContain('"action":"session.start"');
  });

  test("a role is given for the part of the world that it needs, and the last security administrator stays", async () => {
    const { json } = await security.send("GET", "/people");
    const admin = json.people.find(({ name }: { name: string }) => name === "admin");
    const wang = json.people.find(({ name }: { name: string }) => name === "王芳");
    const wrong = await security.send("POST", `/people/${wang.id}/grants`, {
      body: { role: "clerk" },
    });
    expect([wrong.status, wrong.json.issues[0].expected]).toEqual([422, "unit"]);
    const nowhere = await security.send("POST", `/people/${wang.id}/grants`, {
      body: { role: "consolidator", city: "nowhere" },
    });
    expect([nowhere.status, nowhere.json.issues[0].code]).toEqual([422, "unknown_city"]);
    const apart = await security.send("POST", `/people/${wang.id}/grants`, {
      body: { role: "system-administrator" },
    });
    expect([apart.status, apart.json.reason, apart.json.held]).toEqual([
      409,
      "roles_apart",
      "auditor",
    ]);
    const own = await security.send("POST", `/people/${admin.id}/grants`, {
      body: { role: "analyst" },
    });
    expect([own.status, own.json.reason]).toEqual([409, "own_account"]);
    const last = admin.grants.find(
      ({ role }: { role: string }) => role === "security-administrator",
    );
    const taken = await security.send("DELETE", `/people/${admin.id}/grants/${last.id}`);
    expect([taken.status, taken.json.reason]).toEqual([409, "last_security_administrator"]);
    const off = await security.send("PUT", `/people/${admin.id}`, {
      body: { displayName: "admin", active: false },
      ifMatch: admin.version,
    });
    expect([off.status, off.json.reason]).toEqual([409, "own_account"]);
  });

  test("five wrong passwords let an account rest, and nobody learns which names there are", async () => {
    const added = await security.send("POST", "/people", {
      body: { name: "li", displayName: "Li" },
    });
    await service.nobody.send("POST", "/session/invitation", {
      body: { secret: added.json.invitation, password: PASSWORD },
    });
    const answers = [];
    for (let attempt = 0; attempt < 5; attempt++) answers.push((await signIn("li", "wrong")).text);
    answers.push(
      (await signIn("li", PASSWORD)).text,
      (await signIn("no-such-name", PASSWORD)).text,
    );
    expect(new Set(answers).size).toBe(1);
    service.at("2026-03-02T08:15:00.000Z");
    expect((await signIn("li", PASSWORD)).status).toBe(200);
  });

  test("attempts at the same moment are counted one by one: the sixth finds the account resting", async () => {
    const added = await security.send("POST", "/people", {
      body: { name: "zhao", displayName: "Zhao" },
    });
    await service.nobody.send("POST", "/session/invitation", {
      body: { secret: added.json.invitation, password: PASSWORD },
    });
    const replies = await Promise.all(
      Array.from({ length: 9 }, (_, index) => signIn("zhao", `wrong ${index}`)),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([401]));
    const rows = await service.services.store.db
      .selectFrom("audit")
      .select("facts")
      .where("actor", "=", added.json.id)
      .where("action", "=", "session.refused")
      .execute();
    expect(rows.map(({ facts }) => JSON.parse(facts).resting).sort()).toEqual([
      ...Array(5).fill(false),
      ...Array(4).fill(true),
    ]);
    const change = await service.nobody.send("POST", "/session/password", {
      body: { name: "zhao", password: PASSWORD, newPassword: "short" },
    });
    expect(change.status).toBe(401);
  });

  test("one network may try sixty times in a quarter of an hour, however many servers there are", async () => {
    const proxied = await startTestService({ store, trustProxy: true });
    const attempt = (to: TestService, address: string) =>
      to.nobody.send("POST", "/session/invitation", {
        body: { secret: "none", password: PASSWORD },
        headers: { "x-forwarded-for": `8.8.8.8, ${address}` },
      });
    const first = await Promise.all(
      Array.from({ length: 60 }, (_, index) => attempt(proxied, `192.0.2.${index}`)),
    );
    expect(new Set(first.map(({ status }) => status))).toEqual(new Set([401]));
    const again = await proxied.restarted();
    const late = await attempt(again, "192.0.2.200");
    expect([late.status, late.json.code]).toEqual([429, "too_many_requests"]);
    const wait = Number(late.headers.get("retry-after"));
    expect([wait > 880, wait <= 900, late.json.seconds]).toEqual([true, true, wait]);
    expect((await attempt(again, "192.0.3.1")).status).toBe(401);
    await again.close();
  });

  test("a session ends by sign-out, by idleness, at its end, and when the account is switched off", async () => {
    const out = await withCookie("li", PASSWORD);
    expect((await out.send("GET", "/session")).status).toBe(200);
    await out.send("DELETE", "/session");
    expect((await out.send("GET", "/session")).status).toBe(401);

    const idle = await withCookie("li", PASSWORD);
    service.at("2026-03-02T08:44:59.000Z");
    expect((await idle.send("GET", "/session")).status).toBe(200);
    service.at("2026-03-02T09:15:00.000Z");
    expect((await idle.send("GET", "/session")).status).toBe(401);

    security = await withCookie("admin", PASSWORD);
    const off = await withCookie("li", PASSWORD);
    const li = (await security.send("GET", "/people")).json.people.find(
      ({ name }: { name: string }) => name === "li",
    );
    const switched = await security.send("PUT", `/people/${li.id}`, {
      body: { displayName: "Li", active: false },
      ifMatch: li.version,
    });
    expect(switched.status).toBe(204);
    expect([
      (await off.send("GET", "/session")).status,
      (await signIn("li", PASSWORD)).status,
    ]).toEqual([401, 401]);
    const stale = await security.send("PUT", `/people/${li.id}`, {
      body: { displayName: "Li", active: true },
      ifMatch: li.version,
    });
    expect(stale.status).toBe(412);
  });

  test("a person lists their sessions and ends one, not another's", async () => {
    const one = await withCookie("admin", PASSWORD);
    const two = await withCookie("admin", PASSWORD);
    const { json } = await one.send("GET", "/sessions");
    const other = json.sessions.filter(({ current }: { current: boolean }) => !current).at(-1);
    expect((await one.send("DELETE", `/sessions/${other.id}`)).status).toBe(204);
    expect((await two.send("GET", "/session")).status).toBe(401);
    const auditor = await withCookie("王芳", PASSWORD);
    const own = json.sessions.find(({ current }: { current: boolean }) => current);
    expect((await auditor.send("DELETE", `/sessions/${own.id}`)).status).toBe(404);
  });

  test("the security administrator lists another's sessions and ends one of them", async () => {
    const admin = await withCookie("admin", PASSWORD);
    const [here, there] = [await withCookie("王芳", PASSWORD), await withCookie("王芳", PASSWORD)];
    const { id } = (await there.send("GET", "/session")).json.user;
    const { json } = await admin.send("GET", `/people/${id}/sessions`);
    const own = (await here.send("GET", "/sessions")).json.sessions;
    const current = own.find((one: { current: boolean }) => one.current);
    expect(json.sessions).toEqual(
      own.map((one: { current: boolean }) => ({ ...one, current: false })),
    );
    const end = () => admin.send("DELETE", `/people/${id}/sessions/${current.id}`);
    expect((await end()).status).toBe(204);
    expect((await end()).status).toBe(404);
    expect((await here.send("GET", "/session")).status).toBe(401);
    expect((await there.send("GET", "/session")).status).toBe(200);
    expect((await there.send("GET", `/people/${id}/sessions`)).status).toBe(403);
  });

  test("a page of another site cannot act in a person's name", async () => {
    const admin = await withCookie("admin", PASSWORD);
    const body = { name: "mallory", displayName: "m" };
    for (const headers of [
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      { "sec-fetch-site": "none" },
    ]) {
      const reply = await admin.send("POST", "/people", { body, headers });
      expect([reply.status, reply.json.code]).toEqual([403, "cross_site"]);
    }
    const login = await signIn("admin", PASSWORD, { "sec-fetch-site": "cross-site" });
    expect(login.status).toBe(403);
  });

  test("a token works until it is revoked or over, from its addresses, and for its part of the world", async () => {
    const admin = await withCookie("admin", PASSWORD);
    await admin.send("POST", "/cities", { body: { id: "example", name: "示例市" } });
    const client = (ranges: string[], expires = "2026-06-01") =>
      admin.send("POST", "/clients", {
        body: {
          name: "platform",
          expires,
          ranges,
          grants: [{ role: "read-client", city: "example" }],
        },
      });
    const { json } = await client(["127.0.0.1/32"]);
    const bearer = { authorization: `Bearer ${json.token}`, cookie: "" };
    const ask = () => service.nobody.send("GET", "/rounds", { headers: bearer });
    expect((await ask()).status).toBe(200);
    expect((await service.nobody.send("GET", "/drafts", { headers: bearer })).status).toBe(403);
    const elsewhere = (await client(["10.0.0.0/8"])).json.token;
    expect(
      (
        await service.nobody.send("GET", "/rounds", {
          headers: { authorization: `Bearer ${elsewhere}` },
        })
      ).status,
    ).toBe(401);
    expect((await client(["here"])).json.issues[0].code).toBe("not_a_range");
    expect((await client(["127.0.0.1/32"], "2099-01-01")).json.issues[0].code).toBe("out_of_range");
    const cityAuditor = await service.signedIn({ role: "auditor", city: "example", unit: null });
    const otherAuditor = await service.signedIn({ role: "auditor", city: "other", unit: null });
    const listed = async (who: Client): Promise<[string[], number]> => [
      (await who.send("GET", "/clients")).json.clients.map(({ id }: { id: string }) => id),
      (await who.send("GET", "/people")).json.people.length,
    ];
    expect((await listed(cityAuditor))[0]).toContain(json.id);
    expect(await listed(otherAuditor)).toEqual([[], 1]);
    await admin.send("DELETE", `/clients/${json.id}`);
    expect((await ask()).status).toBe(401);
  });

  test("off loopback and without TLS sign-in is refused, with the reason", async () => {
    const plain = await startTestService({ store, origin: "http://chengping.intranet" });
    const first = await prepareFirstStart(plain.services.store, plain.services.clock);
    await plain.nobody.send("POST", "/session/invitation", {
      body: { secret: first?.secret, password: PASSWORD },
    });
    const refused = await plain.nobody.send("POST", "/session", {
      body: { name: "admin", password: PASSWORD },
    });
    expect([refused.status, refused.json.code]).toEqual([403, "no_tls"]);
    await plain.close();
    const secure = await startTestService({ store, origin: "https://chengping.example" });
    const link = await prepareFirstStart(secure.services.store, secure.services.clock);
    await secure.nobody.send("POST", "/session/invitation", {
      body: { secret: link?.secret, password: PASSWORD },
    });
    const { headers } = await secure.nobody.send("POST", "/session", {
      body: { name: "admin", password: PASSWORD },
    });
    expect(headers.get("set-cookie")).toMatch(
      /^__Host-chengping=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/,
    );
    await secure.close();
  });
});

test("four passwords are hashed at a time, two hundred may wait, and the next is told to come back", async () => {
  let running = 0;
  let most = 0;
  const ends: (() => void)[] = [];
  const work = async (): Promise<void> => {
    most = Math.max(most, ++running);
    await new Promise<void>((resolve) => ends.push(resolve));
    running--;
  };
  const all = Array.from({ length: 204 }, () => inTurn(work));
  await expect(inTurn(work)).rejects.toMatchObject({ status: 429, retryAfterSeconds: 5 });
  while (ends.length > 0) {
    ends.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await Promise.all(all);
  expect([most, running]).toEqual([4, 0]);
});

test("the profile of GB/T 22239 asks for more kinds of characters and for a change after 90 days", async () => {
  const service = await startTestService({ passwordProfile: "mlps" });
  const first = await prepareFirstStart(service.services.store, service.services.clock);
  const set = (password: string) =>
    service.nobody.send("POST", "/session/invitation", {
      body: { secret: first?.secret, password },
    });
  expect((await set("alllowercaseletters")).json.issues[0].code).toBe("too_simple");
  expect((await set("Long-enough-2026")).status).toBe(204);
  const signIn = () =>
    service.nobody.send("POST", "/session", {
      body: { name: "admin", password: "Long-enough-2026" },
    });
  const signedIn = await signIn();
  expect(signedIn.status).toBe(200);
  const cookie = (signedIn.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  const ask = async (moment: string): Promise<number> => {
    service.at(moment);
    return (await service.nobody.send("GET", "/session", { headers: { cookie } })).status;
  };
  expect([await ask("2026-03-02T08:15:00.000Z"), await ask("2026-03-02T08:30:00.001Z")]).toEqual([
    200, 401,
  ]);
  service.at("2026-06-01T08:00:00.000Z");
  expect((await signIn()).json.code).toBe("password_expired");
  const change = (newPassword: string) =>
    service.nobody.send("POST", "/session/password", {
      body: { name: "admin", password: "Long-enough-2026", newPassword },
    });
  expect((await change("Long-enough-2026")).json.issues[0].code).toBe("used_before");
  expect((await change("Longer-still-2026")).status).toBe(204);
  await service.close();
});
