/** J8: what a fraction counts when its denominator is 0 stands beside it, and can be changed there. */
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

test("no event reported: full marks, then none, then as before", async () => {
  const draft = await editor.draft(analyst, { ruleSet: "zero", name: "zero" });
  const journey = await startJourney({ address: editor.address, as: analyst, height: 1000 });
  const { page } = journey;
  await openItem(page, draft, "L3P1-A3");
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
