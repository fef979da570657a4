/** J6: a formula typed as text with an input method, full-width brackets and percents, errors only when typing rests. */
import { expect, test } from "vitest";
import { analystAtWork } from "./support/analyst.ts";
import { compose } from "./support/compose.ts";
import { formulaPane } from "./support/formulas.ts";

const analyst = analystAtWork();

const WORDS = {
  "zh-CN": {
    title: "数字化城管覆盖率",
    text: "文本",
    typeset: "公式",
    letters: "fugaimianji",
    first: "数字化城管覆盖面积",
    begun: "建",
    offered: "建成区面积",
    missing: /第 4 字：此处应为/,
  },
  en: {
    title: "Coverage of digital city management",
    text: "Text",
    typeset: "Formula",
    letters: "coveredarea",
    first: "coveredArea",
    begun: "bui",
    offered: "builtUpArea",
    missing: /[Cc]haracter 4/,
  },
} as const;

test.each(["zh-CN", "en"] as const)("３０％×（…÷…）×１００ in %s", async (language) => {
  const words = WORDS[language];
  const journey = await analyst.opens("L2P1-A1", { language });
  const { page, context, filesNow } = journey;
  const session = await context.newCDPSession(page);
  const fileNow = async (): Promise<string> => (await filesNow())["L2P1.json"] ?? "";
  const coverage = async (): Promise<unknown> =>
    JSON.parse(await fileNow()).children[0].parts.coverage.logic;
  const before = await coverage();
  const pane = formulaPane(page, words.title);
  await pane.getByText(words.text, { exact: true }).click();
  const field = pane.locator("textarea");
  const errors = pane.locator(".fx-text-errors li");
  await field.focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText("３０％×（");
  // Half a formula is no error while it is being typed, and is one when the typing rests.
  expect(await errors.count()).toBe(0);
  await errors.first().waitFor();
  await journey.screenshot(`text-half-${language}`);
  await journey.expectAccessible();
  await compose(session, words.letters, words.first);
  expect(await errors.count()).toBe(0);
  await page.keyboard.insertText("÷");
  await page.keyboard.insertText(words.begun);
  await pane
    .getByRole("option", { name: new RegExp(words.offered) })
    .first()
    .waitFor();
  await journey.screenshot(`text-completion-${language}`);
  await page.keyboard.press("Enter");
  await page.keyboard.insertText("）×１００");
  await page.keyboard.press("Enter");
  const ratio = { "/": [{ var: "coveredArea" }, { var: "builtUpArea" }] };
  await expect.poll(coverage).toEqual({ "*": [0.3, ratio, 100] });
  expect(await fileNow()).toMatch(/"\*": \[\s*0\.3,/);
  expect(await errors.count()).toBe(0);

  await pane.getByText(words.typeset, { exact: true }).click();
  await pane.locator('[data-at="/*/1"]').first().waitFor();
  await journey.screenshot(`text-as-fraction-${language}`);
  await journey.expectAccessible();
  await pane.locator('[data-at="/*/0"]').first().click();
  await page.keyboard.press("Control+z");
  await journey.screenshot(`text-undone-${language}`);
  await expect.poll(coverage).toEqual(before);
  await journey.finish();
});
