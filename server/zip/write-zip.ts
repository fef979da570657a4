/** @module Zip files out: the same members always make the same bytes. */
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";

/** The earliest moment that a zip file can name: archives tell no time of their own. */
const NO_TIME = new Date(1980, 0, 1);

/** @param compress false where the bytes must not hang on a version of zlib */
export async function writeZip(
  members: Iterable<readonly [string, string | Uint8Array]>,
  { compress }: { readonly compress: boolean },
): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new ZipFile();
  const sorted = [...members].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [path, content] of sorted) {
    const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : Buffer.from(content);
    zip.addBuffer(bytes, path, {
      mtime: NO_TIME,
      mode: 0o100644,
      forceDosTimestamp: true,
      compress,
    });
  }
  zip.end();
  return new Uint8Array(await buffer(zip.outputStream as Readable));
}
