/** J3: a ratio with a cap written from nothing by keys: template, pinyin initials, sums, cap, and zero settled. */
import { expect, test } from "vitest";
import { analystAtWork } from "./support/analyst.ts";
import { formulaPane } from "./support/formulas.ts";

const analyst = analystAtWork();

test("learning spaces of teachers and pupils over teachers and pupils, at most 1", async () => {
  const journey = await analyst.opens("L1P5-A2");
  const { page } = journey;
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
