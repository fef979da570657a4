/** A service for tests: a real store of either kind, a clock that stands still, and people who are signed in. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pino from "pino";
import { inject } from "vitest";
import { change } from "../../server/changes/change.ts";
import { newId } from "../../server/changes/new-id.ts";
import { type Configuration, readConfiguration } from "../../server/configuration.ts";
import { createApp } from "../../server/http/app.ts";
import { addPerson, grant } from "../../server/people/people.ts";
import type { Grant, Role } from "../../server/people/roles.ts";
import { openSession } from "../../server/people/sessions.ts";
import type { Services } from "../../server/services.ts";
import { startServices } from "../../server/start.ts";
import type { StoreKind } from "../../server/storage/migrate.ts";
import { createDatabase } from "./postgres.ts";

export const STORES: readonly StoreKind[] = ["sqlite", "postgres"];

/** The moment at which tests begin. */
export const START = "2026-03-02T08:00:00.000Z";

export interface TestService {
  readonly services: Services;
  readonly configuration: Configuration;
  readonly app: ReturnType<typeof createApp>;
  /** Moves the clock. */
  at(moment: string): void;
  /** Somebody with these roles, signed in. */
  signedIn(...grants: readonly (Role | Grant)[]): Promise<Client>;
  readonly nobody: Client;
  /** Somebody who signed in at another service on the same store. */
  as(client: Client): Client;
  /** The same store opened again, as after a restart. */
  restarted(): Promise<TestService>;
  close(): Promise<void>;
}

export interface Client {
  readonly id: string;
  readonly name: string;
  readonly cookie: string;
  send(method: string, path: string, options?: SendOptions): Promise<Reply>;
}

export interface SendOptions {
  readonly body?: unknown;
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly type?: string;
  readonly ifMatch?: number;
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every route
  readonly json: any;
}

export interface TestOptions extends Partial<Configuration> {
  readonly store?: StoreKind;
  readonly rulesFolder?: string;
  /** Instead of the clock that stands still. */
  readonly clock?: () => Date;
}

export async function startTestService({
  store = "sqlite",
  rulesFolder,
  clock,
  ...settings
}: TestOptions = {}): Promise<TestService> {
  const folder = mkdtempSync(join(tmpdir(), "chengping-test-"));
  const databaseUrl = store === "postgres" ? await createDatabase(inject("postgresUrl")) : null;
  const configuration = {
    ...readConfiguration({}, {}),
    data: join(folder, "data"),
    databaseUrl,
    ...settings,
  };
  const removeFolder = (): void => rmSync(folder, { recursive: true, force: true });
  return open(configuration, { rulesFolder, clock, removeFolder });
}

async function open(
  configuration: Configuration,
  world: {
    readonly rulesFolder: string | undefined;
    readonly clock: (() => Date) | undefined;
    readonly removeFolder: () => void;
  },
): Promise<TestService> {
  const { rulesFolder, clock, removeFolder } = world;
  let moment = new Date(START);
  const services = await startServices(configuration, {
    clock: clock ?? (() => moment),
    log: pino({ level: "silent" }),
    ...(rulesFolder === undefined ? {} : { rulesFolder }),
  });
  const app = createApp(services);
  const client = (id: string, name: string, cookie: string): Client => ({
    id,
    name,
    cookie,
    send: async (method, path, options = {}) => {
      const { body, raw, type = "application/json", ifMatch, key, headers = {} } = options;
      const response = await app.request(path.startsWith("/api") ? path : `/api/v1${path}`, {
        method,
        headers: {
          ...(cookie === "" ? {} : { cookie }),
          "sec-fetch-site": "same-origin",
          ...(body !== undefined || raw !== undefined ? { "content-type": type } : {}),
          ...(ifMatch === undefined ? {} : { "if-match": `"${ifMatch}"` }),
          ...(key === undefined ? {} : { "idempotency-key": key }),
          ...headers,
        },
        ...(raw !== undefined
          ? { body: raw }
          : body !== undefined
            ? { body: JSON.stringify(body) }
            : {}),
      });
      const text = await response.text();
      const isJson = /json/.test(response.headers.get("content-type") ?? "");
      return {
        status: response.status,
        headers: response.headers,
        text,
        json:
          isJson && text !== "" && !/ndjson/.test(response.headers.get("content-type") ?? "")
            ? JSON.parse(text)
            : null,
      };
    },
  });
  return {
    services,
    configuration,
    app,
    at: (text) => {
      moment = new Date(text);
    },
    nobody: client("nobody", "", ""),
    as: ({ id, name, cookie }) => client(id, name, cookie),
    async signedIn(...grants) {
      const origin = { actor: "test", address: "127.0.0.1", request: "test" };
      const name = `p${newId()}`;
      const { id, secret } = await change(
        services.store,
        services.clock,
        { origin },
        async (changing) => {
          const person = await addPerson(changing, { name, displayName: name });
          for (const one of grants) {
            await grant(
              changing,
              person,
              typeof one === "string" ? { role: one, city: null, unit: null } : one,
            );
          }
          const session = await openSession(changing, person, {
            address: "127.0.0.1",
            agent: "test",
          });
          return { id: person, secret: session.secret };
        },
      );
      return client(id, name, `chengping=${secret}`);
    },
    async restarted() {
      await services.store.close();
      return open(configuration, world);
    },
    async close() {
      await services.store.close();
      removeFolder();
    },
  };
}
