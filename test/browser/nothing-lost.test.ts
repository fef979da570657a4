/** What cannot be read yet is nobody's loss: it stays with its formula, over a change of view, of indicator, and a reload. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { analystAtWork } from "./support/analyst.ts";
import { formulaPane, openItem } from "./support/formulas.ts";

const analyst = analystAtWork();
const HALF = "20% × (1 + ";

test("a half-typed formula stays with its own formula, and is there after a reload", async () => {
  const { page, draft, filesNow, ...journey } = await analyst.opens("L2P1-A2");
  const before = await filesNow();
  const score = formulaPane(page, "得分");
  await score.getByText("文本", { exact: true }).click();
  const field = score.getByLabel("文本公式");
  await field.fill(HALF);
  await page.keyboard.press("Control+Alt+1");
  await score.getByText(`文本中还有未写完的公式：${HALF.trim()}`).waitFor();
  await journey.expectAccessible();

  // Another indicator whose formula stands at the same place of its file.
  await goTo(page, "L2P2-A2");
  await page.getByText("文本中还有未写完的公式").waitFor({ state: "detached" });
  expect(await score.getByLabel("文本公式").count()).toBe(0);
  await openItem(page, draft, "L2P1-A2");
  await score.getByRole("button", { name: "回到文本" }).click();
  expect(await field.inputValue()).toBe(HALF);
  await score.getByText("第 11 字：此处应为 )").waitFor();
  expect(await filesNow()).toEqual(before);
  await field.fill("20% × 100");
  await field.press("Enter");
  await page.getByText("已保存", { exact: true }).waitFor();
  await page.keyboard.press("Control+Alt+1");
  expect(await page.getByText("文本中还有未写完的公式").count()).toBe(0);
  await journey.finish();
});

test("JSON that cannot be read is kept over a reload, and troubles no other draft", async () => {
  const { page, draft, filesNow, ...journey } = await analyst.opens("L2P1-A2");
  const pane = formulaPane(page, "得分");
  await pane.getByText("JSON", { exact: true }).click();
  const code = pane.getByRole("textbox", { name: /L2P1\.json 的 JSON/ });
  await code.waitFor({ state: "attached" });
  await code.focus();
  await page.keyboard.type("!");
  await page
    .getByText(/^L2P1.json：/)
    .first()
    .waitFor();
  const other = await analyst.editor.draft(analyst.client, { ruleSet: "other", name: "另一份" });
  await page.getByRole("link", { name: /^城评/ }).click();
  await page.getByRole("link", { name: "另一份" }).click();
  await page.waitForURL(new RegExp(`/drafts/${other}$`));
  await goTo(page, "L2P1-A2");
  expect(await page.getByText(/^L2P1.json：/).count()).toBe(0);
  await openItem(page, draft, "L2P1-A2");
  await page
    .getByText(/^L2P1.json：/)
    .first()
    .waitFor();
  await page.getByRole("button", { name: "放弃这些改动" }).first().click();
  await page
    .getByText(/^L2P1.json：/)
    .first()
    .waitFor({ state: "detached" });
  expect((await filesNow())["L2P1.json"]?.startsWith("{")).toBe(true);
  await journey.finish();
});

/** Without the page being loaded anew. */
async function goTo(page: Page, item: string): Promise<void> {
  await page.getByRole("textbox", { name: /搜索/ }).fill(item);
  await page.keyboard.press("Enter");
  await page.waitForURL(new RegExp(`/items/${item}$`));
  await page.locator("[data-projection]").first().waitFor();
}
