/** A draft goes through review: asked for, sent back with a comment on an indicator, mended, approved, published, rolled back. */
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Client } from "../support/test-service.ts";
import { type EditorService, SHIPPED, startEditorService } from "./support/editor-service.ts";
import { type Journey, startJourney } from "./support/journey.ts";

let editor: EditorService;
let analyst: Client;
let reviewer: Client;
beforeAll(async () => {
  editor = await startEditorService();
  analyst = await editor.person("analyst");
  reviewer = await editor.person("reviewer");
});
afterAll(() => editor.close());

/** The library sets two characters apart on some buttons. */
const [WITHDRAW, REINSTATE] = [/^撤 ?回$/, /^恢 ?复$/];
const ROLL_BACK = "撤回最新一次，恢复前一次";

/** Publishable as it stands: only a text differs from the set that it began with. */
async function changeText(draft: string, to: string): Promise<void> {
  const { json } = await analyst.send("GET", `/drafts/${draft}`);
  const file: string = json.files["L8P1.json"];
  const name = JSON.parse(file).name.zh as string;
  const reply = await analyst.send("PUT", `/drafts/${draft}/file?path=L8P1.json`, {
    raw: file.replace(`"zh": "${name}"`, `"zh": "${to}"`),
    ifMatch: json.draft.save,
  });
  expect(reply.status).toBe(200);
}

const ask = async ({ page }: Journey, words: string): Promise<void> => {
  await page.getByLabel("提请说明").fill(words);
  await page.getByRole("button", { name: "提请审核" }).click();
  await page.getByText("等待审核员审核。").waitFor();
};

