/**
 * A year that does not exist, made from the shipped set with nothing but the page: an indicator goes, one with bands
 * and a capped ratio comes, weights move, a figure gets another name, and ties are rounded to even. It is published,
 * and the service scores a city by it to the cent that was worked out by hand.
 */
import { readFileSync } from "node:fs";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Case } from "../../engine/cases/case.ts";
import type { Client } from "../support/test-service.ts";
import { type EditorService, startEditorService } from "./support/editor-service.ts";
import { formulaPane } from "./support/formulas.ts";
import { type Journey, startJourney } from "./support/journey.ts";

const YEAR = "cn-smart-city-2020";

let editor: EditorService;
let analyst: Client;
beforeAll(async () => {
  editor = await startEditorService({ onePerson: true });
  analyst = await editor.person("analyst", "reviewer");
});
afterAll(() => editor.close());

test("the rules of 2020 are made from those of 2018 on the page, published, and score a city", async () => {
  const journey = await startJourney({
    address: editor.address,
    as: analyst,
    width: 1400,
    height: 1200,
  });
  const { page } = journey;
  await beginDraft(page);
  await nameAndRound(page);
  await journey.expectAccessible();
  await removeNetworkingRate(page);
  await addIntelligentUse(journey);
  await moveWeights(page);
  await renameFigure(page);
  await settleCases(journey);
  await publish(journey);
  await journey.finish();

  const reply = await analyst.send("POST", `/rule-sets/${YEAR}/score`, {
    body: { inputs: CITY.inputs, final: true },
  });
  expect(reply.status).toBe(200);
  expect(reply.json.total).toBe(CITY.total);
  expect(reply.json.scores).toEqual(CITY.scores);
}, 600_000);

/** The new indicator continues the ids of its siblings; the last of them was A3. */
const NEW = "L2P2-A4";

/**
 * The invented city of the shipped cases, whose scores of 2018 are worked out there item by item. In 2020:
 *
 * - L2P1-A1: 30 % × (20 + 15 + 20 + 10 + 10) = 22.50 (20 % before); L2P1-A5: 10 % × 50 = 5.00.
 *   L2P1 = 3 % × (22.50 + 7.14 + 4.45 + 10.00 + 5.00) = 3 % × 49.09 = 1.4727 → 1.47
 * - L2P2-A2 is gone. L2P2-A4: accuracy 88 % reaches 85 %, 25 points; 1,337 of 1,800 cameras, 60 × 1337/1800;
 *   30 % × (25 + 60 × 1337/1800) = 7.5 + 13.37 = 20.87.
 *   L2P2 = 5 % × (38.33 + 20.50 + 20.87) = 5 % × 79.70 = 3.985, half-way: to even 3.98 (half up would be 3.99)
 * - L3P2-A1: 57/96 × 100 = 59.375, half-way as well: the even one is 59.38, as it was
 * - L2 = 1.47 + 3.98 + 2.74 = 8.19
 * - Total = 15.87 + 8.19 + 4.01 + 3.34 + 4.40 − 0.60 + 2.88 + 30.54 = 68.63
 */
const CITY = (() => {
  const file = new URL("../../rules/cn-smart-city-2018/cases/whole-city.json", import.meta.url);
  const { cases } = JSON.parse(readFileSync(file, "utf8")) as { readonly cases: readonly Case[] };
  const worked = cases.find(({ id }) => id === "city-of-yunquan");
  if (worked?.expect.scores === undefined) throw new Error("no worked city");
  const { "L2P2-A2": _figures, ...inputs } = worked.inputs;
  const { "L2P2-A2": _score, ...scores } = worked.expect.scores;
  return {
    inputs: {
      ...inputs,
      [NEW]: { alertAccuracy: "88", camerasSmart: 1337, camerasPlanned: 1800 },
      "L3P2-A1": { monitoredUnits: 57, keyUsersTotal: 96 },
    },
    scores: {
      ...scores,
      "L2P1-A1": "22.50",
      "L2P1-A5": "5.00",
      L2P1: "1.47",
      [NEW]: "20.87",
      L2P2: "3.98",
      L2: "8.19",
    },
    total: "68.63",
  };
})();

