/**
 * Requests drawn from the OpenAPI document itself: as it asks, nearly so, huge, deep, and in odd characters. Whatever
 * is sent, the answer is one that the document names, in the shape that it gives, and never a failure of the server.
 */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { expect, test } from "vitest";
import { ROLE_NAMES, ROLES } from "../../server/people/roles.ts";
import type { StoreKind } from "../../server/storage/migrate.ts";
import { makeSmallRound, RULE_SET, type SmallRound } from "../support/small-round.ts";
import { type Client, startTestService, type TestService } from "../support/test-service.ts";

const RUNS = Number(process.env.RANDOM_REQUESTS ?? 5_000);

interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: Schema;
  }[];
  readonly body: { readonly type: string; readonly schema: Schema } | null;
  readonly answers: ReadonlyMap<
    number,
    { readonly type: string; readonly validate: ValidateFunction } | null
  >;
}

/** One in five also goes to PostgreSQL, which takes other texts and other numbers than SQLite does. */
const PLACES = [
  { store: "sqlite", runs: RUNS },
  { store: "postgres", runs: Math.ceil(RUNS / 5) },
] as const;

let service: TestService;
let at: SmallRound;
let clients: readonly Client[];
let operations: readonly Operation[];
/** Ids of things that there are, by the name that paths have for them. */
let ids: Readonly<Record<string, string>>;

async function start(store: StoreKind): Promise<void> {
  service = await startTestService({ store });
  at = await makeSmallRound(service);
  const people = await Promise.all(
    ROLE_NAMES.map((role) => {
      const scope = ROLES[role];
      const city = scope === "unit" || scope === "city" ? "example" : null;
      return service.signedIn({ role, city, unit: scope === "unit" ? "services" : null });
    }),
  );
  clients = [service.nobody, ...people];
  const { json: made } = await at.analyst.send("POST", "/drafts", {
    body: { basedOn: RULE_SET, name: "草稿", ruleSet: "next-year" },
  });
  const { json: stored } = await at.office.send("POST", `${at.path}/scores`, {
    body: { why: "试" },
  });
  const { json: uploaded } = await at.clerk.send(
    "POST",
    `${at.path}/units/services/evidence?name=a.txt`,
    { raw: "evidence", type: "application/octet-stream" },
  );
  ids = {
    draft: made.draft.id,
    score: stored.id,
    evidence: uploaded.id,
    person: at.auditor.id,
    item: "L1P1-A1",
    save: "1",
    schema: "common.schema.json",
  };
  const response = await service.app.request("/api/v1/openapi.json");
  operations = readOperations((await response.json()) as Document);
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, RawOperation>>>>;
  readonly components: { readonly schemas: { readonly Problem: object } };
}
interface RawOperation {
  readonly parameters: Operation["parameters"];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: Schema }>>;
  };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: object }>> }>
  >;
}

function readOperations({ paths, components }: Document): readonly Operation[] {
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema({ components }, "document");
  const problem = ajv.compile(components.schemas.Problem);
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Operation => {
      const [body] = Object.entries(operation.requestBody?.content ?? {});
      return {
        method: method.toUpperCase(),
        path,
        parameters: operation.parameters,
        body: body ? { type: body[0], schema: body[1].schema } : null,
        answers: new Map(
          Object.entries(operation.responses).map(([status, { content }]) => {
            const [first] = Object.entries(content ?? {});
            if (first === undefined) return [Number(status), null];
            const [type, { schema }] = first;
            return [
              Number(status),
              { type, validate: Number(status) < 300 ? ajv.compile(schema) : problem },
            ];
          }),
        ),
      };
    }),
  );
}

const ODD = fc.constantFrom(
  "",
  " ",
  "\u0000",
  "\ud800",
  "𠮷",
  "ﷺ",
  "\u202e文",
  "’",
  "..",
  "../x",
  "constructor",
  "__proto__",
  "null",
  "NaN",
  "1e9999",
  "-0",
  "0x10",
  "９５",
  "=1+1",
  "<script>",
  "a".repeat(5_000),
  "%2e%2e",
  "2026-02-30",
  "23:59:60",
);
const ANYTHING: fc.Arbitrary<unknown> = fc.oneof(
  ODD,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(null, true, 0, -1, 1.5, 1e308, 1.2345678901234568e29, [], {}),
);

