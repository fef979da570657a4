/** @module A request as its route sees it. What few routes ask for is made when one asks for it. */
import type { Context } from "hono";
import type { Language } from "../../engine/language/language.ts";
import { type ChangeRequest, change } from "../changes/change.ts";
import type { Scope } from "../people/roles.ts";
import type { Who } from "../people/who.ts";
import { Problem } from "../problem.ts";
import type { Services } from "../services.ts";
import type { Environment } from "./app.ts";
import type { RouteRequest } from "./route.ts";

type Words = { readonly [name: string]: string };

export interface Read {
  readonly params: Words;
  readonly query: Words;
  readonly body: unknown;
  readonly who: Who;
  readonly address: string;
  readonly idempotency: ChangeRequest["idempotency"];
}

/** Functions are given by getters, since routes take them out of the request one by one. */
export class Asked implements RouteRequest {
  readonly params: Words;
  readonly query: Words;
  readonly body: unknown;
  readonly who: Who;
  readonly address: string;
  /** Whoever takes the context may set a cookie, which then stands among its headers. */
  tookContext = false;
  readonly #idempotency: ChangeRequest["idempotency"];
  readonly #context: Context<Environment>;
  readonly #services: Services;

  constructor(read: Read, context: Context<Environment>, services: Services) {
    this.params = read.params;
    this.query = read.query;
    this.body = read.body;
    this.who = read.who;
    this.address = read.address;
    this.#idempotency = read.idempotency;
    this.#context = context;
    this.#services = services;
  }

  get raw(): Request {
    return this.#context.req.raw;
  }

  get language(): Language {
    return this.#context.get("language");
  }

  get requestId(): string {
    return this.#context.get("requestId");
  }

  get scope(): Scope {
    return { city: this.params.city, unit: this.params.unit };
  }

  get http(): () => Context {
    return () => {
      this.tookContext = true;
      return this.#context;
    };
  }

  get aborted(): () => boolean {
    return () => this.raw.signal.aborted;
  }

  get header(): (name: string) => string | undefined {
    return (name) => this.#context.req.header(name);
  }

  get ifMatch(): () => number {
    return () => versionOf(this.#context);
  }

  get changeRequest(): ChangeRequest {
    const { who, address, requestId } = this;
    const origin = { actor: who.id, address, request: requestId };
    return this.#idempotency === undefined
      ? { origin }
      : { origin, idempotency: this.#idempotency };
  }

  get change(): RouteRequest["change"] {
    const { store, clock } = this.#services;
    return (work, decide) => change(store, clock, this.changeRequest, work, decide);
  }
}

/** @throws Problem 428 where If-Match names no version */
export function versionOf(context: Context): number {
  const header = context.req.header("if-match");
  if (header === undefined) throw new Problem("precondition_required");
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header.trim())?.[1];
  if (version === undefined) {
    throw new Problem("precondition_required", { found: header.slice(0, 100), expected: '"7"' });
  }
  return Number(version);
}
