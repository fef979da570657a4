/**
 * @module `npm run bundle`: one archive with everything built and installed, for machines that have no network and no
 * compiler. What is built is taken from `dist`, what is installed from `node_modules`, so nothing is fetched here
 * either. The archive runs on the system that it is made on (its name says which).
 */

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { billOfMaterials, productionPackages } from "./production-packages.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const BUILT = ["dist/engine", "dist/server"];
const PAGE = "dist/page";
const BESIDE = ["rules", "LICENSE", "CHANGELOG.md", "README.md", "README.zh-CN.md", "deploy"];
/** Sources of what is compiled, and builds for browsers. */
const LEFT_OUT = [
  /^node_modules\/better-sqlite3\/(deps|src)\//,
  /^node_modules\/better-sqlite3\/build\/(?!Release(\/better_sqlite3\.node)?$)/,
  /^node_modules\/exceljs\/dist\//,
  /^node_modules\/.*\.map$/,
  /\.tsbuildinfo$/,
];
const SUMS = "SHA256SUMS";

const { values: asked } = parseArgs({
  options: {
    out: { type: "string", default: ROOT },
    "with-node": { type: "boolean", default: false },
    "without-page": { type: "boolean", default: false },
  },
});

process.exitCode = makeBundle();

function makeBundle() {
  const page = asked["without-page"] ? [] : [PAGE];
  const absent = [...BUILT, ...page].filter((folder) => !existsSync(join(ROOT, folder)));
  if (absent.length > 0) {
    process.stderr.write(`not built / 尚未构建: ${absent.join(", ")} → npm run build\n`);
    return 1;
  }
  const read = (file) => JSON.parse(readFileSync(join(ROOT, file), "utf8"));
  const manifest = read("package.json");
  const packages = productionPackages(read("package-lock.json"), ROOT);
  const name = `chengping-${manifest.version}-${process.platform}-${process.arch}`;
  const stage = mkdtempSync(join(tmpdir(), "chengping-bundle-"));
  try {
    const folder = join(stage, name);
    for (const path of [...BUILT, ...page, ...BESIDE, ...packages.map(({ path }) => path)])
      copy(path, folder);
    const { version, description, license, type, bin, dependencies, engines } = manifest;
    const own = { name: manifest.name, version, description, license, type, bin, engines };
    writeJson(join(folder, "package.json"), { ...own, private: true, dependencies });
    writeJson(join(folder, "sbom.cdx.json"), billOfMaterials(own, packages));
    copyFileSync(join(ROOT, "deploy/bundle/chengping.sh"), join(folder, "chengping"));
    chmodSync(join(folder, "chengping"), 0o755);
    if (asked["with-node"]) copyFileSync(process.execPath, join(folder, "node"));
    writeFileSync(join(folder, SUMS), sumsOf(folder));
    const archive = join(resolve(asked.out), `${name}.tar.gz`);
    mkdirSync(dirname(archive), { recursive: true });
    execFileSync("tar", ["-czf", archive, "-C", stage, name]);
    const sum = hashOf(archive);
    writeFileSync(`${archive}.sha256`, `${sum}  ${name}.tar.gz\n`);
    process.stdout.write(`${archive}\nsha256 ${sum}\n`);
    return 0;
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function copy(path, folder) {
  cpSync(join(ROOT, path), join(folder, path), {
    recursive: true,
    dereference: true,
    filter: (source) => {
      const inside = relative(ROOT, source).split(sep).join("/");
      // Packages inside of packages are taken by themselves, since some of them only serve development.
      return inside !== `${path}/node_modules` && !LEFT_OUT.some((one) => one.test(inside));
    },
  });
}

/** As `sha256sum -c` reads it. */
function sumsOf(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort()
    .map((path) => `${hashOf(join(folder, path))}  ${path}\n`)
    .join("");
}

function hashOf(file) {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}

function writeJson(file, value) {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
}
