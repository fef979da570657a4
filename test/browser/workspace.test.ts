/** One open draft: found, edited, undone, kept over a reload and a cut line, merged with what others saved. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "../support/test-service.ts";
import { type EditorService, SHIPPED, startEditorService } from "./support/editor-service.ts";
import { startJourney } from "./support/journey.ts";

let editor: EditorService;
let analyst: Client;
beforeAll(async () => {
  editor = await startEditorService();
  analyst = await editor.person("analyst");
});
afterAll(() => editor.close());

const makeDraft = (name: string): Promise<string> =>
  editor.draft(analyst, { ruleSet: `set-${name}`, name });
const weightIn = async (draft: string, file: string): Promise<unknown> =>
  JSON.parse((await analyst.send("GET", `/drafts/${draft}`)).json.files[file]).weight;

test.each([
  { language: "zh-CN", width: 1280, dark: false },
  { language: "en", width: 1280, dark: true },
  { language: "zh-CN", width: 390, dark: false },
  { language: "en", width: 390, dark: true },
] as const)("a published set is read by anybody: $language, $width px", async (shown) => {
  const { language, width, dark } = shown;
  const journey = await startJourney({ address: editor.address, language, width, dark });
  const { page } = journey;
  await page.goto(`/rule-sets/${SHIPPED}`);
  const tree = page.getByRole("tree");
  await tree.waitFor();
  expect(await tree.getByRole("textbox").count()).toBe(0);
  await journey.screenshot(`published-${language}-${width}-tree`);
  await journey.expectAccessible();
  await page.getByRole("textbox", { name: language === "en" ? /Search/ : /搜索/ }).fill("L2P1-A1");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForURL(/\/items\/L2P1-A1$/);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  await journey.screenshot(`published-${language}-${width}-rule`);
  await journey.expectAccessible();
  await journey.finish();
});

test("an indicator is found by pinyin initials, its weight is changed, undone, kept over a reload", async () => {
  const draft = await makeDraft("weights");
  const journey = await startJourney({ address: editor.address, as: analyst });
  const { page } = journey;
  await page.goto(`/drafts/${draft}`);
  await page.getByRole("textbox", { name: /搜索/ }).fill("jtfw");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "交通服务" }).waitFor();
  const weight = page.getByRole("tree").getByLabel("交通服务 的权重");
  expect(await weight.inputValue()).toBe("2%");
  await weight.fill("３％");
  await weight.press("Enter");
  await page.getByText("27% ≠ 26%").waitFor();
  await page.getByText("已保存", { exact: true }).waitFor();
  expect(await weightIn(draft, "L1P2.json")).toBe(0.03);
  await page.getByRole("tab", { name: "历史" }).click();
  await page
    .getByRole("button", { name: /交通服务 权重 2% → 3%/, exact: false })
    .first()
    .waitFor();
  await journey.screenshot("draft-weight");
  await journey.expectAccessible();

  await page.reload();
  await page.getByText("27% ≠ 26%").waitFor();
  await page.keyboard.press("Control+z");
  await page.getByText("27% ≠ 26%").waitFor({ state: "detached" });
  await page.getByText("已保存", { exact: true }).waitFor();
  await expect.poll(() => weightIn(draft, "L1P2.json")).toBe(0.02);
  const { files } = (await analyst.send("GET", `/drafts/${draft}/saves/1`)).json;
  expect((await analyst.send("GET", `/drafts/${draft}`)).json.files).toEqual(files);
  await page.keyboard.press("Control+y");
  await page.getByText("27% ≠ 26%").waitFor();
  await journey.finish();
});

test("without a connection the work is kept here, and sent when it is back", async () => {
  const draft = await makeDraft("offline");
  const journey = await startJourney({ address: editor.address, as: analyst });
  const { page, context } = journey;
  journey.allow(/ERR_INTERNET_DISCONNECTED/);
  await page.goto(`/drafts/${draft}/items/L1P2`);
  const weight = page.getByRole("tree").getByLabel("交通服务 的权重");
  await weight.waitFor();
  await context.setOffline(true);
  await weight.fill("4");
  await weight.press("Enter");
  await page.getByText("离线，已存本机").waitFor();
  await journey.screenshot("draft-offline");
  expect(await weightIn(draft, "L1P2.json")).toBe(0.02);
  await context.setOffline(false);
  await page.getByText("已保存", { exact: true }).waitFor();
  expect(await weightIn(draft, "L1P2.json")).toBe(0.04);
  await journey.finish();
});

test("what another saved comes in; what both touched is chosen side by side", async () => {
  const draft = await makeDraft("conflict");
  const other = await editor.person("analyst");
  const journey = await startJourney({ address: editor.address, as: analyst });
  const { page } = journey;
  journey.allow(/status of 412/);
  await page.goto(`/drafts/${draft}/items/L1P2`);
  const field = (name: string) =>
    page.getByRole("tree").getByLabel(`${name} 的权重`, { exact: true });
  await field("交通服务").waitFor();
  const save = async (file: string, from: string, to: string, ifMatch: number): Promise<void> => {
    const text: string = (await other.send("GET", `/drafts/${draft}`)).json.files[file];
    expect(text.includes(from)).toBe(true);
    const raw = text.replace(from, to);
    const reply = await other.send("PUT", `/drafts/${draft}/file?path=${file}`, { raw, ifMatch });
    expect(reply.status).toBe(200);
  };
  await save("L1P3.json", '"weight": 0.02', '"weight": 0.07', 1);
  await field("交通服务").fill("5");
  await field("交通服务").press("Enter");
  // Another file, another place: merged without a question.
  await expect.poll(() => weightIn(draft, "L1P2.json")).toBe(0.05);
  expect(await field("社保服务").inputValue()).toBe("7%");

  await page.getByText("已保存", { exact: true }).waitFor();
  const { save: present } = (await other.send("GET", `/drafts/${draft}`)).json.draft;
  await save("L1P2.json", '"weight": 0.05', '"weight": 0.06', present);
  await field("交通服务").fill("8");
  await field("交通服务").press("Enter");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("L1P2.json · weight").waitFor();
  await journey.screenshot("draft-conflict");
  await journey.expectAccessible();
  await dialog.getByText("我的", { exact: true }).first().click();
  await dialog.getByRole("button", { name: "按此合并" }).click();
  await expect.poll(() => weightIn(draft, "L1P2.json")).toBe(0.08);
  await journey.finish();
});

test("an earlier save is looked at, and brought back as a step", async () => {
  const draft = await makeDraft("saves");
  const journey = await startJourney({ address: editor.address, as: analyst });
  const { page } = journey;
  await page.goto(`/drafts/${draft}/items/L1P2`);
  const weight = page.getByRole("tree").getByLabel("交通服务 的权重");
  await weight.fill("9");
  await weight.press("Enter");
  await page.getByText("已保存", { exact: true }).waitFor();
  await expect.poll(() => weightIn(draft, "L1P2.json")).toBe(0.09);
  await page.getByRole("tab", { name: "历次保存" }).click();
  await page.getByText("第 2 次").waitFor();
  await journey.screenshot("draft-saves");
  await page.getByRole("link", { name: "查看" }).click();
  await page.getByText("正在查看第 1 次保存（只读）").waitFor();
  await page.getByRole("link", { name: "回到草稿" }).click();
  await page.getByRole("tab", { name: "历次保存" }).click();
  await page.getByRole("button", { name: "恢复" }).click();
  await expect.poll(() => weightIn(draft, "L1P2.json")).toBe(0.02);
  await journey.finish();
});

test("every command is in the palette, the keys on their sheet", async () => {
  const draft = await makeDraft("commands");
  const journey = await startJourney({ address: editor.address, as: analyst });
  const { page } = journey;
  await page.goto(`/drafts/${draft}`);
  await page.getByRole("tree").waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /^输入命令/ }).fill("lal");
  await page.getByRole("option", { name: /L2P1-A1/ }).waitFor();
  await journey.screenshot("palette");
  await journey.expectAccessible();
  await page.keyboard.press("Enter");
  await page.waitForURL(/items\/L2P1-A1$/);
  await page.getByRole("heading", { level: 1, name: "数字化城管情况" }).waitFor();
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByText("Ctrl+Z").waitFor();
  await journey.screenshot("keys");
  await journey.expectAccessible();
  await page.keyboard.press("Escape");
  await journey.finish();
});

test("borders between panes are moved by keys, and stay where they were left", async () => {
  const draft = await makeDraft("borders");
  const journey = await startJourney({ address: editor.address, as: analyst });
  const { page } = journey;
  await page.goto(`/drafts/${draft}`);
  const width = async (): Promise<number> =>
    (await page.locator(".tree").boundingBox())?.width ?? 0;
  const border = page.getByRole("separator", { name: /^指标树的宽度/ });
  await border.waitFor();
  const before = await width();
  await border.focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect.poll(width).toBe(before + 48);
  const below = page.getByRole("separator", { name: /^下方窗格的高度/ });
  const height = async (): Promise<number> =>
    (await page.locator(".pane-tabs").boundingBox())?.height ?? 0;
  const low = await height();
  await below.focus();
  await page.keyboard.press("ArrowUp");
  await expect.poll(height).toBe(low + 24);
  await journey.expectAccessible();
  await page.reload();
  await expect.poll(width).toBe(before + 48);
  await journey.finish();
});
