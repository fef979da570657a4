/** Forms: what the rule files hold beside formulas is edited in fields, one step each, and refused where it is wrong. */
import { expect, test } from "vitest";
import { analystAtWork, type ItemJourney } from "./support/analyst.ts";
import type { JourneyOptions } from "./support/journey.ts";

const analyst = analystAtWork();

async function openDetails(
  node: string,
  options: Partial<JourneyOptions> = {},
): Promise<ItemJourney> {
  const journey = await analyst.opens(node, { height: 1100, ...options });
  await journey.page
    .getByRole("tab", { name: options.language === "en" ? "Details" : "详情", exact: true })
    .click();
  return journey;
}

test("a figure is renamed, and formulas and cases follow; its range is refused while it is no number", async () => {
  const journey = await openDetails("L2P1-A2");
  const { page } = journey;
  await page
    .getByRole("button", { name: /monitoredLength/ })
    .first()
    .click();
  const id = page.getByLabel(/的编号/);
  await id.fill("9 km");
  await id.press("Enter");
  await page.getByText("由字母开头，只含字母、数字、下划线和连字符").waitFor();
  await id.fill("watchedLength");
  await id.press("Enter");
  await page
    .getByRole("button", { name: /watchedLength/ })
    .first()
    .waitFor();
  await journey.expectAccessible();
  await journey.screenshot("form-input");
  await page.getByRole("tab", { name: "用例", exact: true }).first().click();
  await page.getByText("15 个用例全部通过").waitFor();
  await journey.finish();
});

test("the code of an option is changed, and formulas and cases follow", async () => {
  const journey = await openDetails("L1P3-A2");
  const { page, filesNow } = journey;
  await page
    .getByRole("button", { name: /services/ })
    .first()
    .click();
  const code = page.getByLabel("代码", { exact: true }).first();
  expect(await code.inputValue()).toBe("relationTransfer");
  await code.fill("relationMove");
  await code.press("Enter");
  await page.getByRole("tab", { name: "用例", exact: true }).first().click();
  await page.getByText(/^\d+ 个用例全部通过$/).waitFor();
  await page.getByText("已保存", { exact: true }).waitFor();
  const files = await filesNow();
  const spoken = ["L1P3.json", "cases/L1P3.json", "cases/whole-city.json"].map((file) =>
    files[file]?.includes('"relationTransfer"'),
  );
  expect(spoken).toEqual([false, false, false]);
  await page.keyboard.press("Control+z");
  await page.getByRole("tab", { name: "详情", exact: true }).click();
  await page
    .getByRole("button", { name: /services/ })
    .first()
    .click();
  expect(await code.inputValue()).toBe("relationTransfer");
  await journey.finish();
});

test("a text that was refused is there again after a look at another indicator, and with Escape it is not", async () => {
  const journey = await openDetails("total", { language: "en" });
  const { page } = journey;
  const details = page.getByRole("tab", { name: "Details", exact: true });
  const date = page.getByLabel("Date", { exact: true }).first();
  const taken = await date.inputValue();
  await date.fill("soon");
  const address = page.url();
  await page
    .getByRole("treeitem", { name: /L1P1-A1/ })
    .first()
    .click();
  await page.getByRole("heading", { level: 1 }).filter({ hasNotText: "total" }).waitFor();
  await page.goto(address);
  await details.click();
  await page.getByText("What was typed here was not taken").waitFor();
  expect(await date.inputValue()).toBe("soon");
  await journey.expectAccessible();
  await journey.screenshot("form-kept-en");
  await date.press("Escape");
  expect(await date.inputValue()).toBe(taken);
  await journey.finish();
});

test("an indicator is added below, given a name, and taken away again", async () => {
  const journey = await openDetails("L2P1");
  const { page } = journey;
  await page.getByRole("button", { name: "增加下级" }).click();
  await page.getByRole("heading", { level: 1, name: "新指标" }).waitFor();
  const name = page.getByLabel("名称 中文");
  await name.fill("智慧路灯");
  await name.blur();
  await page.getByRole("heading", { level: 1, name: "智慧路灯" }).waitFor();
  await page.getByRole("button", { name: "删除此指标" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "删除此指标" }).click();
  await page.getByRole("heading", { level: 1, name: "城市管理" }).waitFor();
  await page.keyboard.press("Control+z");
  await page.getByText("智慧路灯").first().waitFor();
  await journey.finish();
});

