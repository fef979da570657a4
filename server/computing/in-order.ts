/** @module Work done side by side, answered in the order in which it came, and never far ahead of who takes it. */

const CAME = Symbol("came");

/**
 * Takes the next item only while fewer than `ahead` are at work or wait to be taken, so that a slow reader holds up
 * the source and memory stays as it is.
 *
 * @param stop where its signal is aborted no more items are taken; what is at work is still answered
 */
export async function* inOrder<Item, Answer>(
  items: AsyncIterable<Item>,
  work: (item: Item) => Promise<Answer>,
  { ahead, stop }: { readonly ahead: number; readonly stop?: AbortSignal | undefined },
): AsyncGenerator<Answer> {
  const source = items[Symbol.asyncIterator]();
  const stopped = stop === undefined ? null : whenAborted(stop);
  const begun: Promise<Answer>[] = [];
  let coming: Promise<IteratorResult<Item>> | null = null;
  let ended = false;
  try {
    while (!ended || begun.length > 0) {
      const head = begun[0];
      if (stop?.aborted) ended = true;
      if (ended || begun.length >= ahead) {
        if (head === undefined) return;
        yield await head;
        begun.shift();
        continue;
      }
      coming ??= source.next();
      const first = await Promise.race([
        coming.then(() => CAME),
        ...(head === undefined ? [] : [head]),
        ...(stopped === null ? [] : [stopped]),
      ]);
      if (first === CAME) {
        const next: IteratorResult<Item> = await coming;
        coming = null;
        if (next.done) ended = true;
        else {
          const answer = work(next.value);
          // Told when its turn comes; until then it is not unhandled.
          answer.catch(() => {});
          begun.push(answer);
        }
      } else if (!stop?.aborted && head !== undefined) {
        yield await head;
        begun.shift();
      }
    }
  } finally {
    // Not waited for: a source that is silent would hold up the end.
    if (!ended || stop?.aborted) void source.return?.(undefined)?.catch(() => {});
  }
}

function whenAborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener("abort", () => resolve(null), { once: true });
  });
}
