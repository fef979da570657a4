/** Sign-in by an issuer of OpenID Connect: whom it vouches for is let in if there is such an account, and nobody else. */
import { afterEach, expect, test } from "vitest";
import { CLIENT, type Forgery, type Issuer, startIssuer } from "../support/oidc-issuer.ts";
import { startTestService, type TestOptions, type TestService } from "../support/test-service.ts";

let issuer: Issuer;
let service: TestService;
afterEach(async () => {
  await service.close();
  await issuer.close();
});

async function start(settings: TestOptions = {}): Promise<void> {
  issuer = await startIssuer();
  service = await startTestService({
    oidcIssuer: issuer.url,
    oidcClientId: CLIENT.id,
    oidcClientSecret: CLIENT.secret,
    ...settings,
  });
}

/** `name=value; …` as a browser keeps it, cookies that are over left out. */
function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .filter((cookie) => !cookie.includes("Max-Age=0"))
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

async function begin(): Promise<{ readonly location: string; readonly cookie: string }> {
  const response = await service.app.request("/sign-in/oidc");
  expect(response.status).toBe(302);
  return { location: response.headers.get("location") ?? "", cookie: cookiesOf(response) };
}

const comeBack = (address: string, cookie: string): Promise<Response> =>
  Promise.resolve(service.app.request(address, { headers: { cookie } }));

async function signIn(claims: object, forge?: Forgery): Promise<Response> {
  const { location, cookie } = await begin();
  return comeBack(issuer.approve(location, claims, forge), cookie);
}

const refusals = () =>
  service.services.store.db
    .selectFrom("audit")
    .select("facts")
    .where("action", "=", "session.refused")
    .orderBy("number")
    .execute();

test("a person whom the issuer vouches for has a session, with the roles given here and no other", async () => {
  await start();
  const person = await service.signedIn("analyst");
  const { location, cookie } = await begin();
  const asked = new URL(location);
  expect([asked.origin, asked.pathname]).toEqual([issuer.url, "/authorize"]);
  const query = Object.fromEntries(asked.searchParams);
  expect(query).toEqual({
    client_id: CLIENT.id,
    response_type: "code",
    redirect_uri: "http://localhost/sign-in/oidc/callback",
    scope: "openid profile",
    state: expect.stringMatching(/^[\w-]{43}$/),
    nonce: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge: expect.stringMatching(/^[\w-]{43}$/),
    code_challenge_method: "S256",
  });
  const claims = { preferred_username: person.name, roles: ["security-administrator"] };
  const back = await comeBack(issuer.approve(location, claims), cookie);
  expect([back.status, back.headers.get("refresh"), back.headers.get("cache-control")]).toEqual([
    200,
    "0; url=/",
    "no-store",
  ]);
  expect(back.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^chengping-oidc=; Max-Age=0; Path=\/; HttpOnly; SameSite=Lax$/),
    expect.stringMatching(
      /^chengping=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    ),
  ]);
  const session = await service.nobody.send("GET", "/session", {
    headers: { cookie: cookiesOf(back) },
  });
  expect([session.status, session.json.user.id, session.json.user.roles]).toEqual([
    200,
    person.id,
    ["analyst"],
  ]);
  expect([...new Set(issuer.asked)].sort()).toEqual([
    "/.well-known/openid-configuration",
    "/keys",
    "/token",
  ]);
});

test("whom nobody knows here, or who was switched off, is not let in, and no account is made", async () => {
  await start();
  const person = await service.signedIn("analyst");
  const { db } = service.services.store;
  await db.updateTable("person").set({ active: 0 }).where("id", "=", person.id).execute();
  const before = await db.selectFrom("person").select("id").execute();
  const replies = [
    await signIn({ preferred_username: "nobody-here" }),
    await signIn({ preferred_username: person.name }),
    await signIn({}),
    await signIn({ preferred_username: ["admin"] }),
  ];
  expect(replies.map(({ status, headers }) => [status, headers.get("refresh")])).toEqual(
    Array(4).fill([401, null]),
  );
  expect(await db.selectFrom("person").select("id").execute()).toEqual(before);
  expect((await refusals()).map(({ facts }) => JSON.parse(facts))).toEqual([
    { way: "oidc", name: "nobody-here" },
    { way: "oidc", name: person.name },
    { way: "oidc" },
    { way: "oidc" },
  ]);
});

