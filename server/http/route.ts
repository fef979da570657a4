/**
 * @module A route as data: what it is for, who may call it, what goes in and out. The service, the OpenAPI
 * document, the readable documentation and the tests of access are all made from the same list.
 */
import type { Static, TSchema } from "@sinclair/typebox";
import type { Context } from "hono";
import type { Language } from "../../engine/language/language.ts";
import type { ChangeRequest, Changing } from "../changes/change.ts";
import type { Decide } from "../changes/change-in-one-statement.ts";
import type { Role, Scope } from "../people/roles.ts";
import type { Who } from "../people/who.ts";
import type { Services } from "../services.ts";

/**
 * `public`: anybody; `open`: anybody, unless a setting closes it; `signed-in`: any person or client; else one of the
 * roles. Where the path names a {city} or {unit}, the role must have been given for that one.
 */
export type Access = "public" | "open" | "signed-in" | readonly Role[];

export interface Parameter {
  readonly zh: string;
  readonly en: string;
  readonly required?: true;
  readonly schema?: TSchema;
}

export type Body<S extends TSchema> =
  | {
      readonly kind: "json";
      readonly schema: S;
      readonly maximum?: number;
      /** A member that comes as an `UnreadMember` where the body is plain: whoever takes it reads it as it is. */
      readonly unread?: string;
    }
  /** Read by the route itself, as it streams in. */
  | { readonly kind: "stream"; readonly types: readonly string[]; readonly maximum: number | null };

export interface AnswerSpec {
  readonly status: 200 | 201 | 204;
  readonly type: string;
  readonly schema: TSchema;
}

export interface RouteSpec<S extends TSchema = TSchema> {
  readonly method: "get" | "post" | "put" | "delete";
  /** With {names} for parameters, below `/api/v1`. */
  readonly path: string;
  readonly zh: string;
  readonly en: string;
  readonly access: Access;
  readonly query?: { readonly [name: string]: Parameter };
  readonly body?: Body<S>;
  /** `If-Match` must name the version that a change is based on. */
  readonly conditional?: true;
  /** `Idempotency-Key` is taken. */
  readonly repeatable?: true;
  readonly answer: AnswerSpec;
  /** Codes of problems that it answers beside those that every route of its kind has. */
  readonly failures: readonly number[];
}

/** Its members are taken one by one: most are made when they are asked for, so that a spread has none of them. */
export interface RouteRequest<B = unknown> {
  readonly params: { readonly [name: string]: string };
  readonly query: { readonly [name: string]: string };
  readonly body: B;
  readonly raw: Request;
  /** For cookies and bodies that are read here; nothing else is taken from it. */
  http(): Context;
  readonly who: Who;
  readonly address: string;
  readonly language: Language;
  readonly requestId: string;
  /** True while the connection is gone. */
  readonly aborted: () => boolean;
  header(name: string): string | undefined;
  /** Version named by If-Match; the route is `conditional`. */
  ifMatch(): number;
  /** Part of the world that the path names. */
  readonly scope: Scope;
  /**
   * Runs a change in the name of who asks, with the audit trail and the request's Idempotency-Key.
   *
   * @param decide a shorter way, where it may come to one row (`change`)
   */
  change<T>(work: (changing: Changing) => Promise<T>, decide?: Decide<T>): Promise<T>;
  readonly changeRequest: ChangeRequest;
}

export type Answer =
  /** JSON that is written already. */
  | { readonly kind: "json-text"; readonly text: string | Uint8Array<ArrayBuffer> }
  | {
      readonly kind: "json";
      readonly status?: 200 | 201;
      readonly body: unknown;
      readonly headers?: { readonly [name: string]: string };
    }
  | {
      readonly kind: "empty";
      readonly status?: 204 | 304;
      readonly headers?: { readonly [name: string]: string };
    }
  | { readonly kind: "response"; readonly response: Response };

export interface Route extends RouteSpec {
  readonly handle: (request: RouteRequest<never>, services: Services) => Promise<Answer> | Answer;
}

/** Puts a handler to its description; the body's type comes from the schema. */
export function route<S extends TSchema>(
  spec: RouteSpec<S>,
  handle: (request: RouteRequest<Static<S>>, services: Services) => Promise<Answer> | Answer,
): Route {
  return { ...spec, handle: handle as Route["handle"] } as Route;
}

export function json(
  body: unknown,
  more: {
    readonly status?: 200 | 201;
    readonly headers?: { readonly [name: string]: string };
  } = {},
): Answer {
  return { kind: "json", body, ...more };
}

export const DONE: Answer = { kind: "empty", status: 204 };

/** ETag of a numbered version. */
export function versionTag(version: number): { readonly ETag: string } {
  return { ETag: `"${version}"` };
}
