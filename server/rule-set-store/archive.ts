/** @module A rule set as a folder in a zip file, out and in; the same files always make the same bytes. */
import { MAX_FILE_BYTES, MAX_SET_BYTES } from "../rule-files/rule-files.ts";
import { storableText } from "../text/storable.ts";
import { readZip, ZipFault } from "../zip/read-zip.ts";
import { writeZip } from "../zip/write-zip.ts";
import { isRuleFileName, type RuleFiles } from "./rule-set-files.ts";

const LIMITS = { members: 500, member: MAX_FILE_BYTES, total: MAX_SET_BYTES };

/** @param folder name of the folder inside the archive */
export function packFiles(files: RuleFiles, folder: string): Promise<Uint8Array<ArrayBuffer>> {
  const members = [...files].map(([path, text]) => [`${folder}/${path}`, text] as const);
  return writeZip(members, { compress: true });
}

export type UnpackFault =
  | { readonly code: ZipFault["code"]; readonly [fact: string]: string | number }
  | { readonly code: "unexpected_file" | "not_text"; readonly file: string };

export type Unpacked =
  | { readonly ok: true; readonly files: RuleFiles }
  | { readonly ok: false; readonly fault: UnpackFault };

/** Reads a zip file of one rule set; its files may stand in one folder or at the top. */
export async function unpackFiles(bytes: Uint8Array): Promise<Unpacked> {
  const files = new Map<string, string>();
  try {
    for await (const { name, bytes: content } of readZip(bytes, LIMITS, isNoBystander)) {
      const inner = innerName(name);
      if (!isRuleFileName(inner))
        return { ok: false, fault: { code: "unexpected_file", file: name } };
      const text = storableText(content);
      if (text === null) return { ok: false, fault: { code: "not_text", file: name } };
      files.set(inner, text);
    }
  } catch (error) {
    if (error instanceof ZipFault)
      return { ok: false, fault: { code: error.code, ...error.facts } };
    throw error;
  }
  return { ok: true, files };
}

function innerName(name: string): string {
  if (name.startsWith("cases/")) return name;
  return /^(?:[^/]+\/)?((?:cases\/)?[^/]+)$/.exec(name)?.[1] ?? name;
}

/** False for what systems and people put beside the files. */
function isNoBystander(name: string): boolean {
  return isRuleFileName(innerName(name)) || !/(^|\/)(\.|README|__MACOSX)/.test(name);
}
