/** Settings: one table in the code, on the command line and in both READMEs. */
import { describe, expect, test } from "vitest";
import {
  flagOf,
  readConfiguration,
  SETTING_NAMES,
  SETTINGS,
  WrongSetting,
} from "../../server/configuration.ts";
import { settingsTable, tableInReadme } from "../support/settings-table.ts";
import { runCommand } from "./run-command.ts";

test.each([
  ["README.md", "en"],
  ["README.zh-CN.md", "zh"],
] as const)("%s shows the settings as the code has them", (file, language) => {
  expect(tableInReadme(file, language)).toBe(settingsTable(language));
});

test("serve has a flag for every setting, and its help names the variable", async () => {
  const { stdout, status } = await runCommand(["serve", "--help", "--lang", "en"]);
  const help = stdout.replace(/\s+/g, " ");
  const absent = SETTING_NAMES.filter(
    (key) =>
      !help.includes(`${flagOf(key)} <value> ${SETTINGS[key].en} (`) ||
      !help.includes(`${SETTINGS[key].variable})`),
  );
  expect([status, absent]).toEqual([0, []]);
});

test("a flag goes before the environment, and the environment before what stands in the table", () => {
  const environment = { CHENGPING_PORT: "9001", CHENGPING_HOST: "0.0.0.0", CHENGPING_DATA: "" };
  const { port, host, data } = readConfiguration({ port: "9002" }, environment);
  expect([port, host, data]).toEqual([9002, "0.0.0.0", "data"]);
});

describe("a setting that cannot be read is refused with its name", () => {
  test.each([
    [{ port: "65536" }, {}, "--port 65536"],
    [{ openScoring: "maybe" }, {}, "--open-scoring maybe"],
    [{}, { CHENGPING_PASSWORDS: "none" }, "CHENGPING_PASSWORDS none"],
    [{}, { CHENGPING_IDLE_MINUTES: "0" }, "CHENGPING_IDLE_MINUTES 0"],
    [{}, { CHENGPING_ORIGIN: "https://a.example/path" }, "CHENGPING_ORIGIN https://a.example/path"],
  ])("%j %j", (flags, environment, message) => {
    expect(() => readConfiguration(flags, environment)).toThrow(WrongSetting);
    expect(() => readConfiguration(flags, environment)).toThrow(message);
  });

  test("a secret is not repeated", () => {
    expect(() => readConfiguration({}, { DATABASE_URL: "mysql://u:canary@db/x" })).toThrow(
      /^DATABASE_URL …$/,
    );
  });
});