test("the set as a whole: rounding of a level, and a date that is none", async () => {
  const journey = await openDetails("total", { language: "en" });
  const { page } = journey;
  const mode = page.getByLabel("Mode").first();
  await mode.click();
  await page.getByTitle("half even").click();
  await page.locator(".ant-select", { hasText: "half even" }).first().waitFor();
  const date = page.getByLabel("Date", { exact: true }).first();
  await date.fill("soon");
  await date.press("Enter");
  await page.getByText("A date such as 2018-12-31").waitFor();
  await journey.expectAccessible();
  await journey.screenshot("form-set-en");
  await journey.finish();
});

test("a department is added to the list and given a name, another reading is written beside a note", async () => {
  const journey = await openDetails("total");
  const { page, filesNow } = journey;
  await page.getByRole("button", { name: "填报单位", exact: true }).click();
  await page.getByRole("button", { name: "增加填报单位" }).click();
  await page.keyboard.type("weather");
  await page.keyboard.press("Enter");
  const entry = page.locator(".ant-collapse-item").filter({ hasText: "weather" }).last();
  await entry.getByLabel("名称 中文").fill("气象局");
  await entry.getByLabel("名称 中文").press("Enter");
  await entry.getByRole("button", { name: /气象局 weather/ }).waitFor();
  await journey.screenshot("form-departments");

  await page.goto(page.url().replace(/[^/]+$/, "L2P1-A2"));
  await page.getByRole("tab", { name: "详情", exact: true }).click();
  const departments = page.getByRole("combobox", { name: "数据来源部门" });
  await departments.fill("qxj");
  await departments.press("Enter");
  await page.getByRole("button", { name: "原文、说明与材料" }).click();
  await page.getByRole("button", { name: "增加说明" }).click();
  const words = page.getByLabel("内容 中文");
  const note = page.locator(".form-entry").filter({ has: words }).last();
  await note.getByLabel("内容 中文").fill("也可按条数计");
  await note.getByRole("button", { name: "增加字段" }).click();
  await page.getByRole("menuitem", { name: "另一种读法" }).click();
  await note.getByRole("button", { name: "增加字段" }).first().click();
  await page.getByRole("menuitem", { name: "计分公式" }).click();
  await note.getByLabel("计分公式").fill("20% × 100");
  await note.getByLabel("计分公式").press("Enter");
  await journey.expectAccessible();
  await journey.screenshot("form-alternative");
  await page.getByText("已保存", { exact: true }).waitFor();
  const files = await filesNow();
  expect(JSON.parse(files["rule-set.json"] ?? "").departments.weather.name.zh).toBe("气象局");
  const { children } = JSON.parse(files["L2P1.json"] ?? "");
  const { departments: ids, notes } = children.find(({ id }: { id: string }) => id === "L2P1-A2");
  expect(ids).toContain("weather");
  expect(notes.at(-1)).toMatchObject({
    text: { zh: "也可按条数计" },
    alternative: { label: { zh: "待填写" }, score: { "*": [0.2, 100] } },
  });
  await journey.finish();
});

test("words of the notice are marked as changed by selecting them", async () => {
  const journey = await openDetails("L2P1-A2");
  const { page } = journey;
  await page.getByRole("button", { name: "原文、说明与材料" }).click();
  const words = page.getByLabel("计算方法", { exact: true });
  await words.evaluate((area: HTMLTextAreaElement) => area.setSelectionRange(2, 6));
  await page.getByRole("button", { name: "标记 / 取消下划线" }).first().click();
  const marked = (await words.inputValue()).slice(2, 6);
  await page.locator(".form-source u", { hasText: marked }).first().waitFor();
  await page.getByRole("article").locator("u", { hasText: marked }).first().waitFor();
  await journey.finish();
});

test("nothing scrolls sideways on a narrow screen, long names fold", async () => {
  const phone = { width: 390, height: 844, touch: true, language: "en" } as const;
  const journey = await openDetails("L1P3-A2", phone);
  const { page } = journey;
  await page
    .getByRole("button", { name: /services/ })
    .first()
    .click();
  await page.getByLabel("Code", { exact: true }).first().waitFor();
  const widths = await page.evaluate(() => {
    const pane = document.querySelector(".workspace-one");
    return [document.documentElement.scrollWidth, pane?.scrollWidth];
  });
  expect(widths).toEqual([390, 390]);
  await journey.expectAccessible();
  await journey.screenshot("form-narrow");
  await journey.finish();
});