/** Values that the schema asks for; one in so many is something else. */
function valueOfSchema(schema: Schema, wrong: number): fc.Arbitrary<unknown> {
  const right = rightValue(schema, wrong);
  return wrong === 0
    ? right
    : fc.oneof({ arbitrary: right, weight: wrong }, { arbitrary: ANYTHING, weight: 1 });
}

function rightValue(schema: Schema, wrong: number): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.anyOf !== undefined)
    return fc.oneof(...schema.anyOf.map((one) => valueOfSchema(one, wrong)));
  switch (schema.type) {
    case "string":
      return textOf(schema);
    case "integer":
      return fc.integer({ min: schema.minimum ?? -3, max: 12 });
    case "number":
      return fc.double({ noNaN: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    case "array":
      return fc.array(valueOfSchema(schema.items ?? {}, wrong), { maxLength: 4 });
    case "object": {
      const record = Object.values(schema.patternProperties ?? {})[0];
      if (record !== undefined)
        return fc.dictionary(fc.oneof(KNOWN, ODD, fc.string()), valueOfSchema(record, wrong), {
          maxKeys: 4,
        });
      const members = Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, one]) => [
          name,
          valueOfSchema(one, wrong),
        ]),
      );
      const required = [...(schema.required ?? [])].filter((name) => name in members);
      return fc.record(members, { requiredKeys: required });
    }
    default:
      return ANYTHING;
  }
}

/** Ids that there are, so that requests get past the first look-up. */
const KNOWN = fc.constantFrom(
  RULE_SET,
  "spring",
  "example",
  "services",
  "transport",
  "office",
  "L1P1-A1",
  "L1P1-A2",
  "L8P1",
  "eCertItems",
  "itemsTotal",
  "surveyScore",
  "next-year",
  "common.schema.json",
);

function textOf({ format, pattern, maxLength = 200 }: Schema): fc.Arbitrary<string> {
  if (format === "date-time")
    return fc.constantFrom(
      "2026-03-05T00:00:00Z",
      "2026-04-01T08:00:00+08:00",
      "2016-12-31T23:59:60Z",
    );
  if (format === "date") return fc.constantFrom("2026-12-31", "2024-02-29");
  if (pattern?.startsWith("^sha256")) return fc.constant(`sha256:${"0".repeat(64)}`);
  if (pattern?.includes("a-z0-9"))
    return fc.oneof(KNOWN, fc.stringMatching(/^[a-z0-9][a-z0-9_-]{0,20}$/));
  if (pattern?.includes("\\d{1,9}")) return fc.constantFrom("0", "7", "999999999");
  return fc.oneof(KNOWN, fc.string({ unit: "grapheme", maxLength: Math.min(maxLength, 60) }));
}

const DEEP = `${'{"values":'.repeat(200)}1${"}".repeat(200)}`;
const HUGE = `{"values":{"eCertItems":"${"9".repeat(1_100_000)}"}}`;

function requestOf(operation: Operation): fc.Arbitrary<{
  readonly url: string;
  readonly body: string | null;
  readonly type: string;
  readonly ifMatch: string | null;
  readonly key: string | null;
  readonly client: number;
}> {
  const place = fc.record(
    Object.fromEntries(
      operation.parameters
        .filter((one) => one.in === "path")
        .map(({ name }) => [
          name,
          fc.oneof({ arbitrary: segmentOf(name), weight: 12 }, { arbitrary: ODD, weight: 1 }),
        ]),
    ),
  );
  const query = fc.record(
    {
      ...Object.fromEntries(
        operation.parameters
          .filter((one) => one.in === "query")
          .map(({ name, schema }) => [name, valueOfSchema(schema, 8)]),
      ),
      unknown: ODD,
    },
    { requiredKeys: [] },
  );
  const json =
    operation.body?.type === "application/json" && operation.body.schema.type !== "string"
      ? fc.oneof(
          {
            arbitrary: valueOfSchema(operation.body.schema, 0).map((one) => JSON.stringify(one)),
            weight: 6,
          },
          {
            arbitrary: valueOfSchema(operation.body.schema, 6).map(
              (one) => JSON.stringify(one) ?? "",
            ),
            weight: 5,
          },
          {
            arbitrary: fc.constantFrom(DEEP, HUGE, "{", "", "[1,]", '{"a":1,"a":2}', "\ufeff{}"),
            weight: 1,
          },
        )
      : fc.oneof(ODD, fc.string());
  return fc
    .record({
      place,
      query: fc.option(query, { freq: 3 }),
      body: json,
      type: fc.oneof(
        { arbitrary: fc.constant(operation.body?.type ?? "application/json"), weight: 12 },
        {
          arbitrary: fc.constantFrom("text/html", "application/json; charset=utf-8", "x"),
          weight: 1,
        },
      ),
      ifMatch: fc.oneof(
        fc.integer({ min: 0, max: 9 }).map((one) => `"${one}"`),
        fc.constantFrom(null, "*", '"x"'),
      ),
      key: fc.option(fc.constantFrom("a", "b", "c", "键"), { freq: 3 }),
      client: fc.nat(clients.length - 1),
    })
    .map((drawn) => {
      const path = operation.path.replace(/\{(\w+)\}/g, (_, name) =>
        encodeURIComponent(toWellFormed(String(drawn.place[name]))),
      );
      const asked = new URLSearchParams();
      for (const [name, value] of Object.entries(drawn.query ?? {})) {
        if (name !== "unknown" || drawn.client % 3 === 0) asked.append(name, String(value));
      }
      const search = asked.size > 0 ? `?${asked}` : "";
      return {
        ...drawn,
        url: `${path}${search}`,
        body: operation.body === null ? null : drawn.body,
      };
    });
}