test("an analyst asks, a reviewer sends back and then approves, and it is published", async () => {
  const draft = await editor.draft(analyst, { ruleSet: "reviewed-2020", name: "2020 年草稿" });
  await changeText(draft, "市民满意度");
  const wrote = await startJourney({ address: editor.address, as: analyst });
  const reviews = await startJourney({
    address: editor.address,
    as: reviewer,
    width: 390,
    touch: true,
  });

  await wrote.page.goto(`/drafts/${draft}`);
  await wrote.page.getByRole("button", { name: "审核与发布" }).click();
  await wrote.page.getByText("检查无错误，用例全部通过，覆盖完整。").waitFor();
  await wrote.page.getByText("市民满意度").first().waitFor();
  await wrote.screenshot("review-ask");
  await wrote.expectAccessible();
  await ask(wrote, "按 2020 年通知改名");

  await reviews.page.goto("/");
  await reviews.page.getByRole("heading", { name: "待我审核" }).waitFor();
  await reviews.screenshot("library-reviewer-390");
  await reviews.expectAccessible();
  await reviews.page.getByRole("link", { name: "审核" }).click();
  await reviews.page.getByText("按 2020 年通知改名").waitFor();
  await reviews.page.getByRole("button", { name: "写批注" }).first().click();
  await reviews.page.getByLabel(/对 L8P1 .* 的批注/).fill("名称以通知为准");
  await reviews.page.getByRole("button", { name: "退回" }).click();
  await reviews.page.getByText("请写退回原因").waitFor();
  await reviews.page.getByLabel("审核意见").fill("名称写错");
  await reviews.screenshot("review-decide-390");
  await reviews.expectAccessible();
  expect(await reviews.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await reviews.page.getByRole("button", { name: "退回" }).click();
  await reviews.page.getByText(/退回$/).first().waitFor();

  await wrote.page.reload();
  await wrote.page.getByText("名称以通知为准").waitFor();
  await wrote.screenshot("review-returned");
  await changeText(draft, "市民体验");
  await wrote.page.reload();
  await ask(wrote, "已改正");

  await reviews.page.goto(`/drafts/${draft}/review`);
  await reviews.page.getByText("已改正").waitFor();
  await reviews.page.getByRole("button", { name: "同意" }).click();
  await reviews.page.getByText(/同意$/).first().waitFor();

  await wrote.page.reload();
  await wrote.page.getByRole("button", { name: "发布", exact: true }).click();
  const dialog = wrote.page.getByRole("dialog");
  await dialog.getByLabel("文号").fill("示例〔2020〕1 号");
  await wrote.screenshot("review-publish");
  await dialog.getByRole("button", { name: "发布" }).click();
  await wrote.page.getByRole("link", { name: "打开已发布的规则" }).click();
  await wrote.page.getByText("已发布的规则不再改动。").waitFor();
  const { json } = await analyst.send("GET", "/rule-sets/reviewed-2020/revisions");
  expect(
    json.revisions.map((one: Record<string, unknown>) => [one.revision, one.documentNumber]),
  ).toEqual([[1, "示例〔2020〕1 号"]]);
  await wrote.finish();
  await reviews.finish();
});

test("who wrote a draft does not approve it, and the page says so", async () => {
  const both = await editor.person("analyst", "reviewer");
  const draft = await editor.draft(both, { ruleSet: "own-2020", name: "本人草稿" });
  await both.send("POST", `/drafts/${draft}/review`, { body: { summary: "x" }, ifMatch: 1 });
  const journey = await startJourney({ address: editor.address, as: both });
  journey.allow(/status of 409/);
  await journey.page.goto(`/drafts/${draft}/review`);
  await journey.page.getByRole("button", { name: "同意" }).click();
  await journey.page.getByText("本人编写或提请的草稿，须由他人审核。").waitFor();
  await journey.finish();
});

test("what stands in the way of publishing is told with what to do", async () => {
  const draft = await editor.draft(analyst, { ruleSet: "blocked-2020", name: "未完成" });
  const { json } = await analyst.send("GET", `/drafts/${draft}`);
  await analyst.send("PUT", `/drafts/${draft}/file?path=L1P2.json`, {
    raw: json.files["L1P2.json"].replace('"weight": 0.02', '"weight": 0.03'),
    ifMatch: 1,
  });
  const journey = await startJourney({ address: editor.address, as: analyst, language: "en" });
  await journey.page.goto(`/drafts/${draft}/review`);
  await journey.page.getByText(/^The check finds \d+ errors?;/).waitFor();
  await journey.page.getByText(/cases fail: mend the formulas/).waitFor();
  await journey.screenshot("review-obstacles-en");
  await journey.expectAccessible();
  await journey.finish();
});

test("an erratum is published, withdrawn again in two clicks, and reinstated", async () => {
  const made = await analyst.send("POST", "/drafts", {
    body: {
      basedOn: SHIPPED,
      name: "勘误",
      reason: { zh: "名称有误", en: "The name was wrong" },
      documentNumber: "示例〔2019〕9 号",
    },
  });
  const draft: string = made.json.draft.id;
  await changeText(draft, "市民体验（更正）");
  const { save } = (await analyst.send("GET", `/drafts/${draft}`)).json.draft;
  await analyst.send("POST", `/drafts/${draft}/review`, {
    body: { summary: "更正" },
    ifMatch: save,
  });
  await reviewer.send("POST", `/drafts/${draft}/review/approve`, { body: {}, ifMatch: save });
  const journey = await startJourney({ address: editor.address, as: reviewer });
  const { page } = journey;
  await page.goto(`/drafts/${draft}/review`);
  await page.getByRole("button", { name: "发布", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "发布" }).click();
  await page.getByRole("link", { name: "打开已发布的规则" }).waitFor();
  await page.goto("/");
  const row = page
    .getByRole("region", { name: "已发布的规则集" })
    .getByRole("listitem")
    .filter({ hasText: SHIPPED });
  await row.getByText("第 2 次发布").waitFor();
  await row.getByRole("button", { name: /更多/ }).click();
  await page.getByRole("menuitem", { name: "历次发布" }).click();
  await page.getByRole("button", { name: "撤回最新一次，恢复前一次" }).waitFor();
  await journey.screenshot("revisions");
  await journey.expectAccessible();
  /** Presses a button of the list, gives the reason, and waits until it is done. */
  const settle = async (button: Locator, verb: "撤回" | "恢复"): Promise<void> => {
    await button.click();
    const asked = page.getByRole("dialog").filter({ has: page.getByLabel(`${verb}原因`) });
    const confirm = asked.getByRole("button", { name: verb === "撤回" ? WITHDRAW : REINSTATE });
    await confirm.click();
    await page.getByText("请写明原因").last().waitFor();
    await asked.getByLabel(`${verb}原因`).fill("误发");
    await confirm.click();
    await asked.waitFor({ state: "detached" });
  };
  const latest = async (): Promise<number | undefined> => {
    const { json } = await analyst.send("GET", "/rule-sets");
    return json.ruleSets.find(({ id }: { id: string }) => id === SHIPPED)?.revision;
  };
  const revisions = page.getByRole("dialog").getByRole("listitem");
  await settle(page.getByRole("button", { name: ROLL_BACK }), "撤回");
  await revisions.filter({ hasText: "已撤回" }).getByText("第 2 次发布").waitFor();
  expect(await latest()).toBe(1);

  await settle(page.getByRole("button", { name: REINSTATE }), "恢复");
  await revisions.filter({ hasText: "最新" }).getByText("第 2 次发布").waitFor();
  expect(await latest()).toBe(2);

  // With its last revision a set leaves the list, and a reviewer still finds it.
  await settle(page.getByRole("button", { name: ROLL_BACK }), "撤回");
  await revisions.filter({ hasText: "最新" }).getByText("第 1 次发布").waitFor();
  await settle(page.getByRole("button", { name: WITHDRAW }), "撤回");
  const gone = page.getByRole("region", { name: "已撤回的规则集" });
  await gone.getByText(SHIPPED).waitFor();
  expect(await latest()).toBe(undefined);
  await journey.screenshot("withdrawn-sets");
  await journey.expectAccessible();
  await gone.getByRole("button", { name: "历次发布" }).click();
  const second = revisions.filter({ hasText: "第 2 次发布" });
  await settle(second.getByRole("button", { name: REINSTATE }), "恢复");
  await row.getByText("第 2 次发布").waitFor();
  await journey.finish();
});
