/** J8: what a fraction counts when its denominator is 0 stands beside it, and can be changed there. */
import { expect, test } from "vitest";
import { analystAtWork } from "./support/analyst.ts";
import { formulaPane } from "./support/formulas.ts";

const analyst = analystAtWork();

test("no event reported: full marks, then none, then as before", async () => {
  const journey = await analyst.opens("L3P1-A3");
  const { page } = journey;
  const pane = formulaPane(page, "得分");
  const slot = pane.locator(".fx-zero");
  await expect.poll(() => slot.innerText()).toMatch(/分母为 0 时\s*计\s*1/);
  await slot.getByRole("textbox").focus();
  await page.keyboard.type("0");
  await page.keyboard.press("Enter");
  await expect.poll(() => slot.innerText()).toMatch(/计\s*0/);
  await journey.screenshot("zero-denominator");
  await journey.expectAccessible();
  await page.keyboard.press("Control+z");
  await expect.poll(() => slot.innerText()).toMatch(/计\s*1/);
  await journey.finish();
}, 180_000);
