/**
 * J9: a draft of another year compared with the set that it began with: what changed, formula and rows of both years,
 * step by step, one change taken back, whom the changes move, and the same in Excel.
 */
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import ExcelJS, { type CellValue } from "exceljs";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CHANGED_ITEMS, changedYear } from "../support/changed-year.ts";
import { makeSmallRound } from "../support/small-round.ts";
import type { Client } from "../support/test-service.ts";
import { type EditorService, startEditorService } from "./support/editor-service.ts";
import { startJourney } from "./support/journey.ts";

let editor: EditorService;
let analyst: Client;
beforeAll(async () => {
  // A city that handed in its figures while the round was open.
  let moment: Date | null = new Date("2026-03-02T08:00:00Z");
  editor = await startEditorService({ clock: () => moment ?? new Date() });
  const at = await makeSmallRound(editor.service);
  const saved = await at.clerk.send("PUT", `${at.sheets}/${CHANGED_ITEMS.weights[0]}`, {
    body: { values: { eCertItems: 45, itemsTotal: 60 } },
    ifMatch: 0,
  });
  expect(saved.status).toBe(200);
  const handedIn = await at.clerk.send("POST", `${at.sheets}/${CHANGED_ITEMS.weights[0]}/hand-in`, {
    ifMatch: 1,
  });
  expect(handedIn.status).toBe(200);
  moment = null;
  analyst = await editor.person("analyst");
});
afterAll(() => editor.close());

const WORDS = {
  "zh-CN": {
    more: "更多: 2020",
    differences: "差异…",
    changed: "54 个分项中 10 个有改动",
    changedAfter: "53 个分项中 9 个有改动",
    all: "改动 14 处",
    step: (at: number, count = 14) => `第 ${at} 处，共 ${count} 处`,
    filter: /^改变 \d+$/,
    rows: "逐行",
    band: /b4 城市管理事部件的结案率 20 分档下限/,
    added: "新增",
    revert: "还原此处",
    reverted: "已还原，可撤销",
    undo: /^撤销：还原 L7P1-A4 新增/,
    effect: "影响",
    cases: "用例",
    cities: "已存城市",
    cityMoved: "1 个城市中 1 个得分改变。",
    causes: "权重 +0.37",
    table: "对照表",
    pane: "差异",
    export: "导出 Excel",
    sheets: ["修订对照表", "评价指标（划线稿）", "用例影响", "城市影响"],
  },
  en: {
    more: "More: 2020",
    differences: "Differences…",
    changed: "10 of 54 items changed",
    changedAfter: "9 of 53 items changed",
    all: "14 changes",
    step: (at: number, count = 14) => `Change ${at} of ${count}`,
    filter: /^changed \d+$/,
    rows: "Row by row",
    band: /b4 Closure rate of city-management events and components: lower bound of the 20-point band/,
    added: "added",
    revert: "Revert this",
    reverted: "Reverted; can be undone",
    undo: /^Undo: Revert L7P1-A4 added/,
    effect: "Effect",
    cases: "Cases",
    cities: "Stored cities",
    cityMoved: "1 of 1 cities scores differently.",
    causes: "weights +0.37",
    table: "Table of revisions",
    pane: "Differences",
    export: "Export to Excel",
    sheets: ["Table of revisions", "Notice with marks", "Effect on cases", "Effect on cities"],
  },
} as const;

async function draftOf(language: string): Promise<string> {
  const draft = await editor.draft(analyst, {
    ruleSet: `year-2020-${language.toLowerCase()}`,
    name: `2020 ${language}`,
  });
  const { files } = (await analyst.send("GET", `/drafts/${draft}`)).json;
  const changed = changedYear(new Map(Object.entries(files as Record<string, string>)));
  const put = await analyst.send("PUT", `/drafts/${draft}`, {
    body: { files: Object.fromEntries(changed) },
    ifMatch: 1,
  });
  expect(put.status).toBe(200);
  return draft;
}

