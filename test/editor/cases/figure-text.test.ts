/** Figures as people type them, in either language, full-width or not. */
import { describe, expect, test } from "vitest";
import { figureText, readFigureText } from "../../../editor/cases/figure-text.ts";
import type { JsonValue } from "../../../engine/json/json-value.ts";
import { LANGUAGES } from "../../../engine/language/language.ts";
import type { Input } from "../../../engine/rule-set/rule-set.ts";
import { readFigure } from "../../../engine/score/read-figure.ts";
import { filesOf, load, ruleSetFolder } from "../../support/load-rule-set.ts";

const LABEL = { zh: "数据", en: "figure" };
const COUNT: Input = { type: "count", label: LABEL };
const PERCENT: Input = { type: "percent", label: LABEL };
const YES_NO: Input = { type: "boolean", label: LABEL };
const MODES: Input = {
  type: "list",
  label: LABEL,
  options: [
    { code: "web", label: { zh: "网站", en: "website" } },
    { code: "app", label: { zh: "客户端", en: "app" } },
  ],
};
const CASES: Input = { ...MODES, type: "counts" };

describe("typing a figure", () => {
  test.each<[Input, string, JsonValue | undefined]>([
    [COUNT, "１２０", 120],
    [COUNT, " 1,234,567 ", 1234567],
    [PERCENT, "９５％", 95],
    [PERCENT, "95.0", "95.0"],
    [PERCENT, "94.9999", 94.9999],
    [COUNT, "", undefined],
    [{ ...COUNT, nullable: true }, "—", null],
    [YES_NO, "是", true],
    [YES_NO, "×", false],
    [YES_NO, "Yes", true],
    [MODES, "网站、客户端", ["web", "app"]],
    [MODES, "app; website", ["app", "web"]],
    [MODES, "[]", []],
    [CASES, "网站：3；客户端：２", { web: 3, app: 2 }],
    [{ type: "text", label: LABEL }, " 已建成 ", "已建成"],
  ])("%o takes “%s”", (input, typed, figure) => {
    expect(readFigureText(input, typed)).toEqual({ ok: true, figure });
  });

  test.each<[Input, string, string]>([
    [COUNT, "十二", "number"],
    [COUNT, "—", "number"],
    [PERCENT, "95%%", "number"],
    [YES_NO, "也许", "boolean"],
    [MODES, "网站、热线", "options"],
    [CASES, "网站", "counts"],
    [{ type: "rows", label: LABEL, fields: {} }, "三行", "rows"],
  ])("%o refuses “%s”, and says what it should be", (input, typed, expected) => {
    expect(readFigureText(input, typed)).toEqual({ ok: false, expected });
  });
});

test("every figure of every shipped case is read back from what its cell shows, in both languages", () => {
  const { prepared, cases } = load(filesOf(ruleSetFolder("rules/cn-smart-city-2018")));
  let read = 0;
  for (const one of cases) {
    const node = prepared.nodes.get(one.node ?? "");
    for (const [id, figure] of Object.entries(one.inputs)) {
      const input = node?.node.inputs?.[id];
      // What the engine refuses (a list for a number) is not typed into a cell.
      if (input === undefined || readFigure(input, figure).kind !== "given") continue;
      for (const language of LANGUAGES) {
        const shown = figureText(input, figure, language);
        const again = readFigureText(input, shown);
        // "45" and 45 are one figure to the engine.
        const value = again.ok ? readFigure(input, again.figure) : again;
        expect(value, `${one.id} ${id}`).toEqual(readFigure(input, figure));
        read++;
      }
    }
  }
  expect(read).toBeGreaterThan(2_000);
});
