/**
 * `npm run load`: what the service does under load, clients and database on the same machine, beside a bare route
 * that writes one row. Prints a table; `--write` puts it into test/bench/README.md.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type LivePerson, makeLiveRound } from "../support/live-round.ts";
import { ruleSetFolder } from "../support/load-rule-set.ts";
import { createDatabase, startPostgres } from "../support/postgres.ts";
import { startServed } from "../support/served.ts";
import type { LoadPlan, LoadResult } from "./load-client.ts";

const CLIENTS = 200;
const CITIES = 20;
const SECONDS = Number(process.env.LOAD_SECONDS ?? 15);
const WARM_UP_SECONDS = 3;
/** The log of requests is off, as the bare route has none. */
const QUIET = { CHENGPING_LOG: "error" };
const SHAPE = { cities: CITIES, unitsPerCity: CLIENTS / CITIES };
/** What the 200 people of the first line ask for together. */
const PACED = 320;

interface Line {
  readonly what: string;
  readonly servers: number;
  readonly result: LoadResult;
}

const lines: Line[] = [];
const folder = mkdtempSync(join(tmpdir(), "chengping-load-"));
try {
  // `npm run load -- sqlite` and `npm run load -- postgres` measure one of the two.
  if (!process.argv.includes("postgres")) await measureSqlite();
  if (!process.argv.includes("sqlite")) await measurePostgres();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
const text = table(lines);
console.log(text);
if (process.argv.includes("--write")) writeSection(text);
const wrong = lines.filter(({ result }) => Object.keys(result.wrong).length > 0);
for (const { what, result } of wrong) console.error(what, result.wrong);
process.exitCode = wrong.length > 0 ? 1 : 0;

async function measureSqlite(): Promise<void> {
  const round = async (what: string, plan: Omit<LoadPlan, "servers" | "people">) => {
    const place = mkdtempSync(join(folder, "sqlite-"));
    const { clerks } = await makeLiveRound({ folder: place, databaseUrl: null }, SHAPE);
    const served = await startServed({ folder: place, environment: QUIET });
    await measure(what, [served.address], clerks, plan);
    await served.end();
  };
  await round(`SQLite: saves, ${CLIENTS} people, ${PACED} a second asked for`, {
    kind: "saves",
    seconds: SECONDS,
    rate: PACED,
  });
  await round(`SQLite: saves, ${CLIENTS} at once without a pause`, {
    kind: "saves",
    seconds: SECONDS,
    rate: null,
  });
  await bare("SQLite: bare route, one row", folder);
}

async function measurePostgres(): Promise<void> {
  const postgres = await startPostgres();
  try {
    const databaseUrl = await createDatabase(postgres.url);
    const { clerks } = await makeLiveRound({ folder, databaseUrl }, SHAPE);
    const environment = { ...QUIET, DATABASE_URL: databaseUrl };
    const servers = await Promise.all([startServed({ environment }), startServed({ environment })]);
    const plan = { kind: "mixed", seconds: SECONDS, rate: null } as const;
    const addresses = servers.map(({ address }) => address);
    await measure(`PostgreSQL: mixed, ${CLIENTS} at once without a pause`, addresses, clerks, plan);
    for (const served of servers) await served.end();
    await bare("PostgreSQL: bare route, one row", databaseUrl);
  } finally {
    await postgres.stop();
  }
}

async function bare(what: string, place: string): Promise<void> {
  const child = fork(script("bare-server.js"), [place]);
  const [address] = (await once(child, "message")) as [string];
  const people = Array.from({ length: CLIENTS }, () => ({
    id: "",
    cookie: "",
    city: "",
    unit: "",
  }));
  await measure(what, [address], people, { kind: "bare", seconds: SECONDS, rate: null });
  await end(child);
}

async function measure(
  what: string,
  servers: readonly string[],
  people: readonly LivePerson[],
  plan: Omit<LoadPlan, "servers" | "people">,
): Promise<void> {
  // Saves go on from version 0, so the warm-up only reads.
  if (plan.kind !== "bare")
    await clients({ servers, people, kind: "reads", seconds: WARM_UP_SECONDS, rate: null });
  lines.push({
    what,
    servers: servers.length,
    result: await clients({ servers, people, ...plan }),
  });
}

async function clients(plan: LoadPlan): Promise<LoadResult> {
  const child = fork(script("load-client.js"));
  child.send(plan);
  const [result] = (await once(child, "message")) as [LoadResult];
  return result;
}

function script(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

async function end(child: ChildProcess): Promise<void> {
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  await exited;
}

function percentile(times: readonly number[], share: number): string {
  const sorted = [...times].sort((a, b) => a - b);
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
}

function table(all: readonly Line[]): string {
  const rate = ({ result }: Line): number => result.times.length / result.seconds;
  const rows = all.map((line, index) => {
    const { times, saves, seconds } = line.result;
    // The bare route of the same store stands last of its lines.
    const peer = all.slice(index).find(({ what }) => what.includes("bare")) as Line;
    const cells = [
      line.what,
      line.servers,
      Math.round(rate(line)).toLocaleString("en"),
      Math.round(saves / seconds).toLocaleString("en"),
      percentile(times, 0.5),
      percentile(times, 0.99),
      (rate(line) / rate(peer)).toPrecision(2),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  return `## The service under load

\`npm run load\` makes this table (\`npm run load -- --write\` writes it here). ${CLIENTS} clients with a connection each,
in a process of their own, ${SECONDS} seconds a line; clients, servers and database share the ${cpus().length} cores of one machine.
A save is a sheet with \`If-Match\` and \`Idempotency-Key\`: the sheet, the key with its answer and the audit row are one
transaction, on the disk before the answer. Mixed is three saves to seven reads (sheet, list of sheets, revisions, rule
sets, the unit's score, session). The log of requests is off. The bare route is Hono on the same store with one INSERT per request.

| what | servers | requests/s | saves/s | median ms | p99 ms | × bare route |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${rows.join("\n")}
`;
}

function writeSection(section: string): void {
  const file = ruleSetFolder("test/bench/README.md");
  const before = readFileSync(file, "utf8").split("\n## The service under load")[0] ?? "";
  writeFileSync(file, `${before.trimEnd()}\n\n${section}`);
}
