/** Finding one's way to a formula in a journey. */
import type { Locator, Page } from "playwright-core";

/** Opens an item of a draft, and waits for its values. */
export async function openItem(page: Page, draft: string, item: string): Promise<void> {
  await page.goto(`/drafts/${draft}/items/${item}`);
  await page.locator("[data-projection]").first().waitFor({ timeout: 60_000 });
}

/** The pane of a formula by its title, such as `b1 立案率得分` or `得分`. */
export function formulaPane(page: Page, title: string): Locator {
  return page.getByRole("region", { name: title, exact: true });
}