test.each(["zh-CN", "en"] as const)("two years compared, in %s", async (language) => {
  const words = WORDS[language];
  const draft = await draftOf(language);
  const journey = await startJourney({
    address: editor.address,
    as: analyst,
    language,
    height: 1000,
  });
  const { page } = journey;
  await page.goto("/");
  await page.getByRole("button", { name: `${words.more} ${language}` }).click();
  await page.getByRole("link", { name: words.differences }).click();
  await page.waitForURL(new RegExp(`/drafts/${draft}/compare$`));

  // Every item with what became of it, the changes in words.
  await page.getByText(words.changed).waitFor();
  const states = (state: string) => page.locator(`.comparison-list li[data-state=${state}]`);
  expect(await states("added").evaluateAll(nodeIds)).toEqual([CHANGED_ITEMS.added]);
  expect(await states("removed").evaluateAll(nodeIds)).toEqual([CHANGED_ITEMS.removed]);
  expect((await states("changed").evaluateAll(nodeIds)).toSorted()).toEqual(
    [
      CHANGED_ITEMS.threshold,
      CHANGED_ITEMS.formula,
      CHANGED_ITEMS.checklist,
      ...CHANGED_ITEMS.weights,
      CHANGED_ITEMS.removedWeight,
      CHANGED_ITEMS.addedWeight,
    ].toSorted(),
  );
  await page.getByRole("button", { name: words.band }).waitFor();
  await journey.expectAccessible();
  await journey.screenshot(`compare-all-${language}`);
  await page.getByRole("button", { name: words.filter }).click();
  expect(await states("same").count()).toBe(0);
  await page.getByRole("button", { name: words.filter }).click();

  // The formula of both years, what was taken out, put in and changed marked.
  await page.locator(`li[data-node=${CHANGED_ITEMS.formula}] button`).click();
  const diff = page.locator(".fd-editions");
  await diff.waitFor();
  expect(await diff.locator(".fd-edition h4").allTextContents()).toEqual(["2018", "2020"]);
  expect(
    await diff.locator(".fd-edition").first().locator(".fx-diff-removed").allTextContents(),
  ).toEqual(["10"]);
  expect(
    await diff.locator(".fd-edition").nth(1).locator(".fx-diff-added").allTextContents(),
  ).toEqual(["8"]);
  await journey.expectAccessible();
  await journey.screenshot(`compare-formula-${language}`);
  await page.getByText("JSON", { exact: true }).click();
  await page
    .locator(".monaco-diff-editor .modified .view-line", { hasText: "min" })
    .first()
    .waitFor();
  await journey.screenshot(`compare-json-${language}`);

  // What moved has one number in both editions, and both ends are lit together.
  await page.locator(`li[data-node=${CHANGED_ITEMS.checklist}] button`).click();
  await page.locator(".fd-moves button").first().focus();
  for (const edition of await page.locator(".fd-edition").all())
    expect(
      await edition
        .locator(".fd-lit")
        .evaluateAll((ends) => ends.map((end) => end.getAttribute("data-moved"))),
    ).toEqual(["1"]);
  await journey.screenshot(`compare-moved-${language}`);

  // Bands of both years, row above row.
  await page.locator(`li[data-node=${CHANGED_ITEMS.threshold}] button`).click();
  await page.getByText(words.rows, { exact: true }).click();
  const rows = page.locator(".ft tbody tr");
  expect((await rows.nth(0).locator("td").allTextContents()).slice(0, 2)).toEqual(["2018", "90%"]);
  expect((await rows.nth(1).locator("td").allTextContents()).slice(0, 2)).toEqual(["2020", "95%"]);
  expect(await rows.nth(1).locator(".fx-diff-changed").allTextContents()).toEqual(["95%"]);
  await journey.screenshot(`compare-bands-${language}`);

  // Step by step, from the first change of this item on and back, across items.
  const status = page.locator(".comparison-stepper [role=status]");
  const current = page.locator(".change-card[aria-current=step]");
  await page.locator(".node-changes h2").click();
  await page.keyboard.press("ArrowRight");
  await current.getByText(words.band).waitFor();
  const first = Number(/\d+/.exec((await status.textContent()) ?? "")?.[0]);
  expect(await status.textContent()).toBe(words.step(first));
  await page.keyboard.press("ArrowRight");
  await page.waitForURL(new RegExp(`/compare/${CHANGED_ITEMS.text}$`));
  expect(await status.textContent()).toBe(words.step(first + 1));
  await page.keyboard.press("Shift+F7");
  await page.waitForURL(new RegExp(`/compare/${CHANGED_ITEMS.threshold}$`));
  expect(await status.textContent()).toBe(words.step(first));

  // One change taken back: one less in the list; it is a step that can be undone.
  await page.locator(`li[data-node=${CHANGED_ITEMS.added}] button`).click();
  await page.getByRole("button", { name: new RegExp(`^${words.revert}`) }).click();
  await page.getByText(words.changedAfter).waitFor();
  expect(await states("added").count()).toBe(0);
  await page.getByRole("button", { name: words.undo }).waitFor();
  await journey.expectAccessible();

  // Whom it moves: cases from the worker, the stored city from the service, split by cause.
  await page.getByText(words.effect, { exact: true }).click();
  const cases = page.getByRole("table", { name: words.cases, exact: true });
  await cases.waitFor({ timeout: 120_000 });
  const caseRows = await tableRows(page, words.cases);
  const changes = caseRows.map((row) => row[3] ?? "");
  expect(changes.map(size)).toEqual(changes.map(size).toSorted((a, b) => b - a));
  await page.getByText(words.cityMoved).waitFor();
  // 5% × 22.50 = 1.125 ≈ 1.13 under the earlier weight, 5% × 30.00 = 1.50 now.
  await page
    .getByRole("table", { name: words.cities, exact: true })
    .getByText(words.causes)
    .waitFor();
  const cityRows = await tableRows(page, words.cities);
  await journey.expectAccessible();
  await journey.screenshot(`compare-effect-${language}`);

  // The notice's table, and the workbook with the same words and figures.
  await page.getByText(words.table, { exact: true }).click();
  await page.locator(".notice-table").waitFor();
  await journey.expectAccessible();
  await journey.screenshot(`compare-table-${language}`);
  const told = await page
    .locator(".changes-table tbody tr")
    .evaluateAll((all) =>
      all.map((row) => [...row.children].slice(1).map((cell) => cell.textContent ?? "")),
    );
  expect(told.length).toBe(13);
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 120_000 }),
    page.getByRole("button", { name: words.export }).click(),
  ]);
  const book = new ExcelJS.Workbook();
  const file = join(tmpdir(), `revisions-${draft}.xlsx`);
  await download.saveAs(file);
  await book.xlsx.readFile(file);
  rmSync(file);
  expect(book.worksheets.map(({ name }) => name)).toEqual(words.sheets);
  const sheets = book.worksheets.map((sheet) => sheetRows(sheet).slice(3));
  expect(sheets[0]?.map((row) => row.slice(1, 5))).toEqual(told);
  // On the page only the first fifty are shown until all are asked for.
  const inBook = sheets[2]?.map(([item, name, ...scores]) => [
    `${item} ${name}`,
    ...scores.slice(0, 3),
  ]);
  expect(inBook?.slice(0, caseRows.length)).toEqual(caseRows.map((row) => row.slice(0, 4)));
  expect(sheets[3]?.map((row) => row.slice(2, 5))).toEqual(cityRows.map((row) => row.slice(1, 4)));

  // Beside the formula the same words, for the indicator that is open.
  await page.goto(`/drafts/${draft}/items/${CHANGED_ITEMS.threshold}`);
  await page.getByRole("tab", { name: words.pane, exact: true }).click();
  const pane = page.locator(".diff-pane");
  await pane.getByRole("group", { name: words.band }).waitFor();
  await pane.locator(".fd-editions").waitFor();
  await journey.expectAccessible();
  await journey.screenshot(`compare-pane-${language}`);
  await journey.finish();
});

