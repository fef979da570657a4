/**
 * One of those who write while the service is killed: asks, waits, notes what was acknowledged. A request without an
 * answer is sent again with the same key until it has one, as a client of the product should.
 */
import { randomUUID } from "node:crypto";
import type { Agent } from "node:http";
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import { hashText } from "../../server/rule-set-store/rule-set-files.ts";
import { type Sending, type Sent, sendOver } from "../support/http-client.ts";
import { LIVE_FIGURES, LIVE_ITEM, type LivePerson } from "../support/live-round.ts";
import type { Entry, Ledger } from "./ledger.ts";

export type Role = "clerk" | "clerk with evidence" | "office";

interface Request {
  readonly sending: Sending;
  readonly key: string;
  /** What the ledger says of it once it is acknowledged. */
  readonly entry: (sent: Sent) => Omit<Entry, "actor" | "key">;
}

export interface World {
  /** Origin of the service as it runs now; waits while it is down. */
  readonly origin: () => Promise<string>;
  readonly agent: Agent;
  readonly ledger: Ledger;
  readonly over: () => boolean;
}

export class Writer {
  /** Keys of requests that never had an answer, until they have one. */
  readonly unanswered = new Set<string>();
  acknowledged = 0;
  /** Refusals of a stale version too. */
  answered = 0;
  cut = 0;
  readonly #person: LivePerson;
  readonly #role: Role;
  readonly #world: World;
  #version = 0;
  #revision = 0;
  #turn = 0;
  #evidence: string | null = null;
  #saved = "";

  constructor(person: LivePerson, role: Role, world: World) {
    this.#person = person;
    this.#role = role;
    this.#world = world;
  }

  async run(): Promise<void> {
    while (!this.#world.over()) await this.#settle(this.#next());
  }

  /** Sends a request until it is answered, whatever happens to the service meanwhile. */
  async #settle(request: Request): Promise<void> {
    const { agent, ledger } = this.#world;
    for (;;) {
      const sent = await sendOver(agent, await this.#world.origin(), request.sending).catch(
        () => null,
      );
      if (sent === null || sent.status === 503) {
        this.cut++;
        this.unanswered.add(request.key);
        continue;
      }
      this.unanswered.delete(request.key);
      this.answered++;
      if (sent.status === 412) return this.#catchUp(sent);
      if (sent.status >= 300) throw new Error(`${request.sending.path}: ${sent.text}`);
      ledger.note({ actor: this.#person.id, key: request.key, ...request.entry(sent) });
      this.acknowledged++;
      return;
    }
  }

  /** Somebody else saved the sheet; the answer shows what is there now. */
  #catchUp({ text }: Sent): void {
    const { current } = JSON.parse(text);
    this.#version = current.version;
    this.#revision = current.revision;
    this.#saved = canonicalJson(current.body);
  }

  #next(): Request {
    const turn = this.#turn++;
    if (this.#role === "office") return this.#score();
    if (this.#role === "clerk with evidence" && turn % 4 === 0) return this.#upload(turn);
    return turn % 4 === 3 && this.#version > 0 ? this.#handIn() : this.#save(turn);
  }

  #save(turn: number): Request {
    const [part, whole] = LIVE_FIGURES;
    const body = {
      values: { [part]: turn % 60, [whole]: 60 },
      told: { [part]: { source: randomUUID() } },
      ...(this.#evidence === null ? {} : { evidence: [this.#evidence] }),
    };
    return this.#request("PUT", this.#sheet, { ifMatch: this.#version, body }, (sent) => {
      const sheet = JSON.parse(sent.text);
      this.#version = sheet.version;
      this.#saved = canonicalJson(body);
      return { kind: "save", object: this.#object, number: sheet.version, content: this.#saved };
    });
  }

  #handIn(): Request {
    return this.#request("POST", `${this.#sheet}/hand-in`, { ifMatch: this.#version }, (sent) => {
      const sheet = JSON.parse(sent.text);
      this.#version = sheet.version;
      this.#revision = sheet.revision;
      const content = this.#saved;
      return { kind: "hand_in", object: this.#object, number: this.#revision, content };
    });
  }

  #score(): Request {
    const path = `${this.#person.city}/scores`;
    return this.#request("POST", path, { body: { why: "under fire" } }, (sent) => {
      const { id, digest } = JSON.parse(sent.text);
      const object = `${this.#person.city.slice("/api/v1/".length)}/scores/${id}`;
      return { kind: "score", object, number: 0, content: digest };
    });
  }

  #upload(turn: number): Request {
    const text = `evidence ${turn} `.repeat(20_000);
    const base = `${this.#person.unit}/evidence`;
    return {
      key: randomUUID(),
      sending: {
        method: "POST",
        path: `${base}?name=list.txt`,
        cookie: this.#person.cookie,
        body: text,
        type: "application/octet-stream",
      },
      entry: (sent) => {
        this.#evidence = JSON.parse(sent.text).id;
        const object = `${base.slice("/api/v1/".length)}/${this.#evidence}`;
        return { kind: "upload", object, number: 0, content: hashText(text) };
      },
    };
  }

  #request(
    method: string,
    path: string,
    { ifMatch, body }: { readonly ifMatch?: number; readonly body?: unknown },
    entry: Request["entry"],
  ): Request {
    const key = randomUUID();
    const headers = {
      "idempotency-key": key,
      ...(ifMatch === undefined ? {} : { "if-match": `"${ifMatch}"` }),
    };
    const { cookie } = this.#person;
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    return { key, entry, sending: { method, path, cookie, headers, ...text } };
  }

  get #sheet(): string {
    return `${this.#person.unit}/sheets/${LIVE_ITEM}`;
  }

  get #object(): string {
    return this.#sheet.slice("/api/v1/".length);
  }
}
