/**
 * @module Evidence: kept in the database in pieces, so that a file and the sheet that names it are one transaction,
 * one backup, and the same on every server. A piece is never larger than one network buffer or two.
 */
import { createHash } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import type { Changing } from "../changes/change.ts";
import { newId } from "../changes/new-id.ts";
import { Problem } from "../problem.ts";
import type { Database } from "../storage/store.ts";

export const MAX_EVIDENCE_BYTES = 26_214_400;
const PIECE_BYTES = 262_144;
/** What a type can be told by stands in the first bytes. */
const HEAD_BYTES = 4_100;

/** Types that are taken, by what the bytes say; documents of offices are zip files with a name of their own. */
const TYPES: { readonly [mime: string]: readonly string[] } = {
  "application/pdf": ["pdf"],
  "image/png": ["png"],
  "image/jpeg": ["jpg", "jpeg"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ["docx"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ["xlsx"],
  "application/vnd.openxmlformats-officedocument.presentationml.presentation": ["pptx"],
  "application/zip": ["ofd", "docx", "xlsx", "pptx"],
  "application/x-cfb": ["doc", "xls", "ppt", "wps", "et"],
};
const TEXT_NAMES = ["txt", "csv"];

export interface Upload {
  readonly id: string;
  readonly hash: string;
  readonly size: number;
  readonly mediaType: string;
}

/**
 * Takes a file as it streams in.
 *
 * @param record names it once its pieces are in the store
 * @throws Problem 413, 415, or what `record` throws; the pieces written so far are removed
 */
export async function takeUpload(
  db: Database,
  name: string,
  body: AsyncIterable<Uint8Array>,
  now: Date,
  record: (upload: Upload) => Promise<unknown>,
): Promise<Upload> {
  const id = newId();
  const at = now.toISOString();
  const hash = createHash("sha256");
  let size = 0;
  let number = 0;
  let pending: Buffer = Buffer.alloc(0);
  let mediaType: string | null = null;
  const write = async (piece: Buffer): Promise<void> => {
    await db
      .insertInto("evidence_chunk")
      .values({ evidence: id, number: number++, bytes: piece, at })
      .execute();
  };
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > MAX_EVIDENCE_BYTES)
        throw new Problem("too_large", { maximum: MAX_EVIDENCE_BYTES });
      hash.update(chunk);
      pending = Buffer.concat([pending, chunk]);
      if (mediaType === null && pending.length >= HEAD_BYTES)
        mediaType = await typeOf(name, pending);
      while (pending.length >= PIECE_BYTES) {
        await write(pending.subarray(0, PIECE_BYTES));
        pending = pending.subarray(PIECE_BYTES);
      }
    }
    mediaType ??= await typeOf(name, pending);
    if (pending.length > 0) await write(pending);
    const upload = { id, hash: `sha256:${hash.digest("hex")}`, size, mediaType };
    await record(upload);
    return upload;
  } catch (error) {
    await removePieces(db, id);
    throw error;
  }
}

/** Names an upload whose pieces are in the store; nothing links it yet. */
export async function recordUpload(
  { trx, now, by, note }: Changing,
  place: { readonly round: string; readonly city: string; readonly unit: string },
  { id, hash, size, mediaType }: Upload,
  name: string,
): Promise<void> {
  await trx
    .insertInto("evidence")
    .values({
      id,
      ...place,
      hash,
      name,
      size,
      media_type: mediaType,
      state: "pending",
      by_person: by,
      at: now,
    })
    .execute();
  note({
    chain: `city/${place.city}`,
    action: "evidence.upload",
    object: `rounds/${place.round}/cities/${place.city}/units/${place.unit}/evidence/${id}`,
    facts: { hash, size },
  });
}

async function removePieces(db: Database, evidence: string): Promise<void> {
  await db.deleteFrom("evidence_chunk").where("evidence", "=", evidence).execute();
}

/** The file as it streams out; no piece is read before it is asked for. */
export function streamPieces(db: Database, evidence: string): ReadableStream<Uint8Array> {
  const pieces = readPieces(db, evidence);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
}

/** The file in its pieces, one at a time. */
export async function* readPieces(db: Database, evidence: string): AsyncGenerator<Uint8Array> {
  for (let number = 0; ; number++) {
    const row = await db
      .selectFrom("evidence_chunk")
      .select("bytes")
      .where("evidence", "=", evidence)
      .where("number", "=", number)
      .executeTakeFirst();
    if (row === undefined) return;
    yield row.bytes;
  }
}

/** Removes uploads that no sheet named within a day, files taken out of a notice, and pieces that belong to neither. */
export async function sweepUploads(db: Database, now: Date): Promise<number> {
  const before = new Date(now.getTime() - 86_400_000).toISOString();
  const old = await db
    .selectFrom("evidence")
    .select("id")
    .where("state", "in", ["pending", "removed"])
    .where("at", "<", before)
    .execute();
  for (const { id } of old) {
    await removePieces(db, id);
    await db.deleteFrom("evidence").where("id", "=", id).where("state", "<>", "linked").execute();
  }
  const takenOut = await db
    .selectFrom("notice_file")
    .select("id")
    .where("state", "=", "removed")
    .where("at", "<", before)
    .execute();
  for (const { id } of takenOut) {
    await removePieces(db, id);
    await db.deleteFrom("notice_file").where("id", "=", id).execute();
  }
  // Pieces of an upload that broke off with its server; those of today may still be on their way.
  await db
    .deleteFrom("evidence_chunk")
    .where((is) => is.or([is("at", "is", null), is("at", "<", before)]))
    .where("evidence", "not in", db.selectFrom("evidence").select("id"))
    .where("evidence", "not in", db.selectFrom("notice_file").select("id"))
    .execute();
  return old.length;
}

/** @throws Problem 415: what the bytes are is not taken, or is not what the name says */
async function typeOf(name: string, head: Buffer): Promise<string> {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? "";
  const found = await fileTypeFromBuffer(head);
  const refused = (): Problem =>
    new Problem("unsupported_media_type", {
      name,
      found: found?.mime ?? "unknown",
      expected: [...new Set([...Object.values(TYPES).flat(), ...TEXT_NAMES])],
    });
  if (found === undefined) {
    if (TEXT_NAMES.includes(extension) && !head.includes(0)) return "text/plain";
    throw refused();
  }
  if (!TYPES[found.mime]?.includes(extension)) throw refused();
  return found.mime;
}
