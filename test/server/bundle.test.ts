/** The archive for machines without a network and without a compiler: whole, checkable, and it runs. */
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ruleSetFolder } from "../support/load-rule-set.ts";
import { RULE_SET } from "../support/small-round.ts";

/** `npm test` builds it before; a single test file may run without. */
const pageIsBuilt = existsSync(ruleSetFolder("dist/page"));
let place: string;
let folder: string;
let archive: string;

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), "chengping-bundle-test-"));
  const page = pageIsBuilt ? [] : ["--without-page"];
  const script = ruleSetFolder("deploy/bundle/make-bundle.mjs");
  const out = execFileSync(process.execPath, [script, "--out", place, ...page], {
    encoding: "utf8",
  });
  archive = out.split("\n")[0] ?? "";
  execFileSync("tar", ["-xzf", archive, "-C", place]);
  folder = archive.replace(/\.tar\.gz$/, "");
}, 120_000);
afterAll(() => rmSync(place, { recursive: true, force: true }));

function sha256(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

test("every file in it has its checksum, and so has the archive", () => {
  const sums = new Map(
    readFileSync(join(folder, "SHA256SUMS"), "utf8")
      .trim()
      .split("\n")
      .map((line) => [line.slice(66), line.slice(0, 64)]),
  );
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => path !== "SHA256SUMS");
  expect([...sums.keys()].sort()).toEqual(files.sort());
  expect(files.filter((path) => sha256(join(folder, path)) !== sums.get(path))).toEqual([]);
  const name = archive.slice(place.length + 1);
  expect(readFileSync(`${archive}.sha256`, "utf8")).toBe(`${sha256(archive)}  ${name}\n`);
});

test("what production needs is in it, what development needs is not, and the bill lists the same", () => {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(ruleSetFolder("package.json"), "utf8"),
  );
  const has = (name: string): boolean => existsSync(join(folder, "node_modules", name));
  expect(Object.keys(dependencies).filter((name) => !has(name))).toEqual([]);
  expect(Object.keys(dependencies).length).toBeLessThanOrEqual(40);
  const { components } = JSON.parse(readFileSync(join(folder, "sbom.cdx.json"), "utf8")) as {
    components: { name: string; version: string; licenses?: object[] }[];
  };
  const listed = new Set(components.map(({ name }) => name));
  expect(Object.keys(devDependencies).filter((name) => has(name) && !listed.has(name))).toEqual([]);
  expect(["typescript", "vitest", "vite"].filter(has)).toEqual([]);
  expect(components.filter(({ name }) => !has(name) && !nestedSomewhere(name))).toEqual([]);
  // Its package.json names none; exceljs brings it.
  const unnamed = components.filter(({ licenses }) => licenses === undefined);
  expect(unnamed.map(({ name }) => name)).toEqual(["buffers"]);
});

function nestedSomewhere(name: string): boolean {
  return readdirSync(join(folder, "node_modules"), { recursive: true }).some((path) =>
    String(path).endsWith(`node_modules/${name}`),
  );
}

test("it starts without network, npm and compiler, and scores a city to the cent", () => {
  for (let above = dirname(folder); above !== dirname(above); above = dirname(above))
    expect(existsSync(join(above, "node_modules"))).toBe(false);
  const bin = join(place, "bin");
  mkdirSync(bin);
  symlinkSync(process.execPath, join(bin, "node"));
  const asking = [
    join(bin, "node"),
    ruleSetFolder("test/support/ask-bundle.mjs"),
    folder,
    join(place, "data"),
    `/api/v1/rule-sets/${RULE_SET}/score`,
    '{"inputs": {"L8P1": {"surveyScore": "71.5"}}}',
  ];
  const { command, environment } = withoutNetwork(asking);
  const { stdout, stderr } = spawnSync(command[0] as string, command.slice(1), {
    encoding: "utf8",
    cwd: place,
    env: { PATH: bin, LANG: "C.UTF-8", CHENGPING_LOG: "error", ...environment },
  });
  expect(stderr).toBe("");
  const { score, page, outside, status } = JSON.parse(stdout);
  expect([score.total, score.scores.L8, page, outside, status]).toEqual([
    "28.60",
    "28.60",
    pageIsBuilt ? 200 : 503,
    "ENETUNREACH",
    0,
  ]);
});

/** In a network of its own that has nothing but loopback; where the system forbids that, by refusing connections. */
function withoutNetwork(asking: readonly string[]): {
  readonly command: readonly string[];
  readonly environment: Record<string, string>;
} {
  const [unshare, ip] = [
    firstOf("/usr/bin/unshare", "/bin/unshare"),
    firstOf("/usr/sbin/ip", "/sbin/ip"),
  ];
  const alone = ["-rn", "/bin/sh", "-c", `${ip} link set lo up && exec "$@"`, "sh"];
  if (spawnSync(unshare, [...alone, "/bin/true"]).status === 0)
    return { command: [unshare, ...alone, ...asking], environment: {} };
  const refusing = ruleSetFolder("test/support/refuse-network.cjs");
  return { command: asking, environment: { NODE_OPTIONS: `--require ${refusing}` } };
}

function firstOf(...paths: readonly string[]): string {
  return paths.find((path) => existsSync(path)) ?? "none";
}
