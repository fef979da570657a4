/** @module A batch from bytes to bytes: cut into pieces of lines, answered on all threads, put out in order. */
import type { PreparedRuleSet } from "../../engine/rule-set/prepare.ts";
import { inOrder } from "../computing/in-order.ts";
import { shareRules } from "../computing/shared-rules.ts";
import { createStopFlag, raise } from "../computing/stop-flag.ts";
import type { Threads } from "../computing/threads.ts";
import type { RuleFiles } from "../rule-set-store/rule-set-files.ts";
import type { BatchAnswers } from "./answer-piece.ts";
import { type LineIssue, MAX_LINE_BYTES } from "./batch-line.ts";
import { csvAnswerHeader } from "./csv-answers.ts";
import { type CsvHeader, readCsvHeader } from "./csv-header.ts";
import { csvLineEnds, plainLineEnds } from "./line-ends.ts";
import { type Piece, piecesOf } from "./pieces.ts";

export type BatchFormat = "ndjson" | "csv";

export interface Batch {
  readonly rules: { readonly prepared: PreparedRuleSet; readonly files: RuleFiles };
  readonly citiesAs: BatchFormat;
  readonly answersAs: BatchFormat;
  readonly final: boolean;
  /** Milliseconds for one city; null for as long as it likes. */
  readonly evaluationMs: number | null;
  /** Number of the first line to be answered; with more than 1 the answers are to be put behind earlier ones. */
  readonly fromLine: number;
  /** No more is read then; what is at work is still answered. */
  readonly stop?: AbortSignal;
}

/** The columns of a CSV are not those of the rule set. */
export class HeaderRefused extends Error {
  override readonly name = "HeaderRefused";
  readonly issues: readonly LineIssue[];
  constructor(issues: readonly LineIssue[]) {
    super(issues.map(({ code, path }) => `${code} ${path}`).join(", "));
    this.issues = issues;
  }
}

/**
 * Reads the columns, where there are any; then the answers follow as they come about. Who stops taking them stops
 * the threads.
 *
 * @throws HeaderRefused
 */
export async function beginBatch(
  chunks: AsyncIterable<Uint8Array>,
  batch: Batch,
  threads: Threads,
): Promise<AsyncGenerator<BatchAnswers>> {
  if (batch.citiesAs === "ndjson")
    return answers({ chunks, header: null, first: 1 }, batch, threads);
  const { line, rest } = await takeHeader(chunks);
  const read = readCsvHeader(batch.rules.prepared, line);
  if (!read.ok) throw new HeaderRefused(read.issues);
  return answers({ chunks: rest, header: read.header, first: 2 }, batch, threads);
}

interface Cities {
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly header: CsvHeader | null;
  /** Number of the first line in the chunks. */
  readonly first: number;
}

async function* answers(
  { chunks, header, first }: Cities,
  { rules: { prepared, files }, final, evaluationMs, answersAs, fromLine, stop: signal }: Batch,
  threads: Threads,
): AsyncGenerator<BatchAnswers> {
  if (answersAs === "csv" && fromLine <= first) {
    const bytes = new TextEncoder().encode(`${csvAnswerHeader(prepared)}\n`);
    yield { bytes, last: first - 1, answered: 0, refused: 0, took: 0 };
  }
  const rules = shareRules(files);
  const stop = createStopFlag();
  const pieces = piecesOf(chunks, header === null ? plainLineEnds() : csvLineEnds(), {
    first,
    from: fromLine,
  });
  const ask = (piece: Piece): Promise<BatchAnswers> =>
    threads.answerPiece({ rules, piece, final, evaluationMs, header, answersAs, stop });
  try {
    yield* inOrder(pieces, ask, { ahead: threads.count * 2, stop: signal });
  } finally {
    raise(stop);
  }
}

interface Taken {
  readonly line: Uint8Array;
  readonly rest: AsyncIterable<Uint8Array>;
}

/** The first line, and everything behind it. */
async function takeHeader(chunks: AsyncIterable<Uint8Array>): Promise<Taken> {
  const ends = csvLineEnds();
  const iterator = chunks[Symbol.asyncIterator]();
  let line = Buffer.alloc(0);
  for (;;) {
    const { done, value } = await iterator.next();
    if (done) return { line, rest: onwards(new Uint8Array(0), iterator) };
    const end = ends.next(value, 0);
    line = Buffer.concat([line, end < 0 ? value : value.subarray(0, end)]);
    if (end >= 0) return { line, rest: onwards(value.subarray(end + 1), iterator) };
    if (line.length > MAX_LINE_BYTES)
      throw new HeaderRefused([
        { code: "too_long", severity: "error", path: "", maximum: MAX_LINE_BYTES },
      ]);
  }
}

async function* onwards(
  chunk: Uint8Array,
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    if (chunk.length > 0) yield chunk;
    for (;;) {
      const { done, value } = await iterator.next();
      if (done) return;
      yield value;
    }
  } finally {
    await iterator.return?.();
  }
}
