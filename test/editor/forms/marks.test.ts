/** Marks of change follow the words that they mark. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Mark, movedMarks, piecesOf, toggleMark } from "../../../editor/forms/marks.ts";

const TEXT = "城市管理事部件的立案率";

describe("marking what is selected", () => {
  test.each<[string, readonly Mark[], [number, number], readonly Mark[]]>([
    ["a free range is marked", [], [2, 4], [[2, 4]]],
    ["a marked one is not any more", [[2, 4]], [2, 4], []],
    [
      "the middle of a mark is taken out of it",
      [[0, 6]],
      [2, 4],
      [
        [0, 2],
        [4, 6],
      ],
    ],
    ["a range that is marked in part is marked whole", [[0, 3]], [2, 6], [[0, 6]]],
    ["neighbours become one", [[0, 2]], [2, 4], [[0, 4]]],
    ["nothing selected changes nothing", [[0, 2]], [3, 3], [[0, 2]]],
  ])("%s", (_, marks, [from, to], after) => {
    expect(toggleMark(marks, from, to)).toEqual(after);
  });

  test("twice is as before, wherever it is done to unmarked text", () => {
    const range = fc.tuple(fc.nat(TEXT.length), fc.nat(TEXT.length));
    fc.assert(
      fc.property(fc.array(range, { maxLength: 4 }), range, (ranges, [a, b]) => {
        const marks = ranges.reduce<readonly Mark[]>(
          (all, [from, to]) =>
            all.some(([s, e]) => s < to && from < e) ? all : toggleMark(all, from, to),
          [],
        );
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const isFree = !marks.some(([start, end]) => start <= to && from <= end);
        if (isFree) expect(toggleMark(toggleMark(marks, from, to), from, to)).toEqual(marks);
      }),
    );
  });
});

describe("editing the words", () => {
  const marked = (text: string, marks: readonly Mark[]): readonly string[] =>
    piecesOf(text, marks).flatMap((piece) => (piece.marked ? [piece.text] : []));

  test("in front of a mark moves it", () => {
    expect(marked(`大${TEXT}`, movedMarks([[8, 11]], TEXT, `大${TEXT}`))).toEqual(["立案率"]);
  });

  test("behind a mark leaves it", () => {
    expect(marked(`${TEXT}。`, movedMarks([[0, 4]], TEXT, `${TEXT}。`))).toEqual(["城市管理"]);
  });

  test("inside a mark grows it", () => {
    const after = TEXT.replace("管理", "综合管理");
    expect(marked(after, movedMarks([[0, 7]], TEXT, after))).toEqual(["城市综合管理事部件"]);
  });

  test("that are taken out take their mark along", () => {
    const after = TEXT.replace("立案率", "");
    expect(movedMarks([[8, 11]], TEXT, after)).toEqual([]);
  });

  test("never leaves a mark outside of the text, or two that touch", () => {
    const edit = fc.record({ at: fc.nat(20), gone: fc.nat(6), put: fc.string({ maxLength: 5 }) });
    const marks = fc
      .uniqueArray(fc.nat(20), { minLength: 2, maxLength: 8 })
      .map((ends) => [...ends].sort((a, b) => a - b))
      .map((ends) =>
        ends.flatMap((from, i): Mark[] =>
          i % 2 === 0 && ends[i + 1] !== undefined ? [[from, ends[i + 1] as number]] : [],
        ),
      );
    fc.assert(
      fc.property(
        fc.string({ minLength: 20, maxLength: 20 }),
        marks,
        edit,
        (text, before, { at, gone, put }) => {
          const after = text.slice(0, at) + put + text.slice(at + gone);
          let last = -1;
          for (const [from, to] of movedMarks(before, text, after)) {
            expect(from).toBeGreaterThan(last);
            expect(to).toBeGreaterThan(from);
            expect(to).toBeLessThanOrEqual(after.length);
            last = to;
          }
        },
      ),
    );
  });
});
