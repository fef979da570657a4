/**
 * `npm run bench:sql`: rows of whole cities scored inside a PostgreSQL of its own, every cent compared with the compiled
 * rules in this process, and both rates side by side. `-- --write` puts the table into the page of measurements.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { compileRuleSet } from "../../engine/compile/compile.ts";
import { compileToSql } from "../../engine/sql/compile-sql.ts";
import { loadRuleSet, RULES_FOLDER } from "../../server/rule-files/rule-files.ts";
import { createRandom, realisticCity } from "../oracle/random-city.ts";
import { createDatabase, startPostgres } from "../support/postgres.ts";
import { answersOf, fillTable, type Inputs } from "../support/sql-rows.ts";

const CITIES = Number(process.env.BENCH_CITIES ?? 100_000);
/** Cities are made, stored and compared so many at a time, so that memory stays small. */
const AT_ONCE = 2_000;
const RULE_SET = "cn-smart-city-2018";
const HEADING = "## Inside the database";

const loaded = loadRuleSet(RULE_SET);
if (!loaded.ok) throw new Error("the rule set cannot be read");
const { prepared } = loaded;
const compiled = compileRuleSet(prepared, { backEnd: "fused" });
const outcome = compileToSql(prepared);
if (!outcome.ok) throw new Error("the rule set has no SQL");
const { sql } = outcome;

const server = await startPostgres();
const client = new pg.Client({ connectionString: await createDatabase(server.url) });
await client.connect();
const version = (await client.query("SHOW server_version")).rows[0].server_version as string;
let [inDatabase, inProcess, wrong] = [0, 0, 0];
const random = createRandom(7);
for (let done = 0; done < CITIES; done += AT_ONCE) {
  const count = Math.min(AT_ONCE, CITIES - done);
  const cities = Array.from({ length: count }, () => realisticCity(random) as Inputs);
  await fillTable(client, sql, "cities", cities);
  await client.query("ANALYZE cities");
  // The whole answer is made and kept where it is made: rows on their way to a client are no scoring.
  let started = performance.now();
  await client.query(`CREATE TEMPORARY TABLE answer AS ${sql.query}`);
  inDatabase += performance.now() - started;

  started = performance.now();
  const outcomes = cities.map((city) => compiled.score(city, { final: true }));
  inProcess += performance.now() - started;

  const answers = await answersOf(client, sql, "SELECT * FROM answer");
  await client.query("DROP TABLE answer");
  for (const [index, one] of outcomes.entries()) {
    if (!one.ok) throw new Error("a city of the bench is not valid");
    const { total, scores } = one.result;
    const expected = { [prepared.root.id]: total, ...scores };
    const found = answers[index]?.scores ?? {};
    if (Object.entries(expected).some(([node, score]) => found[node] !== score)) wrong++;
  }
}
await client.end();
await server.stop();

const rate = (milliseconds: number): string =>
  Math.round((CITIES / milliseconds) * 1_000).toLocaleString("en");
const text = `${HEADING}

\`npm run bench:sql\` makes this part. ${CITIES.toLocaleString("en")} realistic cities as rows of a PostgreSQL ${version} of its own, ${AT_ONCE.toLocaleString("en")} at a time,
one connection, the answer written to a table there; beside it the same requests validated and scored by the fused function
in this process. Every score of every city is compared.

| where | rows/s | wrong cities |
| --- | ---: | ---: |
| SQL over NUMERIC, in PostgreSQL | ${rate(inDatabase)} | ${wrong} |
| fused function, in process | ${rate(inProcess)} | |
`;
console.log(text);
if (process.argv.includes("--write")) {
  const file = join(RULES_FOLDER, "../test/bench/README.md");
  const page = readFileSync(file, "utf8");
  const start = page.indexOf(HEADING);
  const next = start < 0 ? -1 : page.indexOf("\n## ", start + 1);
  const before = start < 0 ? `${page.trimEnd()}\n\n` : page.slice(0, start);
  writeFileSync(file, before + text + (next < 0 ? "" : page.slice(next)));
}
