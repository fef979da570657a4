/**
 * Who may do what: every route of the OpenAPI document × every role × an own and a foreign object. A parameter that
 * this table does not know fails the test, so that no new route goes by unseen.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Grant, ROLE_NAMES, ROLES, type Role } from "../../server/people/roles.ts";
import { makeSmallRound, RULE_SET, type SmallRound } from "../support/small-round.ts";
import { startTestService, type TestService } from "../support/test-service.ts";

type Access = "public" | "open" | "signed-in" | readonly Role[];

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly access: Access;
}

let service: TestService;
let at: SmallRound;
let operations: readonly Operation[];
let draft: string;
let score: string;
let count = 0;

beforeAll(async () => {
  service = await startTestService();
  at = await makeSmallRound(service);
  const { json: round } = await at.analyst.send("GET", "/rounds/spring");
  await at.analyst.send("PUT", "/rounds/spring", {
    ifMatch: round.version,
    body: { name: round.name, opens: round.opens, deadline: round.deadline, showRanks: true },
  });
  const made = await at.analyst.send("POST", "/drafts", {
    body: { basedOn: RULE_SET, name: "草稿", ruleSet: "next-year" },
  });
  draft = made.json.draft.id;
  await at.analyst.send("POST", `/drafts/${draft}/review`, {
    body: { summary: "请审" },
    ifMatch: 1,
  });
  score = (await at.office.send("POST", `${at.path}/scores`, { body: { why: "试" } })).json.id;
  const document = (await (await service.app.request("/api/v1/openapi.json")).json()) as {
    paths: Record<string, Record<string, { "x-access": Access }>>;
  };
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method,
      path,
      access: operation["x-access"],
    })),
  );
}, 60_000);
afterAll(() => service.close());

/** Objects for the names in paths; made anew where a request may take them away. */
const OBJECTS: Record<string, () => string | Promise<string>> = {
  id: () => RULE_SET,
  schema: () => "common.schema.json",
  draft: () => draft,
  save: () => "1",
  file: async () => {
    const { json } = await at.analyst.send("POST", `/drafts/${draft}/notice/files?name=a.txt`, {
      raw: `notice ${++count}`,
      type: "application/octet-stream",
    });
    return json.id;
  },
  round: () => "spring",
  city: () => "example",
  unit: () => "services",
  item: () => "L1P1-A1",
  score: () => score,
  person: async () => (await service.signedIn("analyst")).id,
  grant: () => "",
  session: () => "",
  client: async () => {
    const security = await service.signedIn("security-administrator");
    const { json } = await security.send("POST", "/clients", {
      body: {
        name: "matrix",
        expires: "2026-12-31",
        ranges: ["127.0.0.0/8"],
        grants: [{ role: "read-client", city: "example" }],
      },
    });
    return json.id;
  },
  evidence: async () => {
    const { json } = await at.clerk.send("POST", `${at.path}/units/services/evidence?name=a.txt`, {
      raw: "evidence",
      type: "application/octet-stream",
    });
    return json.id;
  },
};

async function fill(
  path: string,
  asking: { readonly id: string; readonly cookie: string },
): Promise<string> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  const values: Record<string, string> = {};
  for (const name of names) {
    const make = OBJECTS[name];
    if (make === undefined) throw new Error(`${path}: no object for {${name}}`);
    values[name] = await make();
  }
  if (names.includes("grant")) {
    const row = await service.services.store.db
      .selectFrom("role_grant")
      .select("id")
      .where("holder", "=", values.person ?? "")
      .executeTakeFirstOrThrow();
    values.grant = row.id;
  }
  if (names.includes("session")) {
    const row = await service.services.store.db
      .selectFrom("session")
      .select("id")
      .where("person", "=", values.person ?? asking.id)
      .executeTakeFirst();
    values.session = row?.id ?? "none";
  }
  return path.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

function ownGrant(role: Role): Grant {
  const scope = ROLES[role];
  if (scope === "unit") return { role, city: "example", unit: "services" };
  return { role, city: scope === "city" ? "example" : null, unit: null };
}

/** The same role for another part of the world; null for roles that are given everywhere. */
function foreignGrant(role: Role, path: string): Grant | null {
  switch (ROLES[role]) {
    case "unit":
      return path.includes("{unit}")
        ? { role, city: "example", unit: "transport" }
        : { role, city: "elsewhere", unit: "services" };
    case "city":
    case "whole-or-city":
      return { role, city: "elsewhere", unit: null };
    case "whole":
      return null;
  }
}

function allows(access: Access, role: Role): boolean {
  return typeof access === "string" || access.includes(role);
}

async function ask(grant: Grant | null, { method, path }: Operation): Promise<number> {
  const client = grant === null ? service.nobody : await service.signedIn(grant);
  const query = path.endsWith("/audit/rows")
    ? "?chain=people"
    : path.endsWith("/file")
      ? "?path=L8P1.json"
      : path.endsWith("/diff")
        ? `?from=${RULE_SET}`
        : "";
  const reply = await client.send(method.toUpperCase(), `${await fill(path, client)}${query}`);
  return reply.status;
}

test("every operation says who may do it", () => {
  expect(operations.filter(({ access }) => access === undefined)).toEqual([]);
  expect(operations.length).toBeGreaterThan(70);
});

test("nobody gets no further than what is public", async () => {
  const wrong: string[] = [];
  for (const operation of operations) {
    const { method, path, access } = operation;
    const status = await ask(null, operation);
    const refused = status === 401;
    if (refused !== !(access === "public" || access === "open"))
      wrong.push(`${method} ${path}: ${status}`);
  }
  expect(wrong).toEqual([]);
});

test("a setting closes what is open", async () => {
  const closed = await startTestService({ openScoring: false });
  const open = operations.filter(({ access }) => access === "open");
  const statuses = [];
  for (const { method, path } of open) {
    const place = path.replace("{id}", RULE_SET).replace("{schema}", "common.schema.json");
    statuses.push((await closed.nobody.send(method.toUpperCase(), place)).status);
  }
  await closed.close();
  expect(new Set(statuses)).toEqual(new Set([401]));
});

test.each(ROLE_NAMES)("%s: own objects, and no route that is not theirs", async (role) => {
  const wrong: string[] = [];
  for (const operation of operations) {
    const { method, path, access } = operation;
    const status = await ask(ownGrant(role), operation);
    const refused = [401, 403, 404].includes(status);
    const asExpected = allows(access, role) ? !refused : status === 403;
    if (!asExpected) wrong.push(`${method} ${path}: ${status}`);
  }
  expect(wrong).toEqual([]);
});

test.each(ROLE_NAMES)("%s: what is another's does not exist", async (role) => {
  const wrong: string[] = [];
  for (const operation of operations) {
    const { method, path, access } = operation;
    if (typeof access === "string" || !access.includes(role) || !path.includes("{city}")) continue;
    const grant = foreignGrant(role, path);
    if (grant === null) continue;
    const status = await ask(grant, operation);
    if (status !== 404) wrong.push(`${method} ${path}: ${status}`);
  }
  expect(wrong).toEqual([]);
});
