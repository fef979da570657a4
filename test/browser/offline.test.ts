/** Without a connection: the page opens again, with the edits that nobody else has yet, and sends them when it is back. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { analystAtWork } from "./support/analyst.ts";

const analyst = analystAtWork();

test("edited, closed and opened again without a connection; sent when it is back", async () => {
  const journey = await analyst.opens("L1P2", { keepsPage: true });
  const { page, context, draft, filesNow } = journey;
  journey.allow(/ERR_INTERNET_DISCONNECTED/);
  const weightOf = async () => JSON.parse((await filesNow())["L1P2.json"] ?? "").weight;
  const field = page.getByRole("tree").getByLabel("交通服务 的权重");

  // The page has kept itself: what it is built of, and nothing that the service answers.
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller === null)
      await new Promise((taken) =>
        navigator.serviceWorker.addEventListener("controllerchange", taken),
      );
  });
  expect(
    await page.evaluate(async () => {
      const names = await caches.keys();
      const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return kept.flat().filter(({ url }) => new URL(url).pathname.startsWith("/api/")).length;
    }),
  ).toBe(0);

  await context.setOffline(true);
  await field.fill("4");
  await field.press("Enter");
  await page.getByText("离线，已存本机").waitFor();
  await page.close();
  const again = await journey.secondPage();
  await again.goto("/");
  await again.getByText("以下草稿存在本机").waitFor();
  await again.getByRole("link", { name: "草稿 1" }).click();
  await again.waitForURL(new RegExp(`/drafts/${draft}$`));
  const weight = again.getByRole("tree").getByLabel("交通服务 的权重");
  await weight.waitFor();
  expect(await weight.inputValue()).toBe("4%");

  // Computed as ever, undone as ever, and edited on.
  await again.goto(`/drafts/${draft}/items/L1P2-A1`);
  await again.locator("[data-projection]").first().waitFor();
  await again.getByText(/个用例全部通过/).waitFor();
  await weight.fill("5");
  await weight.press("Enter");
  await again.getByText("离线，已存本机").waitFor();
  await journey.expectAccessible(again);
  expect(await weightOf()).toBe(0.02);

  await context.setOffline(false);
  await again.getByText("已保存", { exact: true }).waitFor();
  expect(await weightOf()).toBe(0.05);
  await journey.finish();
});

test.each([["opened anew"], ["duplicated from the first"]])(
  "two windows without a connection, one %s: what each of them changed is there when both were closed",
  async (how) => {
    const journey = await analyst.opens("L1P2", { keepsPage: true });
    const { page, context, draft, filesNow } = journey;
    journey.allow(/ERR_INTERNET_DISCONNECTED/);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    const address = `/drafts/${draft}/items/L1P3`;
    const other =
      how === "opened anew" ? await journey.secondPage() : await duplicateOf(page, address);
    await other.goto(address);
    const field = (shown: Page, name: string) =>
      shown.getByRole("tree").getByLabel(`${name} 的权重`, { exact: true });
    await field(other, "社保服务").waitFor();
    await context.setOffline(true);
    await field(page, "交通服务").fill("4");
    await field(page, "交通服务").press("Enter");
    await page.getByText("离线，已存本机").waitFor();
    await field(other, "社保服务").fill("7");
    await field(other, "社保服务").press("Enter");
    await other.getByText("离线，已存本机").waitFor();
    await page.close();
    await other.close();

    const third = await journey.secondPage();
    await third.goto(`/drafts/${draft}`);
    await field(third, "社保服务").waitFor();
    expect([
      await field(third, "交通服务").inputValue(),
      await field(third, "社保服务").inputValue(),
    ]).toEqual(["4%", "7%"]);
    await context.setOffline(false);
    await third.getByText("已保存", { exact: true }).waitFor();
    const files = await filesNow();
    const weights = ["L1P2.json", "L1P3.json"].map((file) => JSON.parse(files[file] ?? "").weight);
    expect(weights).toEqual([0.04, 0.07]);
    await journey.finish();
  },
);

/** Begins with a copy of what lies in the session of the first, as a window does that the browser duplicates. */
async function duplicateOf(page: Page, address: string): Promise<Page> {
  const opened = page.context().waitForEvent("page");
  await page.evaluate((url) => void window.open(url), address);
  return opened;
}
