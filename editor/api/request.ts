/** @module One request to the service, on the same address: answers as data, refusals as ApiProblem. */
import { currentLanguage } from "../messages/index.ts";
import { ApiProblem, NoConnection } from "./problem.ts";

export interface RequestOptions {
  readonly body?: unknown;
  /** Instead of `body`: sent as it stands. */
  readonly raw?: { readonly type: string; readonly content: string | Blob };
  readonly query?: { readonly [name: string]: string | undefined };
  /** Version of what the request is based on. */
  readonly ifMatch?: number;
  /** With the same key the service does the same thing once, however often it is asked. */
  readonly key?: string;
  readonly signal?: AbortSignal;
  /** Does not ask the reader to sign in again. */
  readonly quiet?: boolean;
}

export interface Reply<T> {
  readonly body: T;
  /** Number in the ETag, where there is one. */
  readonly version: number | null;
}

/** Asks the reader to sign in again; true when they did. Set by the session, which knows how. */
let signInAgain: () => Promise<boolean> = async () => false;

export function onSessionEnd(ask: () => Promise<boolean>): void {
  signInAgain = ask;
}

/** Longer than the service takes for anything: an answer that has not come by then is lost on its way. */
const PATIENCE_MS = 120_000;

/** @throws ApiProblem, NoConnection */
export async function request<T>(
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  options: RequestOptions = {},
): Promise<Reply<T>> {
  for (;;) {
    const response = await send(method, path, withPatience(options));
    if (response.ok) return readReply<T>(response);
    const problem = await readProblem(response);
    const ended = problem.code === "not_signed_in" && options.quiet !== true;
    if (!ended || !(await signInAgain())) throw problem;
  }
}

/** A large file may travel for long; who gives a signal has a patience of their own. */
function withPatience(options: RequestOptions): RequestOptions {
  if (options.signal !== undefined || options.raw?.content instanceof Blob) return options;
  return { ...options, signal: AbortSignal.timeout(PATIENCE_MS) };
}

/** A file that the service makes, with the words of the reader's language. @throws ApiProblem, NoConnection */
export async function requestFile(
  path: string,
  query: RequestOptions["query"],
  signal?: AbortSignal,
): Promise<Blob> {
  const options = { ...(query ? { query } : {}), ...(signal ? { signal } : {}) };
  for (;;) {
    const response = await send("GET", path, options);
    if (response.ok) return response.blob();
    const problem = await readProblem(response);
    if (problem.code !== "not_signed_in" || !(await signInAgain())) throw problem;
  }
}

export function apiAddress(path: string, query: RequestOptions["query"] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(given as [string, string][]).toString();
  return `/api/v1${path}${search === "" ? "" : `?${search}`}`;
}

async function send(method: string, path: string, options: RequestOptions): Promise<Response> {
  const { body, raw, query, ifMatch, key, signal } = options;
  const headers: Record<string, string> = { "accept-language": currentLanguage() };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (raw !== undefined) headers["content-type"] = raw.type;
  if (ifMatch !== undefined) headers["if-match"] = `"${ifMatch}"`;
  if (key !== undefined) headers["idempotency-key"] = key;
  const sent = raw?.content ?? (body === undefined ? undefined : JSON.stringify(body));
  try {
    return await fetch(apiAddress(path, query), {
      method,
      headers,
      credentials: "same-origin",
      ...(sent === undefined ? {} : { body: sent }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted && !isTimeout(error)) throw error;
    throw new NoConnection();
  }
}

async function readReply<T>(response: Response): Promise<Reply<T>> {
  const version = /"(\d+)"/.exec(response.headers.get("etag") ?? "")?.[1];
  const text = await readText(response);
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  return {
    body: (isJson && text !== "" ? JSON.parse(text) : text) as T,
    version: version === undefined ? null : Number(version),
  };
}

async function readText(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch {
    throw new NoConnection();
  }
}

async function readProblem(response: Response): Promise<ApiProblem> {
  const text = await readText(response);
  try {
    return new ApiProblem(response.status, JSON.parse(text));
  } catch {
    // A proxy in between, with a page of its own: it means that the service is away.
    if (response.status >= 502) throw new NoConnection();
    return new ApiProblem(response.status, {});
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === "TimeoutError";
}