async function beginDraft(page: Page): Promise<void> {
  await page.goto("/");
  await page.getByRole("button", { name: "新建草稿" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("新编号").fill(YEAR);
  await dialog.getByLabel("草稿名称").fill("2020 年草稿");
  await dialog.getByRole("button", { name: "建立草稿" }).click();
  await page.waitForURL(/\/drafts\/[^/]+$/);
  await page.getByRole("tree").waitFor();
}

/** The item's page, by typing its id into the search of the tree; its details are opened. */
async function goTo(page: Page, id: string): Promise<void> {
  const search = page.getByLabel(/^搜索编号/);
  await search.fill(id);
  await search.press("Enter");
  await page.waitForURL(new RegExp(`items/${id}$`));
  await search.fill("");
}

async function enter(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await field.press("Enter");
}

/** What the set is called, and ties to even at every level. */
async function nameAndRound(page: Page): Promise<void> {
  await page.getByRole("tab", { name: "详情", exact: true }).click();
  await enter(page.getByLabel("名称 中文").first(), "新型智慧城市评价指标（2020）");
  await enter(page.getByLabel("名称 英文").first(), "New smart city evaluation indicators (2020)");
  await enter(page.getByLabel("年版", { exact: true }), "2020");
  await page.getByLabel("方式", { exact: true }).first().click();
  await page.getByTitle("四舍六入五成双").click();
  await page.getByRole("button", { name: "其余 3 级也这样修约" }).click();
  await page.getByRole("button", { name: /级也这样修约/ }).waitFor({ state: "detached" });
}

async function removeNetworkingRate(page: Page): Promise<void> {
  await goTo(page, "L2P2-A2");
  await page.getByRole("button", { name: "删除此指标" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("它的用例 12 个一并删除。").waitFor();
  await dialog.getByRole("button", { name: "删除此指标" }).click();
  await page.waitForURL(/items\/L2P2$/);
  await page.getByRole("tree").getByText("70% ≠ 100%").waitFor();
}

/** 视频智能应用: bands for the accuracy of alerts (40 points), a capped ratio of cameras (60 points). */
async function addIntelligentUse({ page, expectAccessible, screenshot }: Journey): Promise<void> {
  await page.getByRole("button", { name: "增加下级" }).click();
  await page.waitForURL(new RegExp(`items/${NEW}$`));
  // It takes the weight that its siblings leave.
  const weight = page.getByRole("tree").getByLabel("新指标 的权重");
  await expect.poll(() => weight.inputValue()).toBe("30%");
  await enter(page.getByLabel("名称 中文").first(), "视频智能应用");
  await enter(page.getByLabel("名称 英文").first(), "Intelligent use of video");
  await addFigure(page, "alertAccuracy", "智能预警准确率", "Accuracy of alerts", "%", "百分数");
  await addFigure(page, "camerasSmart", "智能摄像机数量", "Intelligent cameras", "台");
  await addFigure(
    page,
    "camerasPlanned",
    "应建智能摄像机数量",
    "Intelligent cameras planned",
    "台",
  );

  await page.getByRole("button", { name: "增加部分 b1" }).click();
  await page.getByRole("button", { name: "增加部分 b2" }).click();
  const bands = formulaPane(page, "b1 得分");
  await bands.locator(".fx-hole").click();
  await insert(page, "分档");
  await bands.getByText("分档表", { exact: true }).click();
  await bands.locator(".fx-hole").click();
  await say(page, bands, "znyj");
  await bands.getByRole("button", { name: "在“其余”之上增加一档" }).click();
  const rows = bands.getByRole("row");
  const cell = (row: number, column: number): Locator =>
    rows.nth(row).getByRole("cell").nth(column).locator("input");
  for (const [row, bound, points] of [
    [1, "95%", "40"],
    [2, "85%", "25"],
    [3, "70%", "10"],
  ] as const) {
    await write(page, cell(row, 0), bound);
    await write(page, cell(row, 2), points);
  }

  const ratio = formulaPane(page, "b2 得分");
  await ratio.locator(".fx-hole").click();
  await insert(page, "比率（部分）");
  await ratio.locator(".fx-above [data-leaf]").focus();
  await say(page, ratio, "znsx");
  await ratio.locator(".fx-below [data-leaf]").focus();
  await say(page, ratio, "yjzn");
  await ratio.locator(".fx-fraction").focus();
  await choose(page, "规定分母为 0 时的值");
  // What the menu has put in is where the keys go.
  await ratio.locator(".fx-guarded .fx-hole").waitFor();
  await page.keyboard.type("0");
  await page.keyboard.press("Enter");
  await ratio.locator(".fx-guarded[data-at]").focus();
  await choose(page, "包上“最高”");
  await write(page, ratio.locator('[data-leaf="/*/1"]'), "60");

  const score = formulaPane(page, "得分");
  await score.getByText("文本", { exact: true }).click();
  const text = score.getByRole("textbox", { name: "文本公式" });
  await text.fill("权重×（b1＋b2）");
  await text.press("Enter");
  await page.getByRole("tree").getByText("合计 100%").first().waitFor();
  await screenshot("year-2020-new-indicator");
  await expectAccessible();
}

async function addFigure(
  page: Page,
  id: string,
  zh: string,
  en: string,
  unit: string,
  type?: string,
): Promise<void> {
  await page.getByRole("button", { name: "增加数据项" }).click();
  const name = page.getByLabel("待填写 的编号");
  // It has the focus, so that one can write at once.
  await name.and(page.locator(":focus")).waitFor();
  await page.keyboard.type(id);
  await page.keyboard.press("Enter");
  const entry = page.locator(".form-map > .ant-collapse > .ant-collapse-item", { hasText: id });
  if (type !== undefined) {
    await entry.getByLabel("类型").click();
    await page.getByTitle(type, { exact: true }).click();
  }
  await enter(entry.getByLabel("名称 中文"), zh);
  await enter(entry.getByLabel("名称 英文"), en);
  await enter(entry.getByLabel("计量单位"), unit);
}

async function insert(page: Page, wish: string): Promise<void> {
  await page.keyboard.press("Space");
  await page.getByRole("combobox", { name: /名称、函数或常用写法/ }).fill(wish);
  await page.keyboard.press("Enter");
}

/** A figure, by the initials of its pinyin, into the slot that has the focus. */
async function say(page: Page, pane: Locator, initials: string): Promise<void> {
  await page.keyboard.type(initials);
  await pane.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
}

async function choose(page: Page, command: string): Promise<void> {
  await page.keyboard.press("Alt+Enter");
  await page.getByRole("menuitem", { name: command }).click();
}

async function write(page: Page, cell: Locator, text: string): Promise<void> {
  await cell.focus();
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

/** 10 % go from the last to the first item of 城市管理, in the tree. */
async function moveWeights(page: Page): Promise<void> {
  await goTo(page, "L2P1");
  const tree = page.getByRole("tree");
  await enter(tree.getByLabel("数字化城管情况 的权重"), "30%");
  await tree.getByText("110% ≠ 100%").waitFor();
  await enter(tree.getByLabel("园林绿化信息化和精细化管理水平 的权重"), "10%");
  await tree.getByText("110% ≠ 100%").waitFor({ state: "detached" });
}

async function renameFigure(page: Page): Promise<void> {
  await goTo(page, "L3P2-A1");
  await page.getByRole("button", { name: /monitored$/ }).click();
  await enter(page.getByLabel("纳入在线监测的重点用能单位数量 的编号"), "monitoredUnits");
  await page
    .locator(".form-map")
    .getByRole("button", { name: /monitoredUnits$/ })
    .waitFor();
  // The comparison of the years is told that it is the same figure.
  const fields = page.locator(".form-map input, .form-map textarea");
  await expect
    .poll(() => fields.evaluateAll((all) => all.map((field) => (field as HTMLInputElement).value)))
    .toContain("L3P2-A1/monitored");
}

/** What 2018 expected is replaced where 2020 says otherwise, and what nothing shows yet gets cases. */
async function settleCases({ page, screenshot, expectAccessible }: Journey): Promise<void> {
  await goTo(page, "total");
  await page.getByRole("tab", { name: "用例", exact: true }).click();
  await page.getByRole("tab", { name: /^全套未覆盖 [1-9]/ }).click();
  await page.getByRole("button", { name: "为全套寻找并采用建议的用例" }).click();
  await page.getByRole("tab", { name: "全套未覆盖 0" }).waitFor();
  await page.getByRole("tab", { name: /^全套未通过 [1-9]/ }).click();
  await screenshot("year-2020-failing");
  await expectAccessible();
  await page.getByRole("button", { name: /采用全部 \d+ 个未通过用例的引擎结果$/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "采用引擎结果" }).click();
  await page.getByText("全套用例都通过").waitFor();
}

async function publish({ page, screenshot, expectAccessible }: Journey): Promise<void> {
  await page.getByRole("button", { name: "审核与发布" }).click();
  await page.getByText("检查无错误，用例全部通过，覆盖完整。").waitFor();
  await screenshot("year-2020-review");
  await expectAccessible();
  await page.getByLabel("提请说明").fill("按 2020 年通知修订");
  await page.getByRole("button", { name: "提请审核" }).click();
  await page.getByRole("button", { name: "同意" }).click();
  await page.getByRole("button", { name: "发布", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("文号").fill("示例〔2020〕1 号");
  await dialog.getByRole("button", { name: "发布" }).click();
  await page.getByRole("link", { name: "打开已发布的规则" }).click();
  await page.getByText("已发布的规则不再改动。").waitFor();
}
