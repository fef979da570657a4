/** The cases beside a rule: by keyboard, by Excel, against the engine; nothing is accepted unseen. */
import { expect, test } from "vitest";
import { analystAtWork } from "./support/analyst.ts";
import type { Journey } from "./support/journey.ts";

const NODE = "L2P1-A2";
/** The name of the first case; its row begins with the box that selects it. */
const FIRST = /^(?!选择用例).*全部达到/;

const analyst = analystAtWork();

test("a figure typed by keyboard fails its case, says why, and one step takes it back", async () => {
  const journey = await analyst.opens(NODE);
  const { page } = journey;
  await page.getByText("15 个用例全部通过").waitFor();
  const grid = page.getByRole("grid");
  await grid.getByRole("gridcell", { name: FIRST }).click();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("６０");
  await page.keyboard.press("Enter");
  await page.getByText("1/15 个用例未通过").waitFor();
  await page.getByRole("gridcell", { name: "20.00 → 10.00" }).waitFor();
  await journey.expectAccessible();
  await journey.screenshot("cases-failing");
  await page.keyboard.press("Control+z");
  await page.getByText("15 个用例全部通过").waitFor();
  await journey.finish();
});

test("text that is no figure stays in its cell with what would be right", async () => {
  const journey = await analyst.opens(NODE);
  const { page } = journey;
  await page.getByRole("gridcell", { name: FIRST }).click();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.type("很多");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("应为数，如 12.5").waitFor();
  expect(await page.locator("input[data-editing]").inputValue()).toBe("很多");
  await page.keyboard.press("Escape");
  expect(await page.locator("input[data-focused]").inputValue()).toBe("120");
  await journey.finish();
});

test("a case that is added is filled in, fails, is accepted, and stands in the review until it is worked out", async () => {
  const journey = await analyst.opens(NODE);
  const { page } = journey;
  await page.getByRole("button", { name: "新增用例" }).click();
  const details = page.getByRole("dialog");
  await details.getByLabel("名称（中文）").fill("一半");
  await details.getByLabel("名称（中文）").press("Enter");
  const inputs = details.locator(".field input");
  await inputs.nth(3).fill("30");
  await inputs.nth(3).press("Enter");
  await inputs.nth(4).fill("60");
  await inputs.nth(4).press("Enter");
  await details.getByRole("textbox", { name: "得分", exact: true }).fill("9.00");
  await details.getByRole("textbox", { name: "得分", exact: true }).press("Enter");
  await details.getByText("得分：期望 9.00，实得 10.00").waitFor();
  await journey.screenshot("case-details");
  await details.getByRole("button", { name: "采用新值" }).click();
  await details.getByRole("img", { name: "通过", exact: true }).waitFor();
  await journey.expectAccessible();
  await page.keyboard.press("Escape");
  await page.getByText("未核算 1").first().waitFor();
  await page.goto(page.url().replace(/\/items\/.*/, ""));
  await page.getByRole("tab", { name: "未核算 1" }).click();
  const basis = page.getByLabel("核算过程 一半");
  await journey.screenshot("cases-review");
  await basis.fill("20%×(30/60)×100=10.00");
  await basis.blur();
  await page.getByText("没有未核算的用例").waitFor();
  await journey.finish();
});

test("a table from Excel is shown before it is applied, and is one step", async () => {
  const journey = await analyst.opens(NODE);
  const { page } = journey;
  await page.getByRole("gridcell", { name: FIRST }).click();
  await page.keyboard.press("ArrowRight");
  await paste(page, "编号\t期望\tmonitoredLength\ttotalLength\nfrom-excel\t５.00\t很长\t60");
  await page.getByText("1 个单元格无法识别").waitFor();
  expect(await page.getByRole("button", { name: "应用" }).isDisabled()).toBe(true);
  await page.getByRole("button", { name: "取消" }).click();
  await paste(page, "编号\t期望\tmonitoredLength\ttotalLength\nfrom-excel\t５.00\t１５\t60");
  await page.getByText("新增 1 个用例").waitFor();
  await journey.screenshot("cases-paste");
  await journey.expectAccessible();
  await page.getByRole("button", { name: "应用" }).click();
  await page.getByText("16 个用例全部通过").waitFor();
  await page.keyboard.press("Control+z");
  await page.getByText("15 个用例全部通过").waitFor();
  await journey.finish();
});

test("what a case of a whole city expects is edited answer by answer", async () => {
  const journey = await analyst.opens("total", { height: 1400 });
  const { page, filesNow } = journey;
  await page.getByRole("tab", { name: "用例", exact: true }).first().click();
  await page.getByLabel("筛选用例").fill("一项未填");
  await page.getByRole("button", { name: /一项未填/ }).click();
  const details = page.getByRole("dialog");
  await details.getByLabel("状态").waitFor();
  const enter = async (label: string, text: string): Promise<void> => {
    await details.getByRole("textbox", { name: label, exact: true }).fill(text);
    await details.getByRole("textbox", { name: label, exact: true }).press("Enter");
  };
  await enter("总得分 最高", "很高");
  await details.getByText("应为得分，如 12.50").waitFor();
  await enter("总得分 最高", "99.00");
  await details.getByText(/区间：期望/).waitFor();
  await details.getByLabel("增加要检查的指标").fill("L2P1-A1");
  await page.keyboard.press("Enter");
  await enter("L2P1-A1 数字化城管情况", "—");
  await journey.expectAccessible();
  await journey.screenshot("case-of-city");
  await page.getByText("已保存", { exact: true }).waitFor();
  const file = JSON.parse((await filesNow())["cases/whole-city.json"] ?? "");
  const { expect: expected } = file.cases.find(({ id }: { id: string }) => id === "nothing-given");
  expect([expected.range, expected.scores["L2P1-A1"]]).toEqual([["0.00", "99.00"], null]);
  await journey.finish();
});

test("on a narrow screen cases are cards, and nothing scrolls sideways", async () => {
  const journey = await analyst.opens(NODE, {
    width: 390,
    height: 844,
    language: "en",
    touch: true,
  });
  const { page } = journey;
  await page.getByRole("tab", { name: "Cases", exact: true }).click();
  await page.getByText("All 15 cases pass").waitFor();
  await page.getByRole("button", { name: /All of them/ }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await journey.expectAccessible();
  await journey.screenshot("cases-narrow");
  await journey.finish();
});

/** As the browser would tell of Ctrl+V. */
async function paste(page: Journey["page"], text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const data = new DataTransfer();
    data.setData("text/plain", pasted);
    const event = new ClipboardEvent("paste", {
      clipboardData: data,
      bubbles: true,
      cancelable: true,
    });
    document.activeElement?.dispatchEvent(event);
  }, text);
}
