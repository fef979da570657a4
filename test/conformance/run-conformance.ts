/** `npm run conformance -- FILE`: how many cases of a file in the official form the interpreter answers. */
import { readFileSync } from "node:fs";
import { parseJson } from "../../engine/json/parse-json.ts";
import { runOfficialCases } from "./official-cases.ts";

const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write(
    "Usage: npm run conformance -- FILE\n" +
      "FILE is a list of [rule, data, expected], such as https://jsonlogic.com/tests.json.\n",
  );
  process.exit(2);
}

const read = parseJson(readFileSync(file, "utf8"));
if (!read.ok) {
  const { code, line, column } = read.problem;
  process.stderr.write(`${file}:${line}:${column}: ${code}\n`);
  process.exit(2);
}

const { cases, failures } = runOfficialCases(read.value);
for (const { at, section, rule, data, expected, found } of failures) {
  process.stdout.write(
    `${at} ${section}\n` +
      `  rule      ${JSON.stringify(rule)}\n` +
      `  data      ${JSON.stringify(data)}\n` +
      `  expected  ${JSON.stringify(expected)}\n` +
      `  found     ${JSON.stringify(found)}\n`,
  );
}
process.stdout.write(`${cases - failures.length} of ${cases}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
