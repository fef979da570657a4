/** J3: a ratio with a cap written from nothing by keys: template, pinyin initials, sums, cap, and zero settled. */
import { expect, test } from "vitest";
import { analystAtWork } from "./support/analyst.ts";
import { formulaPane } from "./support/formulas.ts";

const analyst = analystAtWork();

/** Its figures, by the ids that formulas write: what each is called. */
const FIGURES = [
  ["teacherSpaces", "教师开通网络学习空间数"],
  ["studentSpaces", "学生开通网络学习空间数"],
  ["teachersTotal", "教师总数"],
  ["studentsTotal", "学生总数"],
] as const;

test("a new item: learning spaces of teachers and pupils over teachers and pupils, at most 1", async () => {
  const journey = await analyst.opens("L1P5");
  const { page } = journey;
  await page.getByRole("tab", { name: "详情", exact: true }).click();
  await page.getByRole("button", { name: "增加下级" }).click();
  await page.getByRole("heading", { level: 1, name: "新指标" }).waitFor();
  await page.getByLabel("名称 中文").first().fill("学习空间开通率");
  await page.getByLabel("名称 中文").first().press("Enter");
  const weight = page.getByRole("tree").getByLabel("学习空间开通率 的权重");
  await weight.fill("30%");
  await weight.press("Enter");
  await page.getByRole("tree").getByText("130% ≠ 100%").waitFor();
  for (const [id, name] of FIGURES) {
    await page.getByRole("button", { name: "增加数据项" }).click();
    await page.getByLabel("待填写 的编号").waitFor();
    await page.keyboard.type(id);
    await page.keyboard.press("Enter");
    const entry = page.locator(".form-map > .ant-collapse > .ant-collapse-item", { hasText: id });
    await entry.getByLabel("名称 中文").fill(name);
    await entry.getByLabel("名称 中文").press("Enter");
  }

  const pane = formulaPane(page, "得分");
  await pane.locator(".fx-hole").click();
  await page.keyboard.press("Space");
  await page.getByRole("combobox", { name: /名称、函数或常用写法/ }).fill("比率");
  await page.keyboard.press("Enter");
  await expect.poll(() => pane.locator(".fx-hole").count()).toBeGreaterThan(1);
  const say = async (initials: string): Promise<void> => {
    await page.keyboard.type(initials);
    await pane.getByRole("option").first().waitFor();
    await page.keyboard.press("Enter");
  };
  await pane.locator(".fx-above [data-leaf]").focus();
  await say("jskt");
  await page.keyboard.press("+");
  await say("xskt");
  await pane.locator(".fx-below [data-leaf]").focus();
  await say("jszs");
  await page.keyboard.press("+");
  await say("xszs");
  // The denominator is settled and the ratio capped by the menu of the fraction.
  const choose = async (command: string): Promise<void> => {
    await page.keyboard.press("Alt+Enter");
    await page.getByRole("menuitem", { name: command }).click();
  };
  await pane.locator(".fx-fraction").focus();
  await choose("规定分母为 0 时的值");
  await pane.locator(".fx-guarded .fx-hole").waitFor();
  await page.keyboard.type("0");
  await page.keyboard.press("Enter");
  await pane.locator(".fx-guarded[data-at]").focus();
  await choose("包上“最高”");
  await journey.screenshot("capped-ratio");
  await journey.expectAccessible();
  await pane.getByText("文本", { exact: true }).click();
  const text = pane.getByRole("textbox", { name: "文本公式" });
  await expect.poll(() => text.inputValue()).toMatch(/^权重 × 最小\(1; .*\) × 100$/);

  // What nobody has shown yet is proposed: nobody to divide by, more spaces than people.
  await page.getByRole("tab", { name: "用例", exact: true }).first().click();
  await page.getByRole("tab", { name: "建议", exact: true }).click();
  await page.getByRole("button", { name: "寻找建议的用例" }).click();
  await page.getByRole("button", { name: /^check 全部采用|^全部采用/ }).click();
  await expect
    .poll(() => page.getByRole("tab", { name: /^覆盖/ }).innerText())
    .toMatch(/^覆盖 ([1-9]\d*)\/\1$/);
  await page.getByRole("tab", { name: "用例", exact: true }).last().click();
  await page.getByText(/^\d+ 个用例全部通过$/).waitFor();
  await journey.screenshot("capped-ratio-cases");
  await journey.expectAccessible();
  await journey.finish();
}, 180_000);

test("the value of a cap stands where it bites, and not a second time where it does not", async () => {
  const journey = await analyst.opens("L2P1-A3");
  const { page } = journey;
  const score = formulaPane(page, "得分");
  const whose = page.getByRole("combobox", { name: "显示谁的数值" });
  const shown = async (name: string): Promise<readonly string[]> => {
    await whose.click();
    await whose.fill(name);
    await whose.press("Enter");
    await page.locator(".values-chooser .ant-select", { hasText: name }).waitFor();
    const values = score.locator(".fx-bound .fx-value");
    await expect.poll(() => values.count()).toBeGreaterThan(0);
    return values.allTextContents();
  };
  expect(await shown("12.5/50")).toEqual(["12.5", "50", "0.25"]);
  expect(await shown("60/50，按 1")).toEqual(["60", "50", "1.2", "1"]);
  expect(await shown("恰为 1")).toEqual(["50", "50", "1"]);
  await journey.finish();
});
