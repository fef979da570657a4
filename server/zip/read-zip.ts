/**
 * @module Zip files in, never trusted: how many members and how large is looked at before anything is unpacked, and a
 * member that unpacks to more than its header says is a fault.
 */
import { buffer } from "node:stream/consumers";
import { crc32 } from "node:zlib";
import yauzl, { type ZipFile } from "yauzl";

export interface ZipLimits {
  readonly members: number;
  /** Bytes of one member, and of all together, unpacked. */
  readonly member: number;
  readonly total: number;
  /** How many times larger a member may become. */
  readonly ratio?: number;
}

export interface ZipMember {
  readonly name: string;
  readonly bytes: Buffer;
  /** False where the bytes are not those of the checksum beside them. */
  readonly intact: boolean;
}

export class ZipFault extends Error {
  override readonly name = "ZipFault";
  readonly code: "not_a_zip" | "too_many_files" | "file_too_large";
  readonly facts: { readonly [fact: string]: string | number };
  constructor(code: ZipFault["code"], facts: ZipFault["facts"] = {}) {
    super(code);
    this.code = code;
    this.facts = facts;
  }
}

/** Smaller members may shrink to nothing without harm. */
const RATIO_FROM_BYTES = 65_536;

/**
 * The members one after the other, in the order of the directory; folders are left out.
 *
 * @param wanted false: the member is passed over, but still counted
 * @throws ZipFault
 */
export async function* readZip(
  bytes: Uint8Array,
  limits: ZipLimits,
  wanted: (name: string) => boolean = () => true,
): AsyncGenerator<ZipMember> {
  const zip = await openZip(bytes);
  try {
    if (zip.entryCount > limits.members)
      throw new ZipFault("too_many_files", { maximum: limits.members });
    let total = 0;
    for await (const entry of zip.eachEntry()) {
      const { fileName: name, uncompressedSize: size, compressedSize } = entry;
      if (name.endsWith("/")) continue;
      total += size;
      const ratio = size > RATIO_FROM_BYTES ? size / Math.max(compressedSize, 1) : 0;
      if (size > limits.member || total > limits.total || ratio > (limits.ratio ?? Infinity))
        throw new ZipFault("file_too_large", { file: name, maximum: limits.member });
      if (!wanted(name)) continue;
      const content = await buffer(await zip.openReadStreamPromise(entry));
      yield { name, bytes: content, intact: crc32(content) === entry.crc32 };
    }
  } catch (error) {
    if (error instanceof ZipFault) throw error;
    throw new ZipFault("not_a_zip");
  } finally {
    zip.close();
  }
}

async function openZip(bytes: Uint8Array): Promise<ZipFile> {
  try {
    return await yauzl.fromBufferPromise(Buffer.from(bytes), {
      lazyEntries: true,
      validateEntrySizes: true,
    });
  } catch {
    throw new ZipFault("not_a_zip");
  }
}
