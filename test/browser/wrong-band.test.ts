/** J2: a bound that leaves a band empty is refused where it is typed, and told everywhere when it comes in by the JSON. */
import { expect, test } from "vitest";
import { analystAtWork } from "./support/analyst.ts";
import { formulaPane } from "./support/formulas.ts";

const analyst = analystAtWork();

test("the second band's lower bound put up to the first's", async () => {
  const journey = await analyst.opens("L2P1-A1");
  const { page } = journey;
  const pane = formulaPane(page, "b1 立案率得分");
  await pane.getByText("分档表", { exact: true }).click();
  const cell = pane.getByRole("row").nth(2).getByRole("cell").nth(0).locator("input");
  await cell.focus();
  await page.keyboard.type("95%");
  await page.keyboard.press("Enter");
  await pane.getByText("与上一档下限相同，此档永远到不了").first().waitFor();
  expect(await cell.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await cell.inputValue()).toBe("95%");
  await journey.screenshot("wrong-band-refused");
  await page.keyboard.press("Escape");
  expect(await cell.getAttribute("aria-label")).toBe("90%");

  await pane.getByText("JSON", { exact: true }).click();
  const code = pane.getByRole("textbox", { name: /L2P1\.json 的 JSON/ });
  await code.waitFor({ state: "attached" });
  await journey.expectAccessible();
  // What was selected in the table is selected in the text.
  await code.focus();
  await page.keyboard.type("0.95");
  await page.keyboard.press("Control+s");
  await pane
    .getByText(/此档永远到不了/)
    .first()
    .waitFor();
  await pane.getByText("公式", { exact: true }).click();
  await pane.locator(".fx-found-error").first().waitFor();
  await journey.screenshot("wrong-band-found");
  await journey.expectAccessible();
  await pane.getByText("20", { exact: true }).first().click();
  await page.keyboard.press("F8");
  await expect
    .poll(() =>
      page.evaluate(() => document.activeElement?.closest("[data-at]")?.getAttribute("data-at")),
    )
    .toBe("/if/2/>=/1");
  await page.keyboard.press("Control+z");
  await expect.poll(() => pane.locator(".fx-found-error").count()).toBe(0);
  await journey.finish();
}, 180_000);
