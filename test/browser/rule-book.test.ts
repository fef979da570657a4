/** The rule book: the whole set or one indicator as a page, with typeset formulas; printed on A4. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EditorService, SHIPPED, startEditorService } from "./support/editor-service.ts";
import { startJourney } from "./support/journey.ts";

let editor: EditorService;
beforeAll(async () => {
  editor = await startEditorService();
});
afterAll(() => editor.close());

const SCREENS = join(import.meta.dirname, "../../dist/screens");

/** Pages of a PDF as Chromium writes it. */
function pagesIn(pdf: Buffer): number {
  return [...pdf.toString("latin1").matchAll(/\/Type\s*\/Page\b/g)].length;
}

test("whoever reads a published set prints it whole: contents, texts, figures, formulas, bands", async () => {
  const journey = await startJourney({ address: editor.address, height: 1000 });
  const { page } = journey;
  await page.goto(`/rule-sets/${SHIPPED}/book`);
  await page.getByRole("heading", { name: "新型智慧城市评价指标（2018）" }).waitFor();
  const ids = await page
    .locator(".book-contents a")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href")?.slice(1)));
  expect(ids).toHaveLength(8 + 23 + 52);
  const sections = await page.locator(".book-node").evaluateAll((all) => all.map(({ id }) => id));
  expect(sections).toEqual(["total", ...ids]);
  const one = page.locator("#L2P1-A1");
  expect(await one.locator(".fx-brace").count()).toBe(5);
  expect(await one.locator("u").allTextContents()).toContain(
    "计算方法:L2P1-A1 分项分数=20%×(b1+b2+b3+b4+b5)",
  );
  expect(await one.getByRole("row").count()).toBe(7);
  await one.getByText("市城市管理局").first().waitFor();
  expect(await page.locator(".book .fp-hole, .book .fx-unknown").count()).toBe(0);
  await journey.screenshot("rule-book");
  await one.scrollIntoViewIfNeeded();
  await journey.screenshot("rule-book-item");
  await journey.expectAccessible();
  // Each page says whose indicators it shows, not only the first of a group.
  const heads = await page.evaluate(() =>
    document.adoptedStyleSheets.flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)),
  );
  expect(heads).toHaveLength(8);
  expect(heads[1]).toMatch(/^@page group-2 \{.*"L2 精准治理"/s);
  const group = one.locator("xpath=ancestor::div[@style][1]");
  expect(await group.evaluate((node) => getComputedStyle(node).getPropertyValue("page"))).toBe(
    "group-2",
  );
  const pdf = await page.pdf({ preferCSSPageSize: true });
  writeFileSync(join(SCREENS, "rule-book.pdf"), pdf);
  // A page at least for each level-1 indicator, the cover and the contents; not one for every formula.
  expect(pagesIn(pdf)).toBeGreaterThan(20);
  expect(pagesIn(pdf)).toBeLessThan(120);
  await journey.finish();
});

test("one indicator in English, on a phone and on paper", async () => {
  const journey = await startJourney({
    address: editor.address,
    language: "en",
    width: 390,
    height: 844,
  });
  const { page } = journey;
  await page.goto(`/rule-sets/${SHIPPED}/items/L2P1-A1`);
  await page.getByRole("link", { name: "Print", exact: true }).click();
  await page.getByText("full marks").first().waitFor();
  expect(await page.locator(".book-node").evaluateAll((all) => all.map(({ id }) => id))).toEqual([
    "L2P1-A1",
  ]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await journey.screenshot("rule-book-en-390");
  await journey.expectAccessible();
  const pdf = await page.pdf({ preferCSSPageSize: true });
  writeFileSync(join(SCREENS, "rule-book-item-en.pdf"), pdf);
  expect(pagesIn(pdf)).toBeLessThanOrEqual(3);
  await page.getByRole("link", { name: "Back" }).click();
  await page.waitForURL(/items\/L2P1-A1$/);
  await journey.finish();
});

test("a draft is printed as it is saved, and says that it is one", async () => {
  const analyst = await editor.person("analyst");
  const draft = await editor.draft(analyst, { ruleSet: "printed-2020", name: "2020 年草稿" });
  const journey = await startJourney({ address: editor.address, as: analyst });
  const { page } = journey;
  await page.goto(`/drafts/${draft}`);
  await page.getByRole("treeitem").first().waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /输入命令/ }).fill("规则手册");
  await page.getByRole("option", { name: "规则手册（打印）" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("草稿 2020 年草稿 #1，未经发布").waitFor();
  await page.getByText("下划线对照 2018 版").waitFor();
  await journey.finish();
});
