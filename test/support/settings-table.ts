/** The table of settings as the README shows it. `WRITE_README=1` with the test writes it there. */
import { readFileSync, writeFileSync } from "node:fs";
import { flagOf, SETTING_NAMES, SETTINGS } from "../../server/configuration.ts";
import { ruleSetFolder } from "./load-rule-set.ts";

const PLACE = /(<!-- settings -->\n)([\s\S]*?)(<!-- end of settings -->)/;
const HEADS = {
  zh: "| 选项 | 环境变量 | 不设时 | 含义 |",
  en: "| flag | variable | if not set | meaning |",
};

export function settingsTable(language: "zh" | "en"): string {
  const rows = SETTING_NAMES.map((key) => {
    const { variable, standard, [language]: meaning } = SETTINGS[key];
    return `| \`${flagOf(key)}\` | \`${variable}\` | ${standard === null ? "" : `\`${standard}\``} | ${meaning} |`;
  });
  return [HEADS[language], "| --- | --- | --- | --- |", ...rows, ""].join("\n");
}

/** What stands in a README now; written anew first, when that is asked for. */
export function tableInReadme(file: string, language: "zh" | "en"): string {
  const path = ruleSetFolder(file);
  const text = readFileSync(path, "utf8");
  if (process.env.WRITE_README === "1") {
    writeFileSync(
      path,
      text.replace(PLACE, (_, start, __, end) => `${start}${settingsTable(language)}${end}`),
    );
    return settingsTable(language);
  }
  return PLACE.exec(text)?.[2] ?? "";
}
