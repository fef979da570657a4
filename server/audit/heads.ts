/**
 * @module Where every chain of the audit trail stood at a moment, as a small file for the auditor to keep elsewhere. Who
 * rewrites a chain from some row on can make it whole in itself, but not so that it goes through a head kept elsewhere.
 *
 * NDJSON: a first line, one line a chain, and a last line with the signature over all bytes before it, which openssl
 * checks as well as this program does (deploy/README.md).
 */
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import { ENGINE_VERSION } from "../../engine/version.ts";
import type { Database } from "../storage/store.ts";
import type { SigningKey } from "./signing-key.ts";

const FORMAT = "chengping-audit-heads/1";

export interface Head {
  readonly chain: string;
  /** Number and hash of its last row. */
  readonly number: number;
  readonly hash: string;
}

export interface HeadsFile {
  /** ISO text. */
  readonly at: string;
  readonly heads: readonly Head[];
  /** What the signature is over. */
  readonly signed: string;
  readonly key: string | null;
  /** Base64. */
  readonly signature: string | null;
}

export function readHeads(db: Database): Promise<Head[]> {
  return db
    .selectFrom("audit_head")
    .select(["chain", "number", "hash"])
    .where("number", ">", 0)
    .orderBy("chain")
    .execute();
}

/** @param key null for heads that only prove as much as the place where they are kept */
export function writeHeads(at: Date, heads: readonly Head[], key: SigningKey | null): string {
  const first = {
    format: FORMAT,
    at: at.toISOString(),
    chains: heads.length,
    version: ENGINE_VERSION,
  };
  const lines = [first, ...heads].map((line) => `${canonicalJson({ ...line })}\n`).join("");
  const last = { key: key?.id ?? null, signature: key?.sign(lines) ?? null };
  return `${lines}${canonicalJson(last)}\n`;
}

/** Null for what is no such file, or not whole. */
export function parseHeads(text: string): HeadsFile | null {
  const end = text.lastIndexOf("\n", text.length - 2) + 1;
  const lines = text.trimEnd().split("\n").map(parseLine);
  const { format, at, chains } = (lines[0] ?? {}) as Members;
  const { key, signature } = (lines.at(-1) ?? {}) as Members;
  const heads = lines.slice(1, -1).filter(isHead);
  if (
    format !== FORMAT ||
    typeof at !== "string" ||
    chains !== heads.length ||
    lines.length !== heads.length + 2 ||
    !isTextOrNull(key) ||
    !isTextOrNull(signature)
  )
    return null;
  return { at, heads, signed: text.slice(0, end), key, signature };
}

type Members = { readonly [name: string]: unknown };

function parseLine(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isHead(line: unknown): line is Head {
  const { chain, number, hash } = (line ?? {}) as Members;
  return typeof chain === "string" && Number.isSafeInteger(number) && typeof hash === "string";
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === "string";
}
