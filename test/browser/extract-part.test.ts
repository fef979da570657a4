/** A part of a formula gets a name of its own: where it is used twice, it is written once from then on. */
import { expect, test } from "vitest";
import { analystAtWork } from "./support/analyst.ts";
import { formulaPane } from "./support/formulas.ts";

const analyst = analystAtWork();

test("a ratio is made a part, refused under a name that is taken; the cases pass as before", async () => {
  const { page, filesNow, ...journey } = await analyst.opens("L2P1-A2");
  await page.getByText("15 个用例全部通过").waitFor();
  const pane = page.locator("[data-projection]").first();
  await pane.locator(".fx-fraction").first().click();
  // From the name under the pointer to the fraction around it.
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Alt+Enter");
  await page.getByRole("menuitem", { name: "提取为部分…" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("编号").fill("monitoredLength");
  await dialog.getByText(/已被占用/).waitFor();
  expect(await dialog.getByRole("button", { name: "提取", exact: true }).isDisabled()).toBe(true);
  await dialog.getByLabel("编号").fill("share");
  await dialog.getByLabel("名称（中文）").fill("监控占比");
  await journey.expectAccessible();
  await dialog.getByLabel("名称（中文）").press("Enter");
  await formulaPane(page, "监控占比").or(formulaPane(page, "share 监控占比")).first().waitFor();
  await page.getByText("15 个用例全部通过").waitFor();
  await page.getByText("已保存", { exact: true }).waitFor();
  const now = JSON.parse((await filesNow())["L2P1.json"] ?? "").children.find(
    ({ id }: { id: string }) => id === "L2P1-A2",
  );
  expect(now.parts.share.label).toEqual({ zh: "监控占比", en: "监控占比" });
  await journey.screenshot("extract-part");
  await journey.finish();
});
