/** @module Bodies of requests: never more than the limit in memory, never parsed before their nesting is known. */
import type { Context } from "hono";
import type { JsonValue } from "../../engine/json/json-value.ts";
import { parseJson } from "../../engine/json/parse-json.ts";
import { jsonSentence } from "../../engine/language/sentence.ts";
import { Problem } from "../problem.ts";

/** Bytes of a request's body; the contract's table of limits. */
export const MAX_BODY_BYTES = 1_048_576;

/**
 * @param maximum bytes
 * @throws Problem 413, 415 or 400 with the line and column
 */
export async function readJsonBody(
  context: Context,
  maximum: number = MAX_BODY_BYTES,
): Promise<JsonValue> {
  const type = context.req.header("content-type") ?? "";
  if (type !== "" && !/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new Problem("unsupported_media_type", { expected: "application/json" });
  }
  const parsed = parseJson((await readLimited(context, maximum)).toString("utf8"), {
    inexactNumbers: "keep",
  });
  if (parsed.ok) return parsed.value;
  const { problem } = parsed;
  throw new Problem("malformed_json", (language) => ({
    detail: jsonSentence(problem, language),
    issues: [{ severity: "error", ...problem }],
  }));
}

/** Stopped at the limit while it streams in. */
async function readLimited(context: Context, maximum: number): Promise<Buffer> {
  const declared = Number(context.req.header("content-length") ?? "0");
  const tooLarge = new Problem("too_large", { maximum });
  if (declared > maximum) throw tooLarge;
  const { body } = context.req.raw;
  if (body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maximum) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
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
