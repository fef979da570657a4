/** @module Bodies of requests: never more than the limit in memory, never parsed before their nesting is known. */
import type { Context } from "hono";
import type { JsonValue } from "../../engine/json/json-value.ts";
import { parseJson } from "../../engine/json/parse-json.ts";
import { jsonSentence } from "../../engine/language/sentence.ts";
import { Problem } from "./problem.ts";

/** Bytes of a request's body; the contract's table of limits. */
export const MAX_BODY_BYTES = 1_048_576;

/** @throws Problem 413, 415 or 400 with the line and column */
export async function readJsonBody(context: Context): Promise<JsonValue> {
  const type = context.req.header("content-type") ?? "";
  if (type !== "" && !/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(type)) {
    throw new Problem(415, "unsupported_media_type");
  }
  const parsed = parseJson(await readText(context), { inexactNumbers: "keep" });
  if (parsed.ok) return parsed.value;
  const { problem } = parsed;
  throw new Problem(400, "malformed_json", (language) => ({
    detail: jsonSentence(problem, language),
    issues: [{ severity: "error", ...problem }],
  }));
}

/** The body as text, stopped at the limit while it streams in. */
async function readText(context: Context): Promise<string> {
  const declared = Number(context.req.header("content-length") ?? "0");
  const tooLarge = new Problem(413, "too_large", () => ({ maximum: MAX_BODY_BYTES }));
  if (declared > MAX_BODY_BYTES) throw tooLarge;
  const { body } = context.req.raw;
  if (body === null) return "";
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
