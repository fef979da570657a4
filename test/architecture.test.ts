/** What the compiler cannot hold: arrows between folders, data that stays data, one version. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ENGINE_VERSION } from "../engine/version.ts";
import { ruleSetFolder } from "./support/load-rule-set.ts";

const ROOT = ruleSetFolder(".");

function sources(folder: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: path.slice(ROOT.length), text: readFileSync(path, "utf8") }));
}

function importsOf(text: string): readonly string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, name = ""]) => name);
}

describe("arrows point one way", () => {
  test("the engine imports itself and four libraries, nothing of Node, server, editor or test", () => {
    const outside = sources("engine").flatMap(({ path, text }) =>
      importsOf(text)
        .filter((name) => !name.startsWith("."))
        .map((name) => `${name} in ${path.split("/")[2]}`),
    );
    expect([...new Set(outside)].sort()).toEqual([
      "@noble/hashes/sha2.js in rule-set",
      "@noble/hashes/utils.js in json",
      "@noble/hashes/utils.js in rule-set",
      "decimal.js in number",
      "diff in compare",
      "json-logic-js in cases",
    ]);
    const away = sources("engine").flatMap(({ text }) =>
      importsOf(text).filter((name) => /\/(server|editor|test|rules)\//.test(name)),
    );
    expect(away).toEqual([]);
  });

  test("the server never imports the editor or a test", () => {
    const away = sources("server").flatMap(({ path, text }) =>
      importsOf(text)
        .filter((name) => /\/(editor|test)\//.test(name))
        .map((name) => `${path}: ${name}`),
    );
    expect(away).toEqual([]);
  });
});

test("no indicator, department or year stands in the code", () => {
  const found = [...sources("engine"), ...sources("server")].flatMap(({ path, text }) =>
    text
      .split("\n")
      .filter((line) => !/^\s*(\/\/|\/?\*)/.test(line))
      .filter((line) => /\bL[1-8](P\d+)?(-A\d+)?\b|市.{1,8}局|\b20(16|18|19)\b/.test(line))
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(found).toEqual([]);
});

test("the engine names the package's version", () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  expect(ENGINE_VERSION).toBe(version);
});
