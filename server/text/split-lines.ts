/** @module Bytes as lines, without ever holding more than one line: a line that is too long is told, not kept. */

export type Line = { readonly number: number; readonly text: string | null };

/** Lines of a byte stream; `text` is null for a line of more than `maximumBytes`. Empty lines are passed over. */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  maximumBytes: number,
): AsyncGenerator<Line> {
  let pending: Uint8Array[] = [];
  let size = 0;
  let number = 0;
  const take = (): Line | null => {
    number++;
    const tooLong = size > maximumBytes;
    const text = tooLong ? null : Buffer.concat(pending).toString("utf8");
    pending = [];
    size = 0;
    return text !== null && text.trim() === "" ? null : { number, text };
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(10, start); end >= 0; end = chunk.indexOf(10, start)) {
      size += end - start;
      if (size <= maximumBytes) pending.push(chunk.subarray(start, end));
      const line = take();
      if (line !== null) yield line;
      start = end + 1;
    }
    size += chunk.length - start;
    if (size <= maximumBytes) pending.push(chunk.slice(start));
    else pending = [];
  }
  if (size > 0) {
    const line = take();
    if (line !== null) yield line;
  }
}
