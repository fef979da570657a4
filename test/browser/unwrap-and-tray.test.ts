/** J11: unwrap, tray, duplicate, delete, quick typing as one step; all the way back and forth, kept over a reload. */
import { expect, test } from "vitest";
import { analystAtWork } from "./support/analyst.ts";
import { formulaPane, openItem } from "./support/formulas.ts";

const analyst = analystAtWork();

test("b1 out of 0.4×b1 + 0.6×b2, its weight put back, five steps that undo to the byte", async () => {
  const journey = await analyst.opens("L2P2-A1", { stillClock: true });
  const { page, draft, filesNow } = journey;
  const score = async (): Promise<unknown> =>
    JSON.parse((await filesNow())["L2P2.json"] ?? "").children[0].score;
  const original = await filesNow();
  const pane = formulaPane(page, "得分");
  const place = (at: string) => pane.locator(`[data-at="${at}"]`).first();

  await place("/*/1/+/0/*/1").click();
  await page.keyboard.press("Alt+u");
  const putBack = pane.getByRole("button", { name: "与此相加 0.4" });
  await putBack.waitFor();
  await journey.screenshot("tray");
  await journey.expectAccessible();

  // Picked up by Space, led by arrows from place to place, each of them said, and let go beside b1.
  await pane.getByRole("button", { name: "0.4", exact: true }).focus();
  await page.keyboard.press("Space");
  const said = (): Promise<string> =>
    pane
      .locator('[id^="DndLiveRegion"]')
      .evaluateAll((all) => all.map((one) => one.textContent).join());
  await expect.poll(said).not.toBe("");
  const beside = pane.locator('[data-at="/*/1/+/0"] > .fx-add-over');
  for (let press = 0; press < 20 && (await beside.count()) === 0; press++) {
    const before = await said();
    await page.keyboard.press("ArrowRight");
    await expect.poll(said).not.toBe(before);
  }
  expect(await said()).toMatch(/^与此相加 /);
  await journey.screenshot("tray-slots");
  await page.keyboard.press("Space");
  const weight = { var: "weight" };
  const term = { "*": [0.6, { var: "b2" }] };
  await expect.poll(score).toEqual({ "*": [weight, { "+": [{ var: "b1" }, 0.4, term] }] });

  await place("/*/1/+/0").click();
  await page.keyboard.press("Control+d");
  await expect
    .poll(score)
    .toEqual({ "*": [weight, { "+": [{ var: "b1" }, { var: "b1" }, 0.4, term] }] });
  await page.keyboard.press("Delete");
  await pane.getByText(/删除/).first().waitFor();
  await page.keyboard.press("Delete");
  await expect
    .poll(score)
    .toEqual({ "*": [weight, { "+": [{ var: "b1" }, { "?": [] }, 0.4, term] }] });

  for (const number of ["0.5", "0.6", "0.7", "0.8", "0.9"]) {
    await place("/*/1/+/2").click();
    await page.keyboard.type(number);
    await page.keyboard.press("Enter");
  }
  await expect
    .poll(score)
    .toEqual({ "*": [weight, { "+": [{ var: "b1" }, { "?": [] }, 0.9, term] }] });
  const changed = (await filesNow())["L2P2.json"];

  await page.getByRole("tab", { name: "历史", exact: true }).click();
  const latest = page.locator("button[aria-current=step]");
  await latest.getByText("0.4 → 0.9").waitFor();
  await journey.screenshot("history-of-five");
  expect(await page.getByRole("button", { name: /0\.8 → 0\.9/ }).count()).toBe(0);

  await place("/*/1/+/0").click();
  for (let step = 0; step < 5; step++) await page.keyboard.press("Control+z");
  await expect.poll(filesNow).toEqual(original);
  for (let step = 0; step < 5; step++) await page.keyboard.press("Control+y");
  await expect.poll(async () => (await filesNow())["L2P2.json"]).toBe(changed);
  await page.reload();
  await openItem(page, draft, "L2P2-A1");
  await place("/*/1/+/2").waitFor();
  await page.getByRole("tab", { name: "历史", exact: true }).click();
  await latest.getByText("0.4 → 0.9").waitFor();
  await place("/*/1/+/0").click();
  for (let step = 0; step < 5; step++) await page.keyboard.press("Control+z");
  await expect.poll(filesNow).toEqual(original);
  await journey.expectAccessible();
  await journey.finish();
});
