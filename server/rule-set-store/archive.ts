/** @module A rule set as a folder in a zip file, out and in; the same files always make the same bytes. */
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { ZipFile as ZipWriter } from "yazl";
import { MAX_FILE_BYTES, MAX_SET_BYTES } from "../rule-files.ts";
import { isRuleFileName, type RuleFiles } from "./rule-set-files.ts";

const MAX_ENTRIES = 500;
/** The earliest moment that a zip file can name: archives tell no time of their own. */
const NO_TIME = new Date(1980, 0, 1);

/** @param folder name of the folder inside the archive */
export async function packFiles(
  files: RuleFiles,
  folder: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipWriter();
  for (const path of [...files.keys()].sort()) {
    zip.addBuffer(Buffer.from(files.get(path) ?? "", "utf8"), `${folder}/${path}`, {
      mtime: NO_TIME,
      mode: 0o100644,
      forceDosTimestamp: true,
    });
  }
  zip.end();
  return new Uint8Array(await buffer(zip.outputStream as Readable));
}

export type UnpackFault =
  | { readonly code: "not_a_zip" }
  | { readonly code: "too_many_files"; readonly maximum: number }
  | { readonly code: "file_too_large"; readonly file: string; readonly maximum: number }
  | { readonly code: "unexpected_file"; readonly file: string };

export type Unpacked =
  | { readonly ok: true; readonly files: RuleFiles }
  | { readonly ok: false; readonly fault: UnpackFault };

/** Reads a zip file of one rule set; its files may stand in one folder or at the top. */
export async function unpackFiles(bytes: Uint8Array): Promise<Unpacked> {
  const fault = (one: UnpackFault): Unpacked => ({ ok: false, fault: one });
  let zip: ZipFile;
  try {
    zip = await yauzl.fromBufferPromise(Buffer.from(bytes), {
      lazyEntries: true,
      validateEntrySizes: true,
    });
  } catch {
    return fault({ code: "not_a_zip" });
  }
  if (zip.entryCount > MAX_ENTRIES) return fault({ code: "too_many_files", maximum: MAX_ENTRIES });
  const files = new Map<string, string>();
  let total = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName;
      if (name.endsWith("/")) continue;
      const path = /^(?:[^/]+\/)?((?:cases\/)?[^/]+)$/.exec(name)?.[1] ?? name;
      const inner = name.startsWith("cases/") ? name : path;
      if (!isRuleFileName(inner)) {
        if (/(^|\/)(\.|README|__MACOSX)/.test(name)) continue;
        return fault({ code: "unexpected_file", file: name });
      }
      total += entry.uncompressedSize;
      if (entry.uncompressedSize > MAX_FILE_BYTES || total > MAX_SET_BYTES) {
        return fault({ code: "file_too_large", file: name, maximum: MAX_FILE_BYTES });
      }
      files.set(inner, await textOf(zip, entry));
    }
  } catch {
    return fault({ code: "not_a_zip" });
  } finally {
    zip.close();
  }
  return { ok: true, files };
}

async function textOf(zip: ZipFile, entry: Entry): Promise<string> {
  const stream = await zip.openReadStreamPromise(entry);
  return (await buffer(stream)).toString("utf8");
}
