/**
 * @module Bodies of requests: never more than the limit in memory, never longer on the way than allowed, never
 * parsed before their nesting is known.
 */
import type { IncomingMessage } from "node:http";
import type { Context } from "hono";
import { tokenOf } from "../../engine/json/json-bytes.ts";
import { LastAround, readAround } from "../../engine/json/json-part.ts";
import type { JsonObject, JsonValue } from "../../engine/json/json-value.ts";
import { parseJson } from "../../engine/json/parse-json.ts";
import { jsonSentence } from "../../engine/language/sentence.ts";
import { invalid, Problem } from "../problem.ts";
import { UnreadMember } from "../scoring/unread-member.ts";
import { refuseLostCharacters, storableText } from "../text/storable.ts";

/** Bytes of a request's body; the contract's table of limits. */
export const MAX_BODY_BYTES = 1_048_576;

/** Milliseconds that a body in memory may take to come in, and an upload that streams. */
const BODY_MS = 60_000;
const UPLOAD_MS = 300_000;
/** Milliseconds between two pieces of a batch, which may take long as a whole. */
const PIECE_MS = 60_000;

/** A member that is left as it came, and its name as it stands in a body. */
export interface MemberToLeave {
  readonly name: string;
  readonly token: Uint8Array;
  readonly last: LastAround;
}

export function memberToLeave(name: string): MemberToLeave {
  return { name, token: tokenOf(name), last: new LastAround() };
}

/**
 * @param maximum bytes
 * @param unread left as it came, where the body is plain
 * @throws Problem 413, 415 or 400 with the line and column
 */
export async function readJsonBody(
  context: Context,
  {
    maximum = MAX_BODY_BYTES,
    unread,
  }: { readonly maximum?: number; readonly unread?: MemberToLeave | undefined } = {},
): Promise<unknown> {
  const type = context.req.header("content-type") ?? "";
  if (type !== "" && !/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new Problem("unsupported_media_type", { expected: "application/json" });
  }
  const bytes = await readLimited(context, maximum);
  if (unread === undefined) return readJson(bytes);
  const { name, token, last } = unread;
  const around = readAround(bytes, token, last);
  if (around === undefined) return readJson(bytes);
  const whole = (): unknown => (readJson(bytes) as JsonObject)[name];
  return { ...around.members, [name]: new UnreadMember(around.part, whole) };
}

/** @throws Problem 400 with the line and column, 422 for characters that would be lost */
function readJson(bytes: Buffer): JsonValue {
  const text = bytes.toString("utf8");
  const parsed = parseJson(text, { inexactNumbers: "keep" });
  if (parsed.ok) {
    refuseLostCharacters(text, parsed.value);
    return parsed.value;
  }
  const { problem } = parsed;
  throw new Problem("malformed_json", (language) => ({
    detail: jsonSentence(problem, language),
    issues: [{ severity: "error", ...problem }],
  }));
}

/** Stopped at the limit while it streams in. */
async function readLimited(context: Context, maximum: number): Promise<Buffer> {
  const declared = Number(context.req.header("content-length") ?? "0");
  if (declared > maximum) throw new Problem("too_large", { maximum });
  // What @hono/node-server hands over spares a web stream per request; requests made in tests have none.
  const { incoming } = (context.env ?? {}) as { incoming?: IncomingMessage };
  // The parser calls as soon as it has the headers; a body that came with them is there once it is through.
  await undefined;
  if (incoming?.complete) return readComplete(incoming, maximum);
  if (incoming !== undefined) return readIncoming(incoming, maximum);
  return readWeb(context.req.raw, maximum);
}

async function readWeb({ body }: Request, maximum: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of inTime(body, { whole: BODY_MS })) {
    size += chunk.length;
    if (size > maximum) throw new Problem("too_large", { maximum });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The same of a message that is there as a whole, as most are: it came with its headers. */
function readComplete(incoming: IncomingMessage, maximum: number): Buffer {
  if (incoming.readableLength > maximum) throw new Problem("too_large", { maximum });
  return (incoming.read() as Buffer | null) ?? Buffer.alloc(0);
}

/** The same of one that is still coming in. */
function readIncoming(incoming: IncomingMessage, maximum: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise<Buffer>((resolve, reject) => {
    const late = setTimeout(() => end(new Problem("too_slow")), BODY_MS);
    const end = (problem: Problem | null): void => {
      clearTimeout(late);
      incoming.off("data", take).off("end", whole).off("close", cut);
      if (problem === null) resolve(joined(chunks));
      else {
        incoming.pause();
        reject(problem);
      }
    };
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      chunks.push(chunk);
      if (size > maximum) end(new Problem("too_large", { maximum }));
    };
    const whole = (): void => end(null);
    const cut = (): void => end(new Problem("too_slow"));
    incoming.on("data", take).on("end", whole).on("close", cut);
  });
}

/** Most bodies come in one piece, which is taken as it is. */
function joined(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks;
  return first !== undefined && chunks.length === 1 ? first : Buffer.concat(chunks);
}

/** Pieces of an upload, which must be in within minutes. */
export function readUpload({ body }: Request): AsyncIterable<Uint8Array> {
  return inTime(body, { whole: UPLOAD_MS });
}

/** Pieces of a batch: as long as they keep coming. */
export function readStream({ body }: Request): AsyncIterable<Uint8Array> {
  return inTime(body, { piece: PIECE_MS });
}

/**
 * Who sends a byte a minute does not hold a connection, a transaction or memory.
 *
 * @throws Problem 408
 */
export async function* inTime(
  body: ReadableStream<Uint8Array> | null,
  { whole, piece }: { readonly whole?: number; readonly piece?: number },
): AsyncGenerator<Uint8Array> {
  if (body === null) return;
  const reader = body.getReader();
  const end = whole === undefined ? Number.POSITIVE_INFINITY : performance.now() + whole;
  let ended = false;
  try {
    for (;;) {
      const left = Math.min(end - performance.now(), piece ?? Number.POSITIVE_INFINITY);
      const { done, value } = await withinTime(reader.read(), left);
      if (done) {
        ended = true;
        return;
      }
      yield value;
    }
  } finally {
    if (!ended) await reader.cancel().catch(() => {});
  }
}

async function withinTime<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Problem("too_slow")), Math.max(ms, 0));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * A body that is kept as text, to the byte.
 *
 * @throws Problem 413, 415; 422 where the bytes are no UTF-8
 */
export async function readText(
  context: Context,
  types: readonly string[],
  maximum: number,
): Promise<string> {
  const text = storableText(await readBytes(context, types, maximum));
  if (text === null) throw invalid("", "invalid_character", { expected: "UTF-8" });
  return text;
}

/**
 * Bytes of a body that is not JSON, held in memory.
 *
 * @throws Problem 413, 415
 */
export async function readBytes(
  context: Context,
  types: readonly string[],
  maximum: number,
): Promise<Buffer> {
  const type = (context.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (!types.includes(type)) throw new Problem("unsupported_media_type", { expected: types });
  return readLimited(context, maximum);
}
