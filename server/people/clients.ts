/** @module Machine clients: tokens `cp_<id>_<secret>` with roles, an end and the addresses that they may call from. */
import { BlockList, isIP } from "node:net";
import { hashSecret } from "../changes/new-id.ts";
import type { Database } from "../storage/store.ts";
import { grantsOf } from "./sessions.ts";
import type { Who } from "./who.ts";

const TOKEN = /^cp_([0-9a-z]{20})_([\w-]{43})$/;

export function tokenText(id: string, secret: string): string {
  return `cp_${id}_${secret}`;
}

/** Whose token it is; null when it is none, over, revoked, or comes from elsewhere. */
export async function clientOfToken(
  db: Database,
  token: string,
  now: Date,
  address: string,
): Promise<Who | null> {
  const [, id, secret] = TOKEN.exec(token) ?? [];
  if (id === undefined || secret === undefined) return null;
  const row = await db.selectFrom("client").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined || row.secret_hash !== hashSecret(secret)) return null;
  if (row.revoked_at !== null || Date.parse(row.expires_at) <= now.getTime()) return null;
  if (!inRanges(address, JSON.parse(row.ranges))) return null;
  return { kind: "client", id: row.id, name: row.name, grants: await grantsOf(db, row.id) };
}

/** A range is `address/bits`. */
export function isRange(text: string): boolean {
  const [address = "", bits = ""] = text.split("/");
  const family = isIP(address);
  return family !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}

function inRanges(address: string, ranges: readonly string[]): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, "");
  const list = new BlockList();
  for (const range of ranges) {
    const [base = "", bits = "0"] = range.split("/");
    list.addSubnet(base, Number(bits), isIP(base) === 6 ? "ipv6" : "ipv4");
  }
  return isIP(plain) !== 0 && list.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4");
}