/** A URL resolves two dots before anything is sent, which would be another route. */
function toWellFormed(text: string): string {
  if (text === "..") return "...";
  return text.replace(/[\ud800-\udfff]/g, "?");
}

function segmentOf(name: string): fc.Arbitrary<string> {
  switch (name) {
    case "round":
      return fc.constant("spring");
    case "city":
      return fc.constant("example");
    case "unit":
      return fc.constantFrom("services", "office");
    case "id":
      return fc.constantFrom(RULE_SET, "nothing", `${RULE_SET}@sha256:${"0".repeat(64)}`);
    default:
      return fc.oneof(
        { arbitrary: fc.constant(ids[name] ?? "1"), weight: 4 },
        { arbitrary: KNOWN, weight: 1 },
      );
  }
}

test.each(PLACES)(
  "$runs requests from the document's own grammar, on $store",
  async (place) => {
    await start(place.store);
    const drawn = fc.nat(operations.length - 1).chain((index) => {
      // By its number, so that a failure names the request and not the whole document.
      return requestOf(operations[index] as Operation).map((request) => ({ index, request }));
    });
    const seen = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(drawn, async ({ index, request }) => {
        const operation = operations[index] as Operation;
        const client = clients[request.client] as Client;
        const headers: Record<string, string> = {
          "sec-fetch-site": "same-origin",
          "content-type": request.type,
        };
        if (client.cookie !== "") headers.cookie = client.cookie;
        if (request.ifMatch !== null) headers["if-match"] = request.ifMatch;
        if (request.key !== null && /^[\x20-\x7e]+$/.test(request.key))
          headers["idempotency-key"] = request.key;
        const response = await service.app.request(request.url, {
          method: operation.method,
          headers,
          ...(request.body === null || operation.method === "GET" ? {} : { body: request.body }),
        });
        const text = await response.text();
        seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
        const told = `${operation.method} ${request.url} ${request.body?.slice(0, 300)} → ${response.status} ${text.slice(0, 300)}`;
        // An odd segment may lead to another route, or to none.
        const declared = operation.answers.get(response.status);
        if (declared === undefined) throw new Error(`not in the document: ${told}`);
        if (declared === null || response.status === 304) return;
        const type = response.headers.get("content-type") ?? "";
        if (!type.startsWith(declared.type)) throw new Error(`type ${type}: ${told}`);
        if (!/json$/.test(declared.type) || declared.type === "application/x-ndjson") return;
        if (!declared.validate(JSON.parse(text))) {
          throw new Error(`${JSON.stringify(declared.validate.errors?.slice(0, 3))}: ${told}`);
        }
      }),
      { numRuns: place.runs, endOnFailure: true },
    );
    expect([...seen.values()].reduce((sum, count) => sum + count, 0)).toBe(place.runs);
    // Both sides were visited: what is taken, and what is refused for its form, its rights and its state.
    const visited = place.store === "sqlite" ? [200, 401, 403, 404, 415, 422, 428] : [200, 422];
    for (const status of visited) {
      expect([status, (seen.get(status) ?? 0) > 0]).toEqual([status, true]);
    }
    await service.close();
  },
  3_600_000,
);
