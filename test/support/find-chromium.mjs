/**
 * @module A Chromium for the browser tests, and a Chinese font for what it draws. Run as a program (`pretest`) it
 * installs them where they are missing: Debian's packages as root, else Playwright's own download.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/microsoft-edge",
  "/snap/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];

/**
 * `$CHROMIUM_PATH` before the usual places, and those before Playwright's own.
 *
 * @returns {string | null} path of the program
 */
export function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  const places = [...(chosen ? [chosen] : []), ...PLACES, playwrightsOwn()];
  return places.find((path) => path !== "" && existsSync(path)) ?? null;
}

/** @returns {string} where Playwright's download would be */
function playwrightsOwn() {
  try {
    return chromium.executablePath();
  } catch {
    return "";
  }
}

function install() {
  const root = process.getuid?.() === 0;
  if (root && existsSync("/usr/bin/apt-get")) {
    const packages = ["chromium", "fonts-noto-cjk"];
    run("apt-get", ["update", "-qq"]);
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages]);
    return;
  }
  const playwright = dirname(
    createRequire(import.meta.url).resolve("playwright-core/package.json"),
  );
  run(process.execPath, [join(playwright, "cli.js"), "install", "chromium"]);
}

/**
 * @param {string} program
 * @param {readonly string[]} values
 */
function run(program, values) {
  process.stderr.write(`${program} ${values.join(" ")}\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  execFileSync(program, values, { stdio: ["ignore", "ignore", "inherit"], env });
}

if (process.argv[1] === fileURLToPath(import.meta.url) && findChromium() === null) {
  try {
    install();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  if (findChromium() === null) {
    process.stderr.write(
      "No Chromium was found or could be installed; set CHROMIUM_PATH. The browser tests will fail.\n",
    );
  }
}
