/** The frame of the page: signing in, language, appearance, and addresses where there is nothing. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EditorService, SHIPPED, startEditorService } from "./support/editor-service.ts";
import { startJourney } from "./support/journey.ts";

const PASSWORD = "gentle-harbour-42-lamps";

let editor: EditorService;
beforeAll(async () => {
  editor = await startEditorService();
});
afterAll(() => editor.close());

test.each([
  { language: "zh-CN", width: 1280, dark: false, heading: "规则集与草稿", signIn: "登录" },
  { language: "en", width: 390, dark: true, heading: "Rule sets and drafts", signIn: "Sign in" },
] as const)("the start page without sign-in: $language, $width px", async (shown) => {
  const { language, width, dark, heading, signIn } = shown;
  const journey = await startJourney({ address: editor.address, language, width, dark });
  const { page } = journey;
  await page.goto("/");
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  await page.getByText(SHIPPED, { exact: true }).waitFor();
  expect(await page.getByRole("button", { name: signIn }).count()).toBe(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  await journey.expectAccessible();
  await journey.screenshot(`library-nobody-${language}-${width}`);
  await journey.finish();
});

test("signing in: a wrong password is told, the right one leads in; out again", async () => {
  const analyst = await editor.personWithPassword(PASSWORD, "analyst");
  const journey = await startJourney({ address: editor.address });
  const { page } = journey;
  journey.allow(/status of 401/);
  await page.goto("/account");
  await page.getByRole("heading", { name: "登录城评" }).waitFor();
  await page.getByLabel("用户名").fill(analyst.name);
  await page.getByLabel("口令", { exact: true }).fill("not-the-password");
  await page.getByRole("main").getByRole("button", { name: "登录" }).click();
  await page.getByText("用户名或口令不对，或账号已锁定").waitFor();
  await journey.expectAccessible();
  await journey.screenshot("sign-in-wrong");
  await page.getByLabel("口令", { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1, name: analyst.name }).waitFor();
  await page.getByText("当前").waitFor();
  await journey.expectAccessible();
  await journey.screenshot("account");
  await page.getByRole("button", { name: analyst.name }).click();
  await page.getByRole("menuitem", { name: "退出登录" }).click();
  await page.getByRole("button", { name: "登录" }).waitFor();
  await journey.finish();
});

test("language and appearance are chosen, and kept", async () => {
  const journey = await startJourney({ address: editor.address });
  const { page } = journey;
  await page.goto("/");
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Rule sets and drafts" }).waitFor();
  await page.getByRole("button", { name: "Appearance" }).click();
  await page.getByRole("menuitem", { name: "Dark" }).click();
  await page.reload();
  await page.getByRole("heading", { name: "Rule sets and drafts" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe("dark");
  expect(await page.evaluate(() => document.documentElement.lang)).toBe("en");
  await journey.finish();
});

test("an address where there is nothing says so, and leads back", async () => {
  const journey = await startJourney({ address: editor.address });
  const { page } = journey;
  await page.goto("/nothing/here");
  await page.getByRole("heading", { name: "没有这个页面" }).waitFor();
  await journey.expectAccessible();
  await page.getByRole("button", { name: "首页" }).click();
  await page.getByRole("heading", { name: "规则集与草稿" }).waitFor();
  await journey.finish();
});

test("a browser older than Chromium 108 is told so, in plain words, and nothing else runs", async () => {
  const journey = await startJourney({ address: editor.address });
  const { page } = journey;
  await page.addInitScript(() => {
    // What such a browser says of the units that came with 108.
    CSS.supports = () => false;
  });
  await page.goto("/");
  await page.getByRole("heading", { name: "浏览器版本过旧" }).waitFor();
  expect(await page.locator("#page").innerHTML()).toBe("");
  expect(await page.getByRole("link", { name: "接口说明 · API" }).getAttribute("href")).toBe(
    "/api/docs",
  );
  await journey.expectAccessible();
  await journey.finish();
});

test("the first page and an open rule each load less than 550 kB, without Monaco", async () => {
  const journey = await startJourney({ address: editor.address });
  const { page } = journey;
  const loaded: { readonly name: string; readonly bytes: number }[] = [];
  page.on("response", async (response) => {
    const name = new URL(response.url()).pathname;
    if (!name.startsWith("/assets/")) return;
    loaded.push({ name, bytes: Number(await response.headerValue("content-length")) });
  });
  const total = (): number => loaded.reduce((sum, { bytes }) => sum + bytes, 0);
  await page.goto("/");
  await page.getByText(SHIPPED, { exact: true }).waitFor();
  await page.waitForLoadState("networkidle");
  const first = total();
  expect(first).toBeGreaterThan(100_000);
  expect(first).toBeLessThan(550_000);
  await page.getByRole("link", { name: "新型智慧城市评价指标（2018）" }).click();
  await page.getByRole("tree").waitFor();
  await page.waitForLoadState("networkidle");
  expect(loaded.filter(({ bytes }) => bytes > 400_000)).toEqual([]);
  await journey.finish();
});
