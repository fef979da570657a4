/** J12: on a phone a published rule is read, a draft of the next year edited without a connection, and reviewed. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "../support/test-service.ts";
import { type EditorService, SHIPPED, startEditorService } from "./support/editor-service.ts";
import { startJourney } from "./support/journey.ts";

const PHONE = { width: 390, height: 844, touch: true } as const;
/** First bound of the first part's bands. */
const BOUND = '[data-leaf="/if/0/>=/1"]';

let editor: EditorService;
let analyst: Client;
let reviewer: Client;
beforeAll(async () => {
  editor = await startEditorService();
  analyst = await editor.person("analyst");
  reviewer = await editor.person("reviewer");
});
afterAll(() => editor.close());

test("J12: narrow, read-only, offline, review", async () => {
  const journey = await startJourney({ address: editor.address, as: analyst, ...PHONE });
  const { page, context } = journey;
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);

  // The published rule: no handle, nothing to scroll sideways, its values explain themselves.
  await page.goto(`/rule-sets/${SHIPPED}/items/L2P1-A1`);
  await page.getByRole("heading", { level: 1, name: "数字化城管情况" }).waitFor();
  await page.locator(BOUND).first().waitFor({ state: "attached" });
  expect(await width()).toBe(PHONE.width);
  expect(await page.getByRole("button", { name: "插入" }).count()).toBe(0);
  expect(await page.getByRole("textbox", { name: /的权重/ }).count()).toBe(0);
  expect(await page.locator(BOUND).first().isEditable()).toBe(false);
  // A finger on a value tells how it came about.
  await page.locator(".fx-typeset .fx-value", { hasText: /^20$/ }).first().tap();
  await page
    .locator(".fp-worked")
    .getByText(/达到 \d+% → 20$/)
    .waitFor();
  await journey.screenshot("j12-worked");
  await page.getByText("通知原文").click();
  await page.getByText("立案率不低于 95%", { exact: false }).first().waitFor();
  await journey.screenshot("j12-published");
  await journey.expectAccessible();

  // The next year's draft from it.
  await page.getByRole("button", { name: "以此为基础建草稿" }).click();
  await page.getByLabel("新编号").fill("cn-smart-city-2020");
  await page.getByLabel("草稿名称").fill("2020 年草稿");
  await page.getByRole("button", { name: "建立草稿" }).click();
  await page.waitForURL(/\/drafts\/[^/]+$/);
  const draft = page.url().split("/").at(-1) ?? "";
  await page.goto(`/drafts/${draft}/items/L2P1-A1`);

  // One bound is typed over; the line is cut while it travels.
  const bound = page.locator(BOUND).first();
  await bound.waitFor({ state: "attached" });
  journey.allow(/ERR_INTERNET_DISCONNECTED/);
  await context.setOffline(true);
  await bound.focus();
  await page.keyboard.type("96");
  await page.keyboard.press("Enter");
  await page.getByText("离线，已存本机").waitFor();
  await journey.screenshot("j12-offline");
  await journey.expectAccessible();
  expect(await boundOf(draft)).toBe(0.95);
  await context.setOffline(false);
  await page.getByText("已保存", { exact: true }).waitFor();
  expect(await boundOf(draft)).toBe(0.96);

  await page.getByRole("button", { name: "审核与发布" }).click();
  await page.getByLabel("提请说明").fill("立案率上限提高");
  await page.getByRole("button", { name: "提请审核" }).click();
  await page.getByText("等待审核员审核。").waitFor();

  // The reviewer sees words, cases and coverage, and sends it back with a comment on the indicator.
  const second = await startJourney({ address: editor.address, as: reviewer, ...PHONE });
  await second.page.goto("/");
  await second.page.getByRole("link", { name: "审核", exact: true }).click();
  await second.page.getByText("立案率上限提高").waitFor();
  await second.page.getByRole("link", { name: /L2P1-A1/ }).waitFor();
  await second.page.getByText("95%").first().waitFor();
  await second.page.getByText(/用例 \d+ 通过，[1-9]\d* 不符；覆盖 \d+\/\d+/).waitFor();
  await second.page.getByText(/个用例与预期不符/).waitFor();
  await second.page.getByRole("button", { name: "写批注" }).first().click();
  await second.page.getByLabel(/对 L2P1-A1 .* 的批注/).fill("通知未改此线");
  await second.page.getByLabel("审核意见").fill("请恢复 95%");
  await second.screenshot("j12-review");
  await second.expectAccessible();
  expect(await second.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await second.page.getByRole("button", { name: "退回" }).click();
  await second.page.getByText("请恢复 95%").first().waitFor();

  // The analyst reads the comment, mends the bound and asks again.
  await page.reload();
  await page.getByText("通知未改此线").waitFor();
  await page
    .getByRole("link", { name: /L2P1-A1/ })
    .first()
    .click();
  await bound.waitFor({ state: "attached" });
  await bound.focus();
  await page.keyboard.type("95");
  await page.keyboard.press("Enter");
  await page.getByText("已保存", { exact: true }).waitFor();
  await expect.poll(() => boundOf(draft)).toBe(0.95);
  await page.getByRole("button", { name: "审核与发布" }).click();
  await page.getByText("检查无错误，用例全部通过，覆盖完整。").waitFor();
  await page.getByLabel("提请说明").fill("已恢复");
  await page.getByRole("button", { name: "提请审核" }).click();
  await page.getByText("等待审核员审核。").waitFor();

  await second.page.reload();
  await second.page.getByText("已恢复").waitFor();
  await second.page.getByRole("button", { name: "同意" }).click();
  await second.page.getByRole("button", { name: "发布", exact: true }).click();
  await second.page.getByRole("dialog").getByRole("button", { name: "发布" }).click();
  await second.page.getByRole("link", { name: "打开已发布的规则" }).click();
  await second.page.getByText("已发布的规则不再改动。").waitFor();
  const { json } = await analyst.send("GET", "/rule-sets");
  expect(json.ruleSets.map(({ id }: { id: string }) => id).sort()).toEqual([
    "cn-smart-city-2018",
    "cn-smart-city-2020",
  ]);
  await journey.finish();
  await second.finish();
});

async function boundOf(draft: string): Promise<number> {
  const { json } = await analyst.send("GET", `/drafts/${draft}`);
  const group = JSON.parse(json.files["L2P1.json"]);
  const item = group.children.find(({ id }: { id: string }) => id === "L2P1-A1");
  return item.parts.b1.logic.if[0][">="][1];
}
