/** A new notice comes in: pasted from Word, matched with last year's items, accepted, and worked through until it can be published. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SourceText } from "../../engine/rule-set/rule-set.ts";
import { NOTICE, noticeWith, wordHtml, wpsHtml } from "../support/notice-clipboard.ts";
import type { Client } from "../support/test-service.ts";
import { type EditorService, SHIPPED, startEditorService } from "./support/editor-service.ts";
import { type Journey, startJourney } from "./support/journey.ts";

let editor: EditorService;
let analyst: Client;
beforeAll(async () => {
  editor = await startEditorService({ onePerson: true });
  analyst = await editor.person("analyst");
});
afterAll(() => editor.close());

/** Pastes where the focus is, as the browser's own event does it. */
function paste(html: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", "");
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.activeElement?.dispatchEvent(event);
}

async function pasteNotice({ page }: Journey, html: string): Promise<void> {
  await page.getByLabel("粘贴通知中的表格").focus();
  await page.evaluate(paste, html);
}

type Texts = Readonly<Record<string, SourceText>>;

/** Source texts by node and field: `L1P1 purpose`. */
function textsOf(files: Readonly<Record<string, string>>): Texts {
  const found: Record<string, SourceText> = {};
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { id, source } = value as { readonly id?: string; readonly source?: Texts };
    for (const [field, text] of Object.entries(source ?? {}))
      if (typeof text === "object") found[`${id} ${field}`] = text;
    for (const member of Object.values(value)) visit(member);
  };
  for (const text of Object.values(files)) visit(JSON.parse(text));
  return found;
}

const filesOf = async (path: string): Promise<Record<string, string>> =>
  (await analyst.send("GET", path)).json.files;

test.each([
  ["Word", wordHtml],
  ["WPS", wpsHtml],
])(
  "the notice of 2018 from %s finds every item of the set, and every underline",
  async (name, html) => {
    const draft = await editor.draft(analyst, { ruleSet: `from-${name.toLowerCase()}`, name });
    const journey = await startJourney({ address: editor.address, as: analyst, height: 1000 });
    const { page } = journey;
    await page.goto(`/drafts/${draft}/notice`);
    await pasteNotice(journey, html(NOTICE));
    await page.getByText("通知 83 行：对应 83 项，新增 0 项，上年有而今年没有 0 项。").waitFor();
    const shipped = textsOf(await filesOf(`/rule-sets/${SHIPPED}/files`));
    const before = textsOf(await filesOf(`/drafts/${draft}`));
    expect(Object.values(before).filter(({ changed }) => changed !== undefined)).toEqual([]);
    await page.getByRole("button", { name: "采用 75 项原文" }).click();
    await page.getByText("已处理 0/75").waitFor();
    await page.getByText("已保存").first().waitFor();
    // The two texts that differ by scan errors are the notice's own now.
    const {
      "L1P1 purpose": _a,
      "L1P4-A3 method": _b,
      ...now
    } = textsOf(await filesOf(`/drafts/${draft}`));
    const { "L1P1 purpose": _c, "L1P4-A3 method": _d, ...then } = shipped;
    expect(now).toEqual(then);
    await page.keyboard.press("Control+z");
    await page.getByText("已保存").first().waitFor();
    await expect.poll(async () => textsOf(await filesOf(`/drafts/${draft}`))).toEqual(before);
    await journey.finish();
  },
);