test("an answer that is forged, another's, or used before is refused", async () => {
  await start();
  const { name } = await service.signedIn("analyst");
  const claims = { preferred_username: name };
  const statuses = [
    (await signIn(claims, { otherKey: true })).status,
    (await signIn(claims, { nonce: "another" })).status,
    (await signIn(claims, { audience: "another" })).status,
    (await signIn({ ...claims, iss: "https://another.example" })).status,
    (await signIn({ ...claims, exp: 1 })).status,
  ];
  const one = await begin();
  const two = await begin();
  // The other browser's attempt, no attempt at all, another verifier, no code, and the issuer's own no.
  statuses.push((await comeBack(issuer.approve(one.location, claims), two.cookie)).status);
  statuses.push((await comeBack(issuer.approve(one.location, claims), "")).status);
  const verifier = one.cookie.replace(/\.[^.]+$/, `.${"v".repeat(43)}`);
  statuses.push((await comeBack(issuer.approve(one.location, claims), verifier)).status);
  statuses.push((await comeBack("/sign-in/oidc/callback", one.cookie)).status);
  const state = new URL(one.location).searchParams.get("state");
  const denied = `/sign-in/oidc/callback?error=access_denied&state=${state}`;
  statuses.push((await comeBack(denied, one.cookie)).status);
  const address = issuer.approve(one.location, claims);
  expect((await comeBack(address, one.cookie)).status).toBe(200);
  statuses.push((await comeBack(address, one.cookie)).status);
  expect(statuses).toEqual(Array(11).fill(401));
});

test("an address counts once the issuer has verified it", async () => {
  await start({ oidcClaim: "email" });
  const { db } = service.services.store;
  const { id } = await service.signedIn("analyst");
  const email = "li@chengping.example";
  await db.updateTable("person").set({ name: email }).where("id", "=", id).execute();
  expect((await signIn({ email })).status).toBe(401);
  expect((await signIn({ email, email_verified: "true" })).status).toBe(401);
  expect((await signIn({ email, email_verified: true })).status).toBe(200);
});

test("nothing is called but the issuer, whatever its document says", async () => {
  await start();
  const stranger = await startIssuer();
  const { name } = await service.signedIn("analyst");
  issuer.pretend({ token_endpoint: `${stranger.url}/token`, jwks_uri: `${stranger.url}/keys` });
  const reply = await signIn({ preferred_username: name });
  expect([reply.status >= 400, reply.headers.get("refresh")]).toEqual([true, null]);
  expect(stranger.asked).toEqual([]);
  await stranger.close();
});

test("an issuer that does not answer is told as such; once it answers, sign-in works", async () => {
  await start();
  issuer.pretend({ issuer: "https://another.example" });
  const down = await service.app.request("/sign-in/oidc");
  expect([down.status, ((await down.json()) as { code: string }).code]).toEqual([
    503,
    "issuer_down",
  ]);
  issuer.pretend({});
  const { name } = await service.signedIn("analyst");
  expect((await signIn({ preferred_username: name })).status).toBe(200);
});

test("the ways to sign in are told; without an issuer there is no address for it", async () => {
  await start({ oidcIssuer: null });
  expect((await service.nobody.send("GET", "/session/ways")).json).toEqual({
    password: true,
    oidc: null,
  });
  const page = await service.app.request("/sign-in/oidc/callback?code=x");
  expect(page.headers.get("set-cookie")).toBeNull();
  await service.close();
  await issuer.close();
  await start();
  expect((await service.nobody.send("GET", "/session/ways")).json.oidc).toBe("/sign-in/oidc");
});
