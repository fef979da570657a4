/** The frame of the page: it opens under its policy, in both languages. */
import { afterAll, beforeAll, test } from "vitest";
import { type EditorService, startEditorService } from "./support/editor-service.ts";
import { startJourney } from "./support/journey.ts";

let editor: EditorService;
beforeAll(async () => {
  editor = await startEditorService();
});
afterAll(() => editor.close());

test("the page opens", async () => {
  const journey = await startJourney({ address: editor.address });
  await journey.page.goto("/");
  await journey.page.getByRole("heading", { name: "城评" }).waitFor();
  await journey.expectAccessible();
  await journey.screenshot("frame");
  await journey.finish();
});
