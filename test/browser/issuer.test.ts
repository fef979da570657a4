/** Signing in by the issuer of the house, in a browser that takes it for another site. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { CLIENT, type Issuer, startIssuer } from "../support/oidc-issuer.ts";
import { type EditorService, startEditorService } from "./support/editor-service.ts";
import { startJourney } from "./support/journey.ts";

let issuer: Issuer;
let editor: EditorService;
beforeAll(async () => {
  issuer = await startIssuer("localhost");
  editor = await startEditorService({
    oidcIssuer: issuer.url,
    oidcClientId: CLIENT.id,
    oidcClientSecret: CLIENT.secret,
  });
});
afterAll(async () => {
  await editor.close();
  await issuer.close();
});

test("the page offers the issuer, and who comes back from it is signed in at once", async () => {
  const analyst = await editor.person("analyst");
  issuer.admit({ preferred_username: analyst.name });
  const journey = await startJourney({ address: editor.address, elsewhere: issuer.url });
  const { page } = journey;
  await page.goto("/account");
  const link = page.getByRole("link", { name: "统一身份登录" });
  await link.waitFor();
  await journey.expectAccessible();
  await journey.screenshot("sign-in-issuer");
  await link.click();
  await page.getByRole("button", { name: analyst.name }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/");
  await journey.finish();
});

test("whom nobody knows here is told so, and stays outside", async () => {
  issuer.admit({ preferred_username: "nobody-here" });
  const journey = await startJourney({ address: editor.address, elsewhere: issuer.url });
  journey.allow(/status of 401/);
  const { page } = journey;
  await page.goto("/sign-in/oidc");
  await page.getByText("登录未成功").waitFor();
  await journey.expectAccessible();
  await journey.finish();
});
