/** Input methods in a formula's leaf and in the grid of cases: no letter is lost, and nothing is taken half-composed. */
import { expect, test } from "vitest";
import { analystAtWork } from "./support/analyst.ts";
import { compose, composeLetters } from "./support/compose.ts";
import { formulaPane } from "./support/formulas.ts";

const analyst = analystAtWork();

test("a name composed into a leaf, a working composed into a case", async () => {
  const journey = await analyst.opens("L2P1-A1");
  const { page, context, filesNow } = journey;
  const session = await context.newCDPSession(page);
  const original = (await filesNow())["L2P1.json"];
  const pane = formulaPane(page, "b1 立案率得分");
  const leaf = pane.locator('[data-leaf="/if/1"]');
  await leaf.focus();
  // The first letter opens the leaf; what is being composed is neither read nor refused.
  await composeLetters(session, "jiean");
  expect(await leaf.inputValue()).toBe("jiean");
  expect(await pane.locator(".fx-refusal").count()).toBe(0);
  await journey.screenshot("input-method-leaf");
  await session.send("Input.insertText", { text: "结案率" });
  await pane.getByRole("option", { name: /结案率/ }).waitFor();
  expect(await leaf.inputValue()).toBe("结案率");
  await page.keyboard.press("Escape");
  expect(await leaf.inputValue()).toBe("");
  expect((await filesNow())["L2P1.json"]).toBe(original);

  await page.getByRole("gridcell", { name: /^(?!选择用例).*五项均满分/ }).click();
  await page.keyboard.press("End");
  const cell = page.locator(".grid-field");
  await compose(session, "yansuan", "验算");
  expect(await cell.inputValue()).toBe("验算");
  await page.keyboard.press("Enter");
  await expect
    .poll(async () => {
      const { cases } = JSON.parse((await filesNow())["cases/L2P1.json"] ?? "");
      return cases.find((one: { node?: string }) => one.node === "L2P1-A1").basis;
    })
    .toBe("验算");
  await journey.expectAccessible();
  await journey.finish();
});
