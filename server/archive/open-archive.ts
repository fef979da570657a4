/** @module An archive opened without trust: every member against the manifest, and the file against its members. */
import { isObject } from "../../engine/json/json-value.ts";
import { parseJson } from "../../engine/json/parse-json.ts";
import { readZip, ZipFault } from "../zip/read-zip.ts";
import { writeZip } from "../zip/write-zip.ts";
import { hashBytes, MANIFEST, type Manifest } from "./archive-file.ts";
import { ARCHIVE_FORMAT } from "./contents.ts";

/** Bytes of an archive: rules, and the returns of a few hundred cities. */
export const MAX_ARCHIVE_BYTES = 1_073_741_824;
const LIMITS = { members: 20_000, member: 268_435_456, total: MAX_ARCHIVE_BYTES };

export interface ArchiveFault {
  readonly code: ArchiveFaultCode;
  /** Member of the zip file. */
  readonly member?: string;
  readonly [fact: string]: unknown;
}

export type ArchiveFaultCode =
  | ZipFault["code"]
  | "manifest_unreadable"
  | "format_unknown"
  | "member_missing"
  | "member_unexpected"
  | "member_changed"
  | "container_changed"
  | "document_unreadable"
  | "rule_set_changed"
  | "rule_set_unreadable"
  | "figures_differ"
  | "score_differs"
  | "no_final_score"
  | "chain_broken"
  | "not_in_audit"
  | "only_in_audit";

export interface OpenArchive {
  /** Null where nothing could be read. */
  readonly manifest: Manifest | null;
  readonly members: ReadonlyMap<string, Buffer>;
  readonly faults: readonly ArchiveFault[];
}

export async function openArchive(bytes: Uint8Array): Promise<OpenArchive> {
  const faults: ArchiveFault[] = [];
  const members = new Map<string, Buffer>();
  try {
    for await (const { name, bytes: content, intact } of readZip(bytes, LIMITS)) {
      // The manifest vouches for the others; only the checksum vouches for it.
      if (name === MANIFEST && !intact) faults.push({ code: "member_changed", member: name });
      if (members.has(name)) faults.push({ code: "member_unexpected", member: name });
      members.set(name, content);
    }
  } catch (error) {
    if (!(error instanceof ZipFault)) throw error;
    faults.push({ code: error.code, ...error.facts });
  }
  const { manifest, fault } = readManifest(members.get(MANIFEST));
  if (manifest === null) return { manifest, members, faults: [...faults, fault] };
  faults.push(...compareMembers(manifest, members));
  // Stored as they are, the members alone decide every byte of the file: a changed date or comment is found too.
  if (faults.length === 0) {
    const again = await writeZip(members, { compress: false });
    if (Buffer.compare(again, bytes) !== 0) faults.push({ code: "container_changed" });
  }
  return { manifest, members, faults };
}

type ReadManifest =
  | { readonly manifest: Manifest; readonly fault: null }
  | { readonly manifest: null; readonly fault: ArchiveFault };

function readManifest(content: Buffer | undefined): ReadManifest {
  const parsed = parseJson(content?.toString("utf8") ?? "");
  const refuse = (fault: ArchiveFault): ReadManifest => ({ manifest: null, fault });
  const unreadable = refuse({ code: "manifest_unreadable", member: MANIFEST });
  if (!parsed.ok || !isObject(parsed.value)) return unreadable;
  const { format, members, cities, round } = parsed.value;
  if (typeof format === "number" && format > ARCHIVE_FORMAT)
    return refuse({
      code: "format_unknown",
      member: MANIFEST,
      found: format,
      known: ARCHIVE_FORMAT,
    });
  const whole =
    isObject(members) &&
    Object.values(members).every((one) => isObject(one) && typeof one.hash === "string") &&
    Array.isArray(cities) &&
    cities.every((one) => typeof one === "string") &&
    typeof round === "string";
  return whole ? { manifest: parsed.value as unknown as Manifest, fault: null } : unreadable;
}

function compareMembers(
  manifest: Manifest,
  members: ReadonlyMap<string, Buffer>,
): readonly ArchiveFault[] {
  const faults: ArchiveFault[] = [];
  for (const [member, { hash }] of Object.entries(manifest.members)) {
    const content = members.get(member);
    if (content === undefined) faults.push({ code: "member_missing", member });
    else if (hashBytes(content) !== hash)
      faults.push({ code: "member_changed", member, expected: hash, found: hashBytes(content) });
  }
  for (const member of members.keys()) {
    if (member !== MANIFEST && !Object.hasOwn(manifest.members, member))
      faults.push({ code: "member_unexpected", member });
  }
  return faults;
}
