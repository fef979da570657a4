/** A formula leaves the page: as MathML and as a picture, under the page's own policy. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EditorService, SHIPPED, startEditorService } from "./support/editor-service.ts";
import { formulaPane } from "./support/formulas.ts";
import { startJourney } from "./support/journey.ts";

let editor: EditorService;
beforeAll(async () => {
  editor = await startEditorService();
});
afterAll(() => editor.close());

test("a published fraction as MathML and as a picture", async () => {
  const journey = await startJourney({ address: editor.address, height: 1000 });
  const { page, context } = journey;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(`/rule-sets/${SHIPPED}/items/L1P1-A1`);
  const pane = formulaPane(page, "得分");
  await pane.locator(".fx-fraction").waitFor({ timeout: 60_000 });
  // Published sets are read: no field takes what is typed, no button puts in.
  expect(await pane.getByRole("button", { name: "插入" }).count()).toBe(0);
  expect(await pane.locator("input[data-leaf]:not([readonly])").count()).toBe(0);

  await pane.getByRole("button", { name: "更多" }).click();
  await page.getByRole("menuitem", { name: /MathML/ }).click();
  await pane.getByText("已复制").first().waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^<math .*<mn>30%<\/mn><mo>×<\/mo>.*<mfrac>.*<\/math>$/);

  await pane.getByRole("button", { name: "更多" }).click();
  await page.getByRole("menuitem", { name: "复制为图片" }).click();
  await expect
    .poll(() =>
      page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types)),
    )
    .toContain("image/png");
  await journey.finish();
}, 180_000);
