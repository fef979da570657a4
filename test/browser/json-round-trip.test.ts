/** J7: JSON and all other views show one text; an operator that nobody knows stays as it is, to the byte. */
import { expect, test } from "vitest";
import { analystAtWork } from "./support/analyst.ts";
import { formulaPane, openItem } from "./support/formulas.ts";

const analyst = analystAtWork();

const FILE = "L2P1.json";
const UNKNOWN = '{"foo":[1]}';

test("a cursor in the text is a node of the formula; an unknown function goes through every view", async () => {
  const journey = await analyst.opens("L2P1-A1");
  const { page, draft, filesNow } = journey;
  const original = await filesNow();
  const text = original[FILE] ?? "";
  const pane = formulaPane(page, "b1 立案率得分");
  const view = (name: string) => pane.getByText(name, { exact: true });
  const bound = pane.locator('[data-at="/if/4/>=/1"]').first();

  // A leaf that is selected is selected in the text; one step of the cursor stays within it.
  await bound.click();
  await view("JSON").click();
  const code = pane.getByRole("textbox", { name: /L2P1\.json 的 JSON/ });
  await code.waitFor({ state: "attached" });
  await code.focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowDown");
  await view("公式").click();
  await bound.and(pane.locator(".fx-selected")).waitFor();
  await bound.locator("input").focus();
  await page.keyboard.press("Control+s");
  await page.getByText("已保存", { exact: true }).waitFor();
  expect(await filesNow()).toEqual(original);

  await view("JSON").click();
  await code.waitFor({ state: "attached" });
  await code.focus();
  await page.keyboard.press("Delete");
  await page.keyboard.type(UNKNOWN);
  await page.keyboard.press("Control+s");
  const at = text.indexOf("0.85", text.indexOf('"b1"'));
  const changed = text.slice(0, at) + UNKNOWN + text.slice(at + "0.85".length);
  await expect.poll(async () => (await filesNow())[FILE]).toBe(changed);

  await view("公式").click();
  await pane.locator(".fx-unknown", { hasText: "foo" }).waitFor();
  await journey.screenshot("unknown-function");
  await journey.expectAccessible();
  for (const name of ["结构", "文本", "JSON", "公式"]) {
    await view(name).click();
    await expect.poll(() => pane.locator(".fp-body").innerText()).toContain("foo");
  }
  await openItem(page, draft, "L2P1-A1");
  await pane.locator(".fx-unknown", { hasText: "foo" }).waitFor();
  expect((await filesNow())[FILE]).toBe(changed);

  // What was taken over is a step of the one history, in the text as well.
  await view("JSON").click();
  await code.waitFor({ state: "attached" });
  await code.focus();
  await page.keyboard.press("Control+z");
  await expect.poll(filesNow).toEqual(original);
  await journey.expectAccessible();
  await journey.finish();
});
