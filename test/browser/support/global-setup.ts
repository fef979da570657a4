/** What all journeys share: the built page, and one Chromium. */
import { execFileSync } from "node:child_process";
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";
import { findChromium } from "../../support/find-chromium.mjs";

/** Nothing of the browser's own may reach for the network. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  execFileSync(process.execPath, ["editor/build/build-page.mjs"], { stdio: "inherit" });
  const executablePath = findChromium();
  if (executablePath === null)
    throw new Error("No Chromium: run `node test/support/find-chromium.mjs` or set CHROMIUM_PATH.");
  const browser = await chromium.launchServer({ executablePath, headless: true, args: FLAGS });
  project.provide("browserUrl", browser.wsEndpoint());
  return () => browser.close();
}

declare module "vitest" {
  interface ProvidedContext {
    readonly browserUrl: string;
  }
}
