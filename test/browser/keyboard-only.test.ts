/** J10: a bound changed, run and saved without a mouse; what happens is said, and the focus is seen at every step. */
import { expect, test } from "vitest";
import { analystAtWork } from "./support/analyst.ts";
import { formulaPane } from "./support/formulas.ts";

const analyst = analystAtWork();

test("the correct-dispatch bands by keys alone", async () => {
  const journey = await analyst.opens("L2P1-A1");
  const { page } = journey;
  const pane = formulaPane(page, "b2 派遣正确率得分");
  const said = (): Promise<string> => pane.locator(".fp-live[role=status]").innerText();
  const focused = (): Promise<string | null> =>
    page.evaluate(
      () => document.activeElement?.closest("[data-at]")?.getAttribute("data-at") ?? null,
    );
  await pane.locator("[data-at='']").first().focus();
  await expect.poll(said).toContain("不低于 90%");
  await page.keyboard.press("ArrowDown");
  expect(await focused()).toBe("/if/0/>=/0");
  await page.keyboard.press("ArrowRight");
  expect(await focused()).toBe("/if/1");
  await expect.poll(said).toContain("20");
  await page.keyboard.press("End");
  expect(await focused()).toBe("/if/8");
  await page.keyboard.press("Escape");
  expect(await focused()).toBe("");
  await page.keyboard.press("v");
  await pane
    .locator(".fp-worked")
    .getByText(/达到 90% → 20$/)
    .waitFor();
  await journey.screenshot("keyboard-worked");
  const ring = await page.evaluate(
    () => getComputedStyle(document.activeElement as Element).boxShadow,
  );
  expect(ring).not.toBe("none");

  await page.keyboard.press("Control+Alt+2");
  await pane.locator("table").waitFor();
  await pane.locator("tbody tr").nth(1).locator("input").first().focus();
  await page.keyboard.type("86");
  await page.keyboard.press("Enter");
  await expect.poll(said).toContain("86%");
  await expect
    .poll(() => pane.locator("tbody tr").nth(2).locator("td").nth(1).innerText())
    .toBe("86%");
  await page.keyboard.press("Control+Alt+5");
  const tree = pane.getByRole("tree");
  await tree.waitFor();
  await journey.expectAccessible();
  await journey.screenshot("keyboard-structure");
  await tree.getByRole("treeitem").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowLeft");
  expect(await focused()).toBe("/if/0");

  // All cases are run; each that fails is gone to, and what came taken over.
  const health = page.locator("[data-cases-health]");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => health.evaluate((one) => one === document.activeElement)).toBe(true);
  await expect.poll(() => health.innerText()).toMatch(/^[1-9]\d*\/90 个用例未通过$/);
  await journey.screenshot("keyboard-failing");
  const accept = page.getByRole("dialog").getByRole("button", { name: "采用新值" });
  for (let failing = Number.parseInt(await health.innerText(), 10); failing > 0; failing--) {
    await page.keyboard.press("F8");
    await expect.poll(() => accept.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await expect
      .poll(() => health.innerText())
      .toBe(failing === 1 ? "90 个用例全部通过" : `${failing - 1}/90 个用例未通过`);
  }
  await journey.expectAccessible();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.keyboard.press("Control+s");
  await page.getByText("已保存", { exact: true }).waitFor();
  await journey.finish();
}, 180_000);
