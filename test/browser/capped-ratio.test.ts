/** J3: a ratio with a cap written from nothing by keys: template, pinyin initials, sums, cap, and zero settled. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "../support/test-service.ts";
import { type EditorService, startEditorService } from "./support/editor-service.ts";
import { formulaPane, openItem } from "./support/formulas.ts";
import { startJourney } from "./support/journey.ts";

let editor: EditorService;
let analyst: Client;
beforeAll(async () => {
  editor = await startEditorService();
  analyst = await editor.person("analyst");
});
afterAll(() => editor.close());

test("learning spaces of teachers and pupils over teachers and pupils, at most 1", async () => {
  const draft = await editor.draft(analyst, { ruleSet: "ratio", name: "ratio" });
  const journey = await startJourney({ address: editor.address, as: analyst, height: 1000 });
  const { page } = journey;
  await openItem(page, draft, "L1P5-A2");
  const pane = formulaPane(page, "得分");
  const fractions = pane.locator(".fx-fraction");
  await fractions.waitFor();
  const printed = await pane.locator(".fx-equation").innerText();
  // Everything away first: said, emptied.
  await pane.getByText("×", { exact: true }).first().click();
  await page.keyboard.press("Delete");
  await page.keyboard.press("Delete");
  await pane.locator(".fx-hole").waitFor();

  await page.keyboard.press("Space");
  await page.getByRole("combobox", { name: /名称、函数或常用写法/ }).fill("比率");
  await page.keyboard.press("Enter");
  await expect.poll(() => pane.locator(".fx-hole").count()).toBeGreaterThan(1);
  const say = async (initials: string): Promise<void> => {
    await page.keyboard.type(initials);
    await pane.getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
  };
  await pane.locator(".fx-above [data-leaf]").focus();
  await say("jskt");
  await page.keyboard.press("+");
  await say("xskt");
  await pane.locator(".fx-below [data-leaf]").focus();
  await say("jszs");
  await page.keyboard.press("+");
  await say("xszs");
  // The denominator is settled and the ratio capped by the menu of the fraction.
  const choose = async (command: string): Promise<void> => {
    await page.keyboard.press("Alt+Enter");
    await page.getByRole("menuitem", { name: command }).click();
  };
  await pane.locator(".fx-fraction").focus();
  await choose("规定分母为 0 时的值");
  await page.keyboard.type("0");
  await page.keyboard.press("Enter");
  await pane.locator(".fx-guarded[data-at]").focus();
  await choose("包上“最高”");
  await journey.screenshot("capped-ratio");
  await journey.expectAccessible();
  await pane.getByText("文本", { exact: true }).click();
  const text = pane.getByRole("textbox", { name: "文本公式" });
  await expect.poll(() => text.inputValue()).toMatch(/^权重 × 最小\(1; /);
  expect(printed).toContain("教师");
  await journey.finish();
}, 180_000);
