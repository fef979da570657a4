/** J5: bands pasted from Excel, with a gap and full-width percents; one step back; and copied out again. */
import { expect, test } from "vitest";
import { analystAtWork } from "./support/analyst.ts";
import { formulaPane } from "./support/formulas.ts";

const analyst = analystAtWork();

/** As Excel puts three columns on the clipboard: six rows, nothing between 70 % and 74 %. */
const COPIED = [
  "不低于\t低于\t得分",
  "９５％\t\t２０",
  "90%\t95%\t16",
  "85%\t90%\t12",
  "74%\t85%\t8",
  "65%\t70%\t4",
  "\t65%\t0",
].join("\r\n");

/** Pastes, or copies, where the focus is, as the browser's own events do it. */
function paste(text: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.activeElement?.dispatchEvent(event);
}
function copy(): readonly string[] {
  const clipboardData = new DataTransfer();
  const event = new ClipboardEvent("copy", { clipboardData, bubbles: true, cancelable: true });
  document.activeElement?.dispatchEvent(event);
  return [clipboardData.getData("text/plain"), clipboardData.getData("text/html")];
}

test("six rows with a gap take the place of the four bands, in one step", async () => {
  const journey = await analyst.opens("L2P1-A1");
  const { page } = journey;
  const pane = formulaPane(page, "b4 结案率得分");
  await pane.getByText("分档表", { exact: true }).click();
  const shown = (): Promise<readonly string[]> =>
    pane.evaluate((region) =>
      [...region.querySelectorAll(".ft tbody tr")].map((row) =>
        [...row.querySelectorAll("td")]
          .map(
            (cell) => cell.querySelector("input")?.getAttribute("aria-label") ?? cell.textContent,
          )
          .slice(0, 3)
          .join(" "),
      ),
    );
  const before = await shown();
  expect(before).toHaveLength(5);
  await pane.getByRole("columnheader", { name: "不低于" }).click();
  await pane.locator(".ft:focus").waitFor();
  await page.evaluate(paste, COPIED);

  const dialog = page.getByRole("dialog", { name: "粘贴分档表" });
  await dialog.getByText("全角已转换").waitFor();
  await dialog.getByRole("row", { name: /70%\s*74%.*缺这一段/ }).waitFor();
  await journey.screenshot("bands-from-excel-preview");
  await journey.expectAccessible();
  await dialog.getByRole("button", { name: "补齐" }).click();
  await dialog.getByText("缺这一段").waitFor({ state: "detached" });
  await dialog.getByRole("button", { name: "粘贴 5 档" }).click();
  await dialog.waitFor({ state: "detached" });
  await expect.poll(shown).toHaveLength(6);
  expect((await shown())[4]).toMatch(/^65% 74% 4/);
  await journey.screenshot("bands-from-excel-pasted");

  await pane.getByRole("columnheader", { name: "不低于" }).click();
  const [text, html] = (await page.evaluate(copy)) as readonly string[];
  expect(text).toMatch(/^若\(城市管理事部件的结案率 ≥ 95%; 20; /);
  const cells = [...(html ?? "").matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell);
  expect(cells.slice(0, 9)).toEqual([
    "不低于",
    "低于",
    "得分",
    "95%",
    "",
    "20",
    "90%",
    "95%",
    "16",
  ]);

  await page.keyboard.press("Control+z");
  await expect.poll(shown).toEqual(before);
  await journey.expectAccessible();
  await journey.finish();
});
