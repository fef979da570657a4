/** @module On a computing thread: one piece of a batch, bytes in and bytes out. */
import { OPEN_OBJECT } from "../../engine/json/json-bytes.ts";
import { rulesOf, type SharedRules } from "../computing/shared-rules.ts";
import { isRaised, type StopFlag } from "../computing/stop-flag.ts";
import { answerLine, lineTooLong, MAX_LINE_BYTES } from "./batch-line.ts";
import { csvAnswer } from "./csv-answers.ts";
import { type CityLine, csvCities } from "./csv-cities.ts";
import type { CsvHeader } from "./csv-header.ts";
import { linesOf, plainLineEnds } from "./line-ends.ts";
import type { Piece } from "./pieces.ts";

export interface BatchTask {
  readonly rules: SharedRules;
  readonly piece: Piece;
  readonly final: boolean;
  /** Milliseconds that one city may take; null for as long as it likes. */
  readonly evaluationMs: number | null;
  /** Columns of the cities; null for NDJSON. */
  readonly header: CsvHeader | null;
  readonly answersAs: "ndjson" | "csv";
  readonly stop: StopFlag;
}

export interface BatchAnswers {
  readonly bytes: Uint8Array;
  /** Number of the last line that is answered. */
  readonly last: number;
  readonly answered: number;
  readonly refused: number;
  /** Milliseconds. */
  readonly took: number;
}

export function answerPiece(task: BatchTask): BatchAnswers {
  const started = performance.now();
  const { piece, header, stop, evaluationMs, final } = task;
  const prepared = rulesOf(task.rules);
  const answers: Uint8Array[] = [];
  let answered = 0;
  let refused = 0;
  let deadline = Number.POSITIVE_INFINITY;
  const shouldStop = (): boolean => performance.now() > deadline || isRaised(stop);
  for (const line of header === null ? lines(piece) : csvCities(prepared, piece, header)) {
    if (isRaised(stop)) break;
    deadline = evaluationMs === null ? deadline : performance.now() + evaluationMs;
    const { number } = line;
    const answer =
      "refusal" in line
        ? line.refusal
        : answerLine(prepared, line.json, number, { final, shouldStop });
    if (answer.refused) refused++;
    if (task.answersAs === "ndjson") answers.push(...answer.json);
    else answers.push(Buffer.from(csvAnswer(prepared, answer.json, number)));
    answers.push(LINE_FEED);
    answered++;
  }
  return {
    bytes: joined(answers),
    last: piece.first + piece.lines - 1,
    answered,
    refused,
    took: performance.now() - started,
  };
}

const LINE_FEED = Buffer.from("\n");

/** In memory of their own, which goes to another thread as it is. */
function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

function* lines(piece: Piece): Generator<CityLine> {
  for (const { number, bytes } of linesOf(piece, plainLineEnds())) {
    if (bytes.length > MAX_LINE_BYTES) yield { number, refusal: lineTooLong(number) };
    else if (!isBlank(bytes)) yield { number, json: bytes };
  }
}

function isBlank(line: Buffer): boolean {
  return line[0] !== OPEN_OBJECT && line.toString("utf8").trim() === "";
}
