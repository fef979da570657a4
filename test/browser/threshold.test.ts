/**
 * J1: a threshold goes from 90 to 95 %; the cases between fail, say why, and keep it from being published until they
 * are accepted; then it is published, and read-only.
 */
import { expect, test } from "vitest";
import { analystAtWork } from "./support/analyst.ts";
import { formulaPane } from "./support/formulas.ts";

const analyst = analystAtWork({ onePerson: true, also: ["reviewer"] });

const WORDS = {
  "zh-CN": {
    pane: "b4 结案率得分",
    bands: "分档表",
    failing: "7/90 个用例未通过",
    filter: "未通过 7",
    case: /^(?!选择用例).*结案率恰为 90%/,
    reason: "得分：期望 4.00，实得 3.00",
    more: "更多",
    acceptAll: "采用全部 7 个未通过用例的引擎结果",
    accept: "采用引擎结果",
    passed: "90 个用例全部通过",
    explain: "计算过程",
    explained: /^b4（结案率得分） = 90% 未达 95%，达到 85% → 15$/,
    review: "审核与发布",
    blocked: "7 个用例与预期不符：改正公式，或采用新值并说明。",
    why: "先处理上面“能否发布”所列各项。",
    change: "b4 城市管理事部件的结案率 20 分档下限",
    publish: "发布",
    summary: ["改动 1 处", "7 个用例的期望改变"],
    open: "打开已发布的规则",
    published: "已发布的规则不再改动。",
    insert: "插入",
  },
  en: {
    pane: "b4 Closure",
    bands: "Bands",
    failing: "7 of 90 cases fail",
    filter: "Failing 7",
    case: /^(?!Select case).*Closure rate exactly 90/,
    reason: "score: expected 4.00, got 3.00",
    more: "More",
    acceptAll: "Accept the engine's answer for all 7 failing cases",
    accept: "Accept the engine's answer",
    passed: "All 90 cases pass",
    explain: "How it came about",
    explained: /^b4 \(Closure\) = 90%, below 95%, reaches 85% → 15$/,
    review: "Review and publish",
    blocked: /^7 cases fail/,
    why: "What is listed above under “Can it be published?” comes first.",
    change: "b4",
    publish: "Publish",
    summary: ["1 change", "7 cases expect something else"],
    open: "Open the published rules",
    published: "Published rules never change.",
    insert: "Insert",
  },
} as const;

test.each(["zh-CN", "en"] as const)("the closure rate's first band, in %s", async (language) => {
  const words = WORDS[language];
  const journey = await analyst.opens("total", { language });
  const { page } = journey;
  const search = page.getByRole("searchbox").or(page.getByRole("textbox")).first();
  await search.fill("L2P1-A1");
  await page.keyboard.press("Enter");
  await page.waitForURL(/items\/L2P1-A1$/);
  const pane = formulaPane(page, words.pane);
  await pane.getByText(words.bands, { exact: true }).click();
  const rows = pane.getByRole("row");
  const first = rows.nth(1).getByRole("cell").nth(0).locator("input");
  await first.focus();
  await page.keyboard.type("95%");
  await page.keyboard.press("Enter");

  // What the next band is below follows by itself; no case expects what the bands say now.
  await expect
    .poll(() => rows.nth(2).getByRole("cell").nth(1).locator("input").getAttribute("aria-label"))
    .toBe("95%");
  await page.getByText(words.failing).waitFor();
  await journey.screenshot(`threshold-failing-${language}`);
  await page.getByText(words.filter, { exact: true }).click();
  await page.getByRole("gridcell", { name: words.case }).dblclick();
  const details = page.getByRole("dialog");
  await details.getByText(words.reason).waitFor();
  await details.getByText(words.explain).click();
  await details.getByText(words.explained).waitFor();
  await journey.expectAccessible();
  await journey.screenshot(`threshold-case-${language}`);
  await page.keyboard.press("Escape");
  await details.waitFor({ state: "detached" });

  // Not to be published like this, and why.
  await page.getByRole("button", { name: words.review }).click();
  await page.locator(".obstacles").getByText(words.blocked).waitFor();
  const publish = page.getByRole("button", { name: words.publish, exact: true });
  await page.getByText(words.why).waitFor();
  expect(await publish.isDisabled()).toBe(true);
  const changes = page.locator(".changes > li");
  const told = await changes.innerText();
  expect(told).toContain("L2P1-A1");
  expect(told).toContain(words.change);
  expect(told.replaceAll(/\s+/g, " ")).toMatch(/90%.*95%/);
  await journey.expectAccessible();
  await page.getByRole("link", { name: "L2P1-A1" }).click();
  await page.getByText(words.failing).waitFor();

  await page.locator(".cases-tools").getByRole("button", { name: words.more }).click();
  await page.getByRole("menuitem", { name: words.acceptAll }).click();
  await page.getByRole("dialog").getByRole("button", { name: words.accept }).click();
  await page.getByText(words.passed).waitFor();
  await journey.expectAccessible();

  await page.getByRole("button", { name: words.review }).click();
  await expect.poll(() => publish.isEnabled()).toBe(true);
  await publish.click();
  const dialog = page.getByRole("dialog");
  expect(await dialog.getByRole("listitem").allInnerTexts()).toEqual(words.summary);
  await journey.screenshot(`threshold-publish-${language}`);
  await journey.expectAccessible();
  await dialog.getByRole("button", { name: words.publish }).click();
  await page.getByRole("link", { name: words.open }).click();
  await page.getByText(words.published).waitFor();
  const ruleSet = new URL(page.url()).pathname.split("/")[2] ?? "";
  await page.goto(`/rule-sets/${ruleSet}/items/L2P1-A1`);
  await formulaPane(page, words.pane).waitFor();
  expect(await page.getByRole("button", { name: words.insert }).count()).toBe(0);
  const { json } = await analyst.client.send("GET", `/rule-sets/${ruleSet}/revisions`);
  expect(json.revisions.map(({ revision }: { revision: number }) => revision)).toEqual([1]);
  await journey.finish();
});