test("a changed notice is taken in, the list is worked through by keys, and only then the draft is published", async () => {
  const draft = await editor.draft(analyst, { ruleSet: "notice-2019", name: "2019 年草稿" });
  const journey = await startJourney({ address: editor.address, as: analyst, height: 1000 });
  const { page } = journey;
  await page.goto(`/drafts/${draft}`);
  await page.getByRole("button", { name: "通知", exact: true }).click();
  await page.getByRole("heading", { name: "通知与工作清单" }).waitFor();
  const printed = await page.context().newPage();
  await printed.setContent("<h1>示例通知</h1><h1 style='break-before:page'>第二页</h1>");
  await page.locator("input[type=file]").setInputFiles({
    name: "2019 年通知.pdf",
    mimeType: "application/pdf",
    buffer: await printed.pdf(),
  });
  await printed.close();
  await page.getByRole("tab", { name: "导入通知" }).click();
  await page.getByRole("button", { name: "2019 年通知.pdf", exact: true }).waitFor();
  await journey.screenshot("notice-import");
  await journey.expectAccessible();

  await pasteNotice(
    journey,
    wordHtml(
      noticeWith(
        ["不低于 95% 时 20 分", "<u>不低于 96% 时 20 分</u>"],
        ["每实现1种创新服务模式,得20分,最高得分100。", "每实现1种服务模式,得20分,最高得分100。"],
        ["政务服务 L1P1 (5%)", "政务服务 L1P1 (6%)"],
      ),
    ),
  );
  await page.getByText("通知 83 行：对应 83 项").waitFor();
  await page.getByText("通知权重 6%，规则 5%").waitFor();
  const row = page.locator(".match-row", { hasText: "L2P1-A1" });
  expect(await row.locator(".verdict").textContent()).toBe("改动有下划线");
  expect(await row.locator("ins").allTextContents()).toEqual(["6"]);
  await journey.screenshot("notice-matches");
  await journey.expectAccessible();
  await page.getByRole("button", { name: /^采用 75 项原文$/ }).click();
  await page.getByText("已处理 0/75").waitFor();
  await journey.screenshot("notice-work-list");
  await journey.expectAccessible();

  // Not one is checked: the review names what is left.
  await page.getByText("已保存").first().waitFor();
  await page.goto(`/drafts/${draft}/review`);
  await page.getByText(/工作清单中还有 75 项未核：L1P1、L1P1-A1/).waitFor();
  expect(await page.getByRole("button", { name: "发布", exact: true }).isDisabled()).toBe(true);
  await page.goto(`/drafts/${draft}/notice?tab=list`);

  await page.getByText(/^未核 75$/).click();
  const first = page.locator('tr[data-item="L1P1"]');
  await first.focus();
  await page.keyboard.press("Space");
  await page.getByText("释义及评价方法").first().waitFor();
  await page.keyboard.press("2");
  await page.keyboard.press("3");
  await page.getByText("已处理 2/75").waitFor();
  expect(await page.evaluate(() => document.activeElement?.getAttribute("data-item"))).toBe(
    "L1P1-A2",
  );
  await page.getByRole("button", { name: /^文字相同的 \d+ 项标为沿用$/ }).click();
  await page.locator('tr[data-item="L2P1-A1"]').focus();

  // A changed formula is a changed item, without a word.
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: "数字化城管情况" }).waitFor();
  const check = page.getByRole("region", { name: "对照通知核对" });
  await check.getByRole("button", { name: "未核", pressed: true }).waitFor();
  await check.getByLabel("L2P1-A1 所在页").fill("2");
  await check.getByLabel("L2P1-A1 所在页").blur();
  await check.getByRole("button", { name: "看通知" }).click();
  await page.getByTitle("2019 年通知.pdf 第 2 页").waitFor();
  await journey.screenshot("notice-beside-formula");
  await journey.expectAccessible();
  const weight = page.getByLabel("数字化城管情况 的权重").last();
  await weight.fill("21%");
  await weight.press("Enter");
  await check.getByRole("button", { name: "已改", pressed: true }).waitFor();
  await weight.fill("20%");
  await weight.press("Enter");
  await page.getByText("已保存").first().waitFor();

  // The others by keys, until none is left.
  await page.goto(`/drafts/${draft}/notice?tab=list`);
  await page.getByText(/^未核 \d+$/).click();
  const left = page.locator("tr[data-item]");
  for (let count = await left.count(); count > 0; count--) {
    await expect.poll(() => left.count()).toBe(count);
    await left.first().focus();
    await page.keyboard.press("3");
  }
  await page.getByText("全部处理完毕，可以提请审核。").waitFor();
  await journey.screenshot("notice-work-list-done");
  await page.reload();
  await page.getByText("全部处理完毕，可以提请审核。").waitFor();
  await page.goto(`/drafts/${draft}/review`);
  await page.getByText("检查无错误，用例全部通过，覆盖完整。").waitFor();
  await page.getByRole("button", { name: "发布", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "发布" }).click();
  await page.getByRole("link", { name: "打开已发布的规则" }).waitFor();
  await journey.finish();
});

