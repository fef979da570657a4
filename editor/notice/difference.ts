/** @module Last year's text and this year's side by side, and whether the notice underlines what it changed. */
import { diffArrays } from "diff";
import type { SourceText } from "../../engine/rule-set/rule-set.ts";
import type { Mark } from "../forms/marks.ts";
import { type Folded, fold, NO_TEXT, type NoticeText } from "./notice-text.ts";

export type Verdict = "same" | "changed" | "marked-same" | "unmarked-change";

/** The worst of several texts counts for their item; what the underlines do not tell is the worst. */
const BY_WEIGHT: readonly Verdict[] = ["same", "marked-same", "changed", "unmarked-change"];

export function worst(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>(
    (a, b) => (BY_WEIGHT.indexOf(b) > BY_WEIGHT.indexOf(a) ? b : a),
    "same",
  );
}

export interface Piece {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
  readonly marked: boolean;
}

export interface Difference {
  readonly verdict: Verdict;
  /** Both texts in one: what stayed, what is new, what is gone. */
  readonly pieces: readonly Piece[];
}

/** A change of a single sign between two changes is read as one change. */
const SHORTEST_ISLAND = 2;

/** @param before absent where last year said nothing */
export function differenceOf(before: SourceText | undefined, now: NoticeText): Difference {
  const [old, folded] = [fold(before?.text ?? ""), fold(now.text)];
  const steps = bridged(stepsBetween(old, folded));
  const pieces = steps.flatMap(({ kind, from, to }) =>
    kind === "removed"
      ? [{ kind, text: textOf(before?.text ?? "", old, from, to), marked: false }]
      : markedPieces(kind, now, folded, from, to),
  );
  return { verdict: verdictOf(steps, now, folded), pieces };
}

/** The verdict of a text that stands in a draft, with its marks. */
export function noticeTextOf(source: SourceText | undefined): NoticeText {
  return source === undefined ? NO_TEXT : { text: source.text, marks: source.changed ?? [] };
}

/** Where the marks of one text stand in another that says the same in other widths. */
export function marksIn(now: NoticeText, text: string): readonly Mark[] {
  const [from, to] = [fold(now.text), fold(text)];
  return now.marks.flatMap(([start, end]): readonly Mark[] => {
    const first = from.at.findIndex(([at]) => at >= start);
    const last = from.at.findLastIndex(([at]) => at < end);
    const [a, b] = [to.at[first], to.at[last]];
    return first < 0 || last < first || a === undefined || b === undefined ? [] : [[a[0], b[1]]];
  });
}

/** [from, to) counts signs: of the later text, or of the earlier one where they were removed. */
interface Step {
  readonly kind: Piece["kind"];
  readonly from: number;
  readonly to: number;
}

function stepsBetween(old: Folded, now: Folded): readonly Step[] {
  if (old.signs.join("") === now.signs.join(""))
    return now.signs.length === 0 ? [] : [{ kind: "same", from: 0, to: now.signs.length }];
  let [inOld, inNow] = [0, 0];
  return diffArrays([...old.signs], [...now.signs]).map(({ added, removed, count = 0 }) => {
    if (removed) {
      inOld += count;
      return { kind: "removed", from: inOld - count, to: inOld };
    }
    inNow += count;
    if (added) return { kind: "added", from: inNow - count, to: inNow };
    inOld += count;
    return { kind: "same", from: inNow - count, to: inNow };
  });
}

/** Runs of changes with hardly anything between them become one removal and one addition. */
function bridged(steps: readonly Step[]): readonly Step[] {
  const out: Step[] = [];
  let inOld = 0;
  let run: { old: [number, number]; now: [number, number] } | null = null;
  const flush = (): void => {
    if (run === null) return;
    if (run.old[1] > run.old[0]) out.push({ kind: "removed", from: run.old[0], to: run.old[1] });
    if (run.now[1] > run.now[0]) out.push({ kind: "added", from: run.now[0], to: run.now[1] });
    run = null;
  };
  let inNow = 0;
  for (const [index, { kind, from, to }] of steps.entries()) {
    const length = to - from;
    const isIsland =
      kind === "same" && run !== null && length < SHORTEST_ISLAND && index < steps.length - 1;
    if (kind === "same" && !isIsland) {
      flush();
      out.push({ kind, from, to });
    } else {
      run ??= { old: [inOld, inOld], now: [inNow, inNow] };
      if (kind !== "added") run.old[1] = inOld + length;
      if (kind !== "removed") run.now[1] = inNow + length;
    }
    if (kind !== "added") inOld += length;
    if (kind !== "removed") inNow += length;
  }
  flush();
  return out;
}

/** The words from one sign up to the next, with the spaces between and behind them. */
function textOf(text: string, { at }: Folded, from: number, to: number): string {
  const start = from === 0 ? 0 : (at[from]?.[0] ?? text.length);
  return text.slice(start, at[to]?.[0] ?? text.length);
}

function markedPieces(
  kind: "same" | "added",
  { text, marks }: NoticeText,
  { at }: Folded,
  from: number,
  to: number,
): readonly Piece[] {
  const start = from === 0 ? 0 : (at[from]?.[0] ?? text.length);
  const end = at[to]?.[0] ?? text.length;
  const cuts = [start, ...marks.flat().filter((one) => one > start && one < end), end];
  return cuts.slice(1).flatMap((cut, index) => {
    const begin = cuts[index] ?? start;
    const marked = marks.some(([a, b]) => a <= begin && begin < b);
    return cut > begin ? [{ kind, text: text.slice(begin, cut), marked }] : [];
  });
}

function verdictOf(steps: readonly Step[], { marks }: NoticeText, { at }: Folded): Verdict {
  const isMarked = (sign: number): boolean =>
    marks.some(([a, b]) => a <= (at[sign]?.[0] ?? -1) && (at[sign]?.[0] ?? -1) < b);
  let [changes, unmarked, inNow] = [0, 0, 0];
  for (const [index, { kind, from, to }] of steps.entries()) {
    if (kind !== "removed") inNow = to;
    if (kind === "same") continue;
    changes++;
    if (kind === "added") {
      for (let sign = from; sign < to; sign++) if (!isMarked(sign)) unmarked++;
    } else if (steps[index + 1]?.kind !== "added" && !isMarked(inNow) && !isMarked(inNow - 1)) {
      // Nothing stands where words went out, so only its neighbours can be underlined.
      unmarked++;
    }
  }
  if (changes === 0) return marks.length === 0 ? "same" : "marked-same";
  return unmarked > 0 ? "unmarked-change" : "changed";
}
