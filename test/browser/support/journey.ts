/**
 * A page in Chromium for one journey, watched all the time: no request leaves the host, the console says nothing
 * unexpected, and axe finds nothing serious where the journey asks it.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type axe from "axe-core";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { expect, inject } from "vitest";
import type { Client } from "../../support/test-service.ts";

export interface JourneyOptions {
  readonly address: string;
  /** Who is signed in; nobody without it. */
  readonly as?: Client;
  readonly language?: "zh-CN" | "en";
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  /** Another host that the journey leads to on purpose. */
  readonly elsewhere?: string;
  /** The page of a phone: touch, no mouse. */
  readonly touch?: boolean;
  /** The page's clock stands: what is quick or slow by the clock does not hang on how busy the machine is. */
  readonly stillClock?: boolean;
  /** The page keeps itself on this computer; elsewhere that is left out, since it loads every part of the page. */
  readonly keepsPage?: boolean;
}

export interface Journey {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the console may say from now on, for example when a journey cuts the network on purpose. */
  allow(...words: readonly RegExp[]): void;
  /** Serious and critical findings of axe on what is shown now: none. */
  expectAccessible(shown?: Page): Promise<void>;
  /** A picture in `dist/screens`, which git ignores. */
  screenshot(name: string): Promise<void>;
  /** Another page of the same person, watched alike. */
  secondPage(): Promise<Page>;
  /** Ends the journey; fails where a request left the host or the console said something unexpected. */
  finish(): Promise<void>;
}

const SCREENS = join(import.meta.dirname, "../../../dist/screens");
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A page that has not come to something by then will not: the machine may be busy, but not for long. */
const WAIT_MS = 45_000;

let browser: Browser | undefined;

export async function startJourney({
  address,
  as,
  language = "zh-CN",
  width = 1280,
  height = 800,
  dark = false,
  touch = false,
  stillClock = false,
  keepsPage = false,
  elsewhere = address,
}: JourneyOptions): Promise<Journey> {
  if (!browser?.isConnected()) browser = await chromium.connect(inject("browserUrl"));
  const context = await browser.newContext({
    baseURL: address,
    locale: language,
    viewport: { width, height },
    colorScheme: dark ? "dark" : "light",
    hasTouch: touch,
    reducedMotion: "reduce",
    acceptDownloads: true,
    serviceWorkers: keepsPage ? "allow" : "block",
  });
  if (as !== undefined) {
    const [name = "", value = ""] = as.cookie.split("=");
    await context.addCookies([{ name, value, url: address, httpOnly: true, sameSite: "Strict" }]);
  }
  context.setDefaultTimeout(WAIT_MS);
  const away: string[] = [];
  const said: string[] = [];
  // The page asks who is signed in, and the answer for nobody is a refusal.
  const allowed: RegExp[] = as === undefined ? [/status of 401 .*\/api\/v1\/session$/] : [];
  if (!keepsPage) allowed.push(/^Service Worker registration blocked by Playwright/);
  context.on("request", (request) => {
    const url = request.url();
    const known = [address, elsewhere].some((host) => url.startsWith(`${host}/`));
    // The browser's own parts, such as its reader of PDF, come with it.
    if (!known && !/^(data|blob|chrome|chrome-extension):/.test(url)) away.push(url);
  });
  const watch = (page: Page): Page => {
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type()))
        say(`${message.text()} ${message.location().url}`);
    });
    page.on("pageerror", (error) => say(String(error)));
    return page;
  };
  const say = (text: string): void => {
    if (!allowed.some((words) => words.test(text))) said.push(text);
  };
  const page = watch(await context.newPage());
  if (stillClock) await page.clock.setFixedTime(new Date());
  return {
    page,
    context,
    allow: (...words) => allowed.push(...words),
    async expectAccessible(shown = page) {
      // Evaluated through the debugger: the page's policy loads scripts of its own only.
      await shown.evaluate(AXE);
      const found = await shown.evaluate(findSerious);
      expect(found).toEqual([]);
    },
    async screenshot(name) {
      mkdirSync(SCREENS, { recursive: true });
      await page.screenshot({ path: join(SCREENS, `${name}.png`), animations: "disabled" });
    },
    secondPage: async () => watch(await context.newPage()),
    async finish() {
      await context.close();
      expect({ away, said }).toEqual({ away: [], said: [] });
    },
  };
}

/** Runs in the page. */
async function findSerious(): Promise<readonly string[]> {
  const { axe: inPage } = window as unknown as { readonly axe: typeof axe };
  const { violations } = await inPage.run(document, {
    resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help}\n  ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} — ${failureSummary}`).join("\n  ")}`,
    );
}