test("nothing differs, and something else is chosen to compare with", async () => {
  const draft = await editor.draft(analyst, { ruleSet: "same-2020", name: "same" });
  const journey = await startJourney({
    address: editor.address,
    as: analyst,
    width: 390,
    height: 844,
  });
  const { page } = journey;
  await page.goto(`/drafts/${draft}`);
  await page.locator(".bottom-tabs").waitFor();
  await page.keyboard.press("Alt+Shift+D");
  await page.getByText("两者没有不同。").waitFor();
  await journey.expectAccessible();
  await journey.screenshot("compare-same-390");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.keyboard.press("Alt+Shift+D");
  await page.locator(".bottom-tabs").waitFor();
  await page.goto("/rule-sets/cn-smart-city-2018/compare");
  await page.getByText("请选择要对照的规则集、历次发布或历次保存。").waitFor();
  await journey.expectAccessible();
  await journey.finish();
});

/** Runs in the page. */
function nodeIds(rows: readonly Element[]): readonly (string | null)[] {
  return rows.map((row) => row.getAttribute("data-node"));
}

/** Cells as the workbook has them: a plain minus, no plus. */
async function tableRows(page: Page, name: string): Promise<readonly string[][]> {
  return page
    .getByRole("table", { name, exact: true })
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.children].map((cell) => {
          const text = cell.cloneNode(true) as Element;
          for (const more of text.querySelectorAll("details")) more.remove();
          return (text.textContent ?? "").replace(/^\+/, "").replace("−", "-").trim();
        }),
      ),
    );
}

function sheetRows(sheet: ExcelJS.Worksheet): readonly string[][] {
  const rows: string[][] = [];
  sheet.eachRow((row) =>
    rows.push(
      Array.from({ length: sheet.columnCount }, (_, index) => {
        const cell = row.getCell(index + 1);
        return typeof cell.value === "number" ? decimal(cell) : textOf(cell.value);
      }),
    ),
  );
  return rows;
}

/** A number with the decimals that its format shows. */
function decimal({ value, numFmt }: ExcelJS.Cell): string {
  return (value as number).toFixed(numFmt.split(".")[1]?.length ?? 0);
}

function textOf(value: CellValue): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "object" && "richText" in value)
    return value.richText.map(({ text }) => text).join("");
  return String(value);
}

function size(change: string): number {
  return change === "—" ? Number.POSITIVE_INFINITY : Math.abs(Number(change));
}
