/** The start page at work: drafts are made, found, exported, imported and given up; a session that ends is taken up in place. */
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EditorService, SHIPPED, startEditorService } from "./support/editor-service.ts";
import { startJourney } from "./support/journey.ts";

const PASSWORD = "gentle-harbour-42-lamps";

let editor: EditorService;
beforeAll(async () => {
  editor = await startEditorService();
});
afterAll(() => editor.close());

test("a draft is made for the next year, an erratum with its reason; a taken id is told", async () => {
  const analyst = await editor.person("analyst");
  const journey = await startJourney({ address: editor.address, as: analyst });
  const { page } = journey;
  journey.allow(/status of 409/);
  await page.goto("/");
  await page.getByText("还没有草稿").waitFor();
  await journey.screenshot("library-empty");
  await page.getByRole("button", { name: "新建草稿" }).click();
  const dialog = page.getByRole("dialog");
  expect(await dialog.getByLabel("新编号").inputValue()).toBe("cn-smart-city-2019");
  expect(await dialog.getByLabel("草稿名称").inputValue()).toBe("2019 年草稿");
  await dialog.getByLabel("新编号").fill("Bad Id");
  await dialog.getByText("编号只用小写字母、数字、- 和 _，以字母或数字开头").waitFor();
  await journey.screenshot("library-new-draft");
  await journey.expectAccessible();
  await dialog.getByLabel("新编号").fill("cn-smart-city-2019");
  await dialog.getByRole("button", { name: "建立草稿" }).click();
  await page.waitForURL(/\/drafts\/[^/]+$/);
  await page.getByRole("tree").waitFor();

  await page.goto("/");
  await page.getByRole("button", { name: /更多: 新型智慧城市/ }).click();
  await page.getByRole("menuitem", { name: "勘误" }).click();
  await dialog.getByRole("button", { name: "建立草稿" }).click();
  await dialog.getByText("请写明原因").first().waitFor();
  await dialog.getByLabel("勘误原因（中文）").fill("数据项名称有误");
  await dialog.getByLabel("勘误原因（英文）").fill("An input's name was wrong");
  await dialog.getByLabel("文号").fill("示例〔2019〕9 号");
  await dialog.getByRole("button", { name: "建立草稿" }).click();
  await page.waitForURL(/\/drafts\/[^/]+$/);
  const { json } = await analyst.send("GET", "/drafts");
  expect(json.drafts.map((one: { ruleSet: { id: string } }) => one.ruleSet.id).sort()).toEqual([
    SHIPPED,
    "cn-smart-city-2019",
  ]);
  await journey.finish();
});

test("drafts are found by pinyin initials, exported, imported again and given up", async () => {
  const analyst = await editor.person("analyst");
  const draft = await editor.draft(analyst, { ruleSet: "exported-2020", name: "导出试验" });
  const journey = await startJourney({ address: editor.address, as: analyst, language: "en" });
  const { page } = journey;
  await page.goto("/");
  await page.getByRole("searchbox").fill("dcsy");
  await page.getByRole("link", { name: "导出试验" }).waitFor();
  await page.getByText("No rule set or draft goes with “dcsy”").waitFor();
  await page.getByRole("button", { name: "More: 导出试验" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: "Export zip" }).click(),
  ]);
  const zip = await buffer(await download.createReadStream());
  await page.locator("input[type=file]").setInputFiles({
    name: "回来的.zip",
    mimeType: "application/zip",
    buffer: zip,
  });
  await page.waitForURL(/\/drafts\/[^/]+$/);
  const back = page.url().split("/").at(-1) ?? "";
  expect(back).not.toBe(draft);
  const filesOf = async (id: string) => (await analyst.send("GET", `/drafts/${id}`)).json.files;
  expect(await filesOf(back)).toEqual(await filesOf(draft));

  await page.goto("/");
  await page.getByRole("button", { name: "More: 导出试验" }).click();
  await page.getByRole("menuitem", { name: "Discard the draft" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Discard the draft" }).click();
  await page.getByRole("link", { name: "导出试验" }).waitFor({ state: "detached" });
  await page.getByLabel("with published and discarded ones").check();
  await page.getByRole("link", { name: "导出试验" }).click();
  await page.getByText("This draft can only be looked at: Discarded.").waitFor();
  await journey.expectAccessible();
  await journey.finish();
});

test("a session that ends is taken up in place: nothing typed is lost", async () => {
  const analyst = await editor.personWithPassword(PASSWORD, "analyst");
  const journey = await startJourney({ address: editor.address });
  const { page } = journey;
  journey.allow(/status of 401/);
  await page.goto("/sign-in");
  const signIn = async (): Promise<void> => {
    await page.getByLabel("用户名").fill(analyst.name);
    await page.getByLabel("口令", { exact: true }).fill(PASSWORD);
    await page.keyboard.press("Enter");
  };
  await signIn();
  await page.getByRole("button", { name: analyst.name }).waitFor();
  const cookies = await journey.context.cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const ask = (method: string, path: string, body?: string) =>
    fetch(`${editor.address}/api/v1${path}`, {
      method,
      headers: {
        cookie,
        "sec-fetch-site": "same-origin",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body }),
    });
  const made = await ask(
    "POST",
    "/drafts",
    JSON.stringify({ basedOn: SHIPPED, name: "会话", ruleSet: "session-2020" }),
  );
  const { draft } = (await made.json()) as { draft: { id: string } };
  await page.goto(`/drafts/${draft.id}/items/L1P2`);
  const weight = page.getByRole("tree").getByLabel("交通服务 的权重");
  await weight.waitFor();
  // Ended elsewhere, as by an administrator or by being idle.
  expect((await ask("DELETE", "/session")).status).toBe(204);
  await weight.fill("6");
  await weight.press("Enter");
  await page.getByRole("dialog").getByText("请重新登录").waitFor();
  await journey.screenshot("sign-in-again");
  await journey.expectAccessible();
  await signIn();
  await page.getByText("已保存", { exact: true }).waitFor();
  expect(await weight.inputValue()).toBe("6%");
  await page.reload();
  await weight.waitFor();
  expect(await weight.inputValue()).toBe("6%");
  await journey.finish();
});
