/** J4: a checklist with a condition for everything: required or not, rows moved by pointer and keys, the sum checked. */
import { expect, test } from "vitest";
import { analystAtWork } from "./support/analyst.ts";
import { formulaPane } from "./support/formulas.ts";

const analyst = analystAtWork();

test("the traffic index platform: required, then not; rows moved; twelve points for ten", async () => {
  const journey = await analyst.opens("L1P2-A1");
  const { page } = journey;
  const score = formulaPane(page, "得分");
  const pane = formulaPane(page, "b1 城市交通运行指数计算与公共平台能力");
  await pane.getByText("清单表", { exact: true }).click();
  const rows = pane.locator("tbody tr");
  const points = (): Promise<string[]> => rows.locator("td.ft-number").allInnerTexts();
  await expect.poll(points).toEqual(["15", "10", "5", "10", "10", "10"]);
  const required = rows.first().getByRole("checkbox");
  expect(await required.isChecked()).toBe(true);
  await journey.expectAccessible();
  await journey.screenshot("checklist-gate");

  await required.uncheck();
  await expect.poll(() => score.locator(".fx-brace").count()).toBe(0);
  await page.keyboard.press("Control+z");
  await expect.poll(() => required.isChecked()).toBe(true);

  const labels = (): Promise<string[]> => rows.locator("td:nth-child(2) .fx-label").allInnerTexts();
  await rows.nth(5).locator("input[data-leaf]").first().focus();
  await page.keyboard.press("Control+Shift+ArrowUp");
  await expect.poll(async () => (await labels()).slice(3)).toEqual(["预测", "事件分析", "预警"]);
  await page.keyboard.press("Control+z");
  await expect.poll(async () => (await labels()).slice(3)).toEqual(["预测", "预警", "事件分析"]);
  const grip = rows.nth(5).getByRole("button", { name: /^移动/ });
  await grip.focus();
  await page.keyboard.press("Space");
  await page.getByText(/^事件分析.*将放到第 6 位/).waitFor({ state: "attached" });
  await page.keyboard.press("ArrowUp");
  await page.getByText(/将放到第 5 位，共 6 位/).waitFor({ state: "attached" });
  await page.keyboard.press("Space");
  await expect.poll(async () => (await labels()).slice(3)).toEqual(["预测", "事件分析", "预警"]);

  await rows.nth(3).locator("td.ft-number input").focus();
  await page.keyboard.type("12");
  await page.keyboard.press("Enter");
  await pane.getByText("合计 62，原文满分 60").waitFor();
  await journey.screenshot("checklist-sum");
  await journey.expectAccessible();
  await pane.getByRole("button", { name: "把满分改为 62" }).click();
  await expect.poll(() => pane.getByText("合计 62，原文满分 60").count()).toBe(0);
  await journey.finish();
}, 180_000);
