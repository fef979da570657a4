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
  const expected = page
    .getByRole("row", { name: /没有举报，得满分/ })
    .getByRole("gridcell")
    .nth(4);
  await expect.poll(() => expected.innerText()).toBe("30.00");
  await expect.poll(() => slot.innerText()).toMatch(/分母为 0 时\s*计\s*1/);
  await slot.getByRole("textbox").focus();
  await page.keyboard.type("0");
  await page.keyboard.press("Enter");
  await expect.poll(() => slot.innerText()).toMatch(/计\s*0/);
  // 0 of 0 handled: 30 % × 1 × 100 = 30.00 as the notice says, and nothing without its clause.
  await expect.poll(() => expected.innerText()).toBe("30.00 → 0.00");
  await journey.screenshot("zero-denominator");
  await journey.expectAccessible();
  await page.getByRole("gridcell", { name: /^(?!选择用例).*没有举报，得满分/ }).dblclick();
  const details = page.getByRole("dialog");
  await details.getByText("得分：期望 30.00，实得 0.00").waitFor();
  await details.getByText("计算过程").click();
  await details.getByText(/总数为 0 → 0/).waitFor();
  await journey.expectAccessible();
  await page.keyboard.press("Escape");
  await details.waitFor({ state: "detached" });
  await slot.getByRole("textbox").focus();
  await page.keyboard.press("Control+z");
  await expect.poll(() => expected.innerText()).toBe("30.00");
  await expect.poll(() => slot.innerText()).toMatch(/计\s*1/);
  await journey.finish();
}, 180_000);
