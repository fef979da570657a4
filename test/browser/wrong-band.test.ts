/**
 * J2: a bound that leaves a band empty is refused where it is typed; forced in by the JSON it is told everywhere, keeps
 * the draft from being published, and is taken back from any view.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "../support/test-service.ts";
import { type EditorService, startEditorService } from "./support/editor-service.ts";
import { formulaPane, openItem } from "./support/formulas.ts";
import { startJourney } from "./support/journey.ts";

let editor: EditorService;
let analyst: Client;
beforeAll(async () => {
  editor = await startEditorService({ onePerson: true });
  analyst = await editor.person("analyst", "reviewer");
});
afterAll(() => editor.close());

const textOf = async (draft: string): Promise<string> =>
  (await analyst.send("GET", `/drafts/${draft}`)).json.files["L2P1.json"];

const WORDS = {
  "zh-CN": {
    pane: "b1 立案率得分",
    bands: "分档表",
    formula: "公式",
    text: "文本",
    refused: "与上一档下限相同，此档永远到不了",
    never: /此档永远到不了/,
    code: /L2P1\.json 的 JSON/,
    saved: "已保存",
    findings: "问题",
    review: "审核与发布",
    blocked: /^检查有 \d+ 个错误，须先改正。/,
    publish: "发布",
  },
  en: {
    pane: "b1 Filing",
    bands: "Bands",
    formula: "Formula",
    text: "Text",
    refused: "The same lower bound as the band before: this band is never reached",
    never: /never reached/,
    code: /JSON of L2P1\.json/,
    saved: "Saved",
    findings: "Findings",
    review: "Review and publish",
    blocked: /^The check finds \d+ errors?/,
    publish: "Publish",
  },
} as const;

test.each(["zh-CN", "en"] as const)(
  "the second band's lower bound put up to the first's, in %s",
  async (language) => {
    const words = WORDS[language];
    const draft = await editor.draft(analyst, {
      ruleSet: `wrong-band-${language.toLowerCase()}`,
      name: "wrong-band",
    });
    const begun = await textOf(draft);
    const journey = await startJourney({
      address: editor.address,
      as: analyst,
      height: 1000,
      language,
    });
    const { page } = journey;
    await openItem(page, draft, "L2P1-A1");
    const pane = formulaPane(page, words.pane);
    const show = (view: string): Promise<void> => pane.getByText(view, { exact: true }).click();
    await show(words.bands);
    const cell = pane.getByRole("row").nth(2).getByRole("cell").nth(0).locator("input");
    await cell.focus();
    await page.keyboard.type("95%");
    await page.keyboard.press("Enter");
    await pane.getByText(words.refused).first().waitFor();
    expect(await cell.evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await cell.inputValue()).toBe("95%");
    await journey.screenshot(`wrong-band-refused-${language}`);
    await page.keyboard.press("Escape");
    expect(await cell.getAttribute("aria-label")).toBe("90%");

    await show("JSON");
    const code = pane.getByRole("textbox", { name: words.code });
    await code.waitFor({ state: "attached" });
    await journey.expectAccessible();
    // What was selected in the table is selected in the text.
    await code.focus();
    await page.keyboard.type("0.95");
    await page.keyboard.press("Control+s");
    // It is saved as it is, and told: in Monaco, in the formula, in the table, among the findings.
    await page.getByText(words.saved, { exact: true }).waitFor();
    await pane.getByText(words.never).first().waitFor();
    await pane.locator(".squiggly-warning, .squiggly-error").first().waitFor({ state: "attached" });
    await show(words.formula);
    await pane.locator(".fx-found-error").first().waitFor();
    await journey.screenshot(`wrong-band-found-${language}`);
    await journey.expectAccessible();
    await pane.getByText("20", { exact: true }).first().click();
    await page.keyboard.press("F8");
    await expect
      .poll(() =>
        page.evaluate(() => document.activeElement?.closest("[data-at]")?.getAttribute("data-at")),
      )
      .toBe("/if/2/>=/1");
    await show(words.bands);
    await pane.locator("table .fx-found-error").first().waitFor();
    await page.getByRole("tab", { name: words.findings, exact: true }).click();
    await page.getByRole("tabpanel").getByText(words.never).first().waitFor();

    await page.getByRole("button", { name: words.review }).click();
    await page.getByText(words.blocked).waitFor();
    expect(await page.getByRole("button", { name: words.publish, exact: true }).isDisabled()).toBe(
      true,
    );
    await page.goBack();
    await pane.locator(".fx-found-error").first().waitFor();

    // Taken back from the view of text, where it was not made.
    await show(words.text);
    await page.keyboard.press("Control+z");
    await show(words.formula);
    await expect.poll(() => pane.locator(".fx-found-error").count()).toBe(0);
    await page.getByText(words.saved, { exact: true }).waitFor();
    // To the byte: the draft is again what it began with.
    await expect.poll(() => textOf(draft)).toBe(begun);
    await journey.finish();
  },
  300_000,
);
