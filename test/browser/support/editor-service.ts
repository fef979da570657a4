/** The service as a browser meets it: a port on loopback, the shipped rule sets, people with roles. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { change } from "../../../server/changes/change.ts";
import { listen } from "../../../server/http/listen.ts";
import { invite } from "../../../server/people/people.ts";
import type { Role } from "../../../server/people/roles.ts";
import {
  type Client,
  startTestService,
  type TestOptions,
  type TestService,
} from "../../support/test-service.ts";

export interface EditorService {
  readonly service: TestService;
  /** `http://127.0.0.1:…` */
  readonly address: string;
  /** Somebody new with these roles, signed in; their `cookie` opens a page, `send` talks to the API. */
  person(...roles: readonly Role[]): Promise<Client>;
  /** Somebody new who can sign in on the page. */
  personWithPassword(password: string, ...roles: readonly Role[]): Promise<Client>;
  /** A draft as the analyst would make it on the start page; its id. */
  draft(by: Client, options: { readonly ruleSet: string; readonly name: string }): Promise<string>;
  close(): Promise<void>;
}

/** The rule set that ships; drafts of journeys are based on it. */
export const SHIPPED = "cn-smart-city-2018";

/** @param options settings such as `onePerson`, where a single person publishes */
export async function startEditorService(options: TestOptions = {}): Promise<EditorService> {
  // Cookies end by the browser's clock, so the service goes by the same.
  const service = await startTestService({ clock: () => new Date(), ...options });
  const server = await listen(service.app, { port: 0, host: "127.0.0.1" });
  const { port } = server.address() as AddressInfo;
  const address = `http://127.0.0.1:${port}`;
  return {
    service,
    address,
    person: (...roles) => service.signedIn(...roles),
    async personWithPassword(password, ...roles) {
      const person = await service.signedIn(...roles);
      const origin = { actor: "test", address: "127.0.0.1", request: "test" };
      const { store, clock } = service.services;
      const secret = await change(store, clock, { origin }, (changing) =>
        invite(changing, person.id),
      );
      const reply = await service.nobody.send("POST", "/session/invitation", {
        body: { secret, password },
      });
      if (reply.status !== 204) throw new Error(reply.text);
      return person;
    },
    async draft(by, { ruleSet, name }) {
      const made = await by.send("POST", "/drafts", { body: { basedOn: SHIPPED, ruleSet, name } });
      if (made.status !== 201) throw new Error(made.text);
      return made.json.draft.id;
    },
    async close() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
      await service.close();
    },
  };
}