test("a row is matched by hand: it is new, then again what it was, found by pinyin", async () => {
  const draft = await editor.draft(analyst, { ruleSet: "by-hand", name: "by hand" });
  const journey = await startJourney({ address: editor.address, as: analyst, height: 1000 });
  const { page } = journey;
  await page.goto(`/drafts/${draft}/notice`);
  await pasteNotice(journey, wordHtml(NOTICE));
  await page.getByText("通知 83 行：对应 83 项，新增 0 项，上年有而今年没有 0 项。").waitFor();
  await page.getByText(/^全部 \d+$/).click();
  const row = page.locator(".match-row", { hasText: "L2P1-A1" }).first();
  const match = async (wish: string, found: string): Promise<void> => {
    await row.getByRole("button", { name: "改对应" }).click();
    await row.getByRole("combobox").fill(wish);
    // Enter takes what is marked: the list is filtered in a moment of its own.
    await page.locator(".ant-select-item-option-active", { hasText: found }).waitFor();
    await expect.poll(() => page.locator(".ant-select-item-option:visible").count()).toBe(1);
    await page.keyboard.press("Enter");
  };
  await match("新增，上年没有", "新增，上年没有");
  await page.getByText("通知 83 行：对应 82 项，新增 1 项，上年有而今年没有 1 项。").waitFor();
  expect(await row.locator(".verdict").textContent()).toBe("新增");
  await journey.expectAccessible();
  await match("szhcg", "L2P1-A1");
  await page.getByText("通知 83 行：对应 83 项，新增 0 项，上年有而今年没有 0 项。").waitFor();
  await journey.finish();
});

test("on a phone, in English: the list is tapped through, and years of last year are moved on", async () => {
  const draft = await editor.draft(analyst, { ruleSet: "phone-2020", name: "Draft 2020" });
  await analyst.send("POST", `/drafts/${draft}/work-list`);
  const journey = await startJourney({
    address: editor.address,
    as: analyst,
    language: "en",
    width: 390,
    height: 844,
    touch: true,
  });
  const { page } = journey;
  const width = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);
  await page.goto(`/drafts/${draft}/notice`);
  const row = page.locator('tr[data-item="L1P1-A1"]');
  await row.getByRole("button", { name: "Carried over" }).click();
  await page.getByText("1 of 75 done").waitFor();
  await row.getByRole("button", { name: "Same" }).click();
  await journey.screenshot("notice-work-list-en-390");
  await journey.expectAccessible();
  expect(await width()).toBe(390);

  await page.getByRole("tab", { name: "Last year's years" }).click();
  await page.getByRole("button", { name: /^Move all on/ }).waitFor();
  await journey.screenshot("notice-years-en-390");
  await journey.expectAccessible();
  expect(await width()).toBe(390);
  await page.getByRole("button", { name: /^Move all on/ }).click();
  // Documents have numbers that nobody can guess.
  await page.getByText("3 places still have last year's years or dates:").waitFor();
  for (let count = 3; count > 0; count--)
    await page.getByRole("button", { name: "Leave" }).first().click();
  await page.getByText("No year or date of last year is left.").waitFor();
  await page.getByText("Saved", { exact: false }).first().waitFor();
  await expect
    .poll(async () => (await filesOf(`/drafts/${draft}`))["L1P1.json"]?.includes("2018"))
    .toBe(false);
  const head = JSON.parse((await filesOf(`/drafts/${draft}`))["rule-set.json"] ?? "{}");
  expect([head.edition, head.changedAgainst, head.dates[0].date, head.dates[1].date]).toEqual([
    "2020",
    "2018",
    "2020-12-31",
    "2021-02-20",
  ]);
  // Texts are no formulas: nobody has changed an item by that.
  const { json } = await analyst.send("GET", `/drafts/${draft}/notice`);
  expect(
    json.workList.items.filter(({ state }: { state: string }) => state !== "unchecked"),
  ).toHaveLength(1);

  await page.getByRole("tab", { name: "Take in a notice" }).click();
  await page.getByLabel("Paste the notice's table").focus();
  await page.evaluate(paste, wpsHtml(NOTICE));
  await page.getByText("83 rows of the notice: 83 matched, 0 new, 0 of last year's").waitFor();
  await journey.screenshot("notice-matches-en-390");
  await journey.expectAccessible();
  expect(await width()).toBe(390);
  await journey.finish();
});
