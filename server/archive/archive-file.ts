/**
 * @module The archive as one file: a zip that stores its members as they are, so that the same round always makes the
 * same bytes and any changed byte is found, with a manifest that names every member and its hash.
 */
import { createHash } from "node:crypto";
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import type { JsonValue } from "../../engine/json/json-value.ts";
import { ENGINE_VERSION } from "../../engine/version.ts";
import { loadRuleFiles } from "../rule-files/rule-files.ts";
import { writeZip } from "../zip/write-zip.ts";
import { ARCHIVE_FORMAT, type ArchiveContents, CITY_DOCUMENTS } from "./contents.ts";
import { noticeText } from "./notice-text.ts";

export const MANIFEST = "manifest.json";

export interface Manifest {
  readonly format: number;
  readonly product: "chengping";
  /** Version of the program that wrote it. */
  readonly version: string;
  readonly round: string;
  readonly cities: readonly string[];
  readonly members: { readonly [path: string]: { readonly size: number; readonly hash: string } };
}

const ABOUT = `城评归档 / Archive of a round

本文件含规则原文、通知摘录、各单位填报与历次修订、统筹决定、佐证材料的哈希、审计记录与得分。
用 chengping verify 文件名 核验：无需网络与数据库，逐一比对哈希、重算全部得分、核对审计链。
人员只以编号出现；佐证材料本身仍存于系统。

Rules, passages of the notice, sheets with every revision, decisions, hashes of evidence, audit rows and scores.
"chengping verify FILE" checks it without network or database: hashes, every score computed again, the audit chain.
People appear by id alone; the evidence itself stays in the system.
`;

export async function packArchive(contents: ArchiveContents): Promise<Uint8Array<ArrayBuffer>> {
  const members = new Map<string, string>([["README.txt", ABOUT]]);
  members.set("round.json", documentText(contents.round));
  for (const [hash, files] of contents.ruleSets) {
    const folder = ruleSetFolder(hash);
    for (const [path, text] of files) members.set(`${folder}/${path}`, text);
    const loaded = loadRuleFiles(files);
    if (loaded.ok) members.set(`notices/${digits(hash)}.md`, noticeText(loaded.prepared));
  }
  for (const [city, documents] of contents.cities) {
    for (const name of CITY_DOCUMENTS)
      members.set(cityMember(city, name), documentText(documents[name]));
  }
  const manifest: Manifest = {
    format: ARCHIVE_FORMAT,
    product: "chengping",
    version: ENGINE_VERSION,
    round: contents.round.round.id,
    cities: [...contents.cities.keys()],
    members: Object.fromEntries(
      [...members].map(([path, text]) => [
        path,
        { size: Buffer.byteLength(text), hash: hashBytes(text) },
      ]),
    ),
  };
  members.set(MANIFEST, documentText(manifest));
  return writeZip(members, { compress: false });
}

export function cityMember(city: string, name: (typeof CITY_DOCUMENTS)[number]): string {
  return `cities/${city}/${name}.json`;
}

export function ruleSetFolder(hash: string): string {
  return `rule-sets/${digits(hash)}`;
}

export function hashBytes(content: string | Uint8Array): string {
  return `sha256:${createHash("sha256").update(content).digest("hex")}`;
}

function digits(hash: string): string {
  return hash.replace(/^sha256:/, "");
}

/** The same content has the same text; indented, since people read it too. */
function documentText(document: unknown): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(document as JsonValue)), null, 1)}\n`;
}
