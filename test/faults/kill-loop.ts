/** `kill -9` of a real service while eight people write, again and again; then the ledger is held against the store. */
import { mkdtempSync, rmSync } from "node:fs";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openReadOnly } from "../../server/storage/read-only.ts";
import type { StorePlace } from "../../server/storage/store.ts";
import { createRandom } from "../oracle/random.ts";
import { makeLiveRound } from "../support/live-round.ts";
import { type Served, startServed } from "../support/served.ts";
import { type ChainHead, checkLedger, type Verdict } from "./check-ledger.ts";
import { Ledger } from "./ledger.ts";
import { type Role, type World, Writer } from "./writer.ts";

export interface KillReport extends Verdict {
  readonly kills: number;
  readonly acknowledged: number;
  /** Requests that were cut off by a kill, and how many of those had been committed all the same. */
  readonly cut: number;
  readonly landed: number;
}

/** Milliseconds from the moment when everybody has an answer to the kill: 60 to 260. */
const SHORTEST_MS = 60;
const SPREAD_MS = 200;

/** @param databaseUrl an empty database; null for SQLite in a folder that is removed at the end */
export async function killLoop(
  databaseUrl: string | null,
  kills: number,
  tell: (line: string) => void = () => {},
): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), "chengping-faults-"));
  const data = join(folder, "data");
  const place: StorePlace =
    databaseUrl === null
      ? { kind: "sqlite", folder: data }
      : { kind: "postgres", url: databaseUrl };
  const { clerks, offices } = await makeLiveRound(
    { folder: data, databaseUrl },
    { cities: 2, unitsPerCity: 3 },
  );
  const ledger = new Ledger(join(folder, "ledger.ndjson"));
  const random = createRandom(kills);
  const environment = {
    CHENGPING_LOG: "error",
    ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
  };
  let over = false;
  let service = startServed({ folder: data, environment });
  const agent = new Agent({ keepAlive: true });
  const world: World = {
    origin: async () => (await service).address,
    agent,
    ledger,
    over: () => over,
  };
  // Four with a sheet each, two on the same sheet, one with evidence, and the office that stores scores.
  const roles: readonly Role[] = ["clerk", "clerk", "clerk", "clerk", "clerk", "clerk"];
  const people = [0, 1, 2, 3, 4, 4].map((index) => clerks[index]);
  const writers = [
    ...roles.map((role, index) => new Writer(people[index] as never, role, world)),
    new Writer(clerks[5] as never, "clerk with evidence", world),
    new Writer(offices[0] as never, "office", world),
  ];
  const heads: ChainHead[] = [];
  let landed = 0;
  try {
    await service;
    const running = Promise.all(writers.map((writer) => writer.run()));
    running.catch(() => {});
    for (let kill = 1; kill <= kills; kill++) {
      await Promise.race([everybodysAnswer(writers), running]);
      await pause(SHORTEST_MS + random() * SPREAD_MS);
      const killed: Served = await service;
      let up: (served: Promise<Served>) => void = () => {};
      // Whoever asks from now on waits for the next one.
      service = new Promise((resolve) => {
        up = resolve;
      });
      killed.child.kill("SIGKILL");
      await killed.exit();
      landed += await countLanded(place, writers);
      heads.push(...(await readHeads(place)));
      const next = startServed({ folder: data, environment });
      up(next);
      await next;
      tell(`${kill} of ${kills} kills, ${ledger.entries().length} acknowledged`);
    }
    over = true;
    await running;
    (await service).child.kill("SIGKILL");
    await (await service).exit();
    const verdict = await checkLedger(place, ledger.entries(), heads);
    const sum = (count: (writer: Writer) => number): number =>
      writers.reduce((total, writer) => total + count(writer), 0);
    return {
      kills,
      acknowledged: sum(({ acknowledged }) => acknowledged),
      cut: sum(({ cut }) => cut),
      landed,
      ...verdict,
    };
  } finally {
    over = true;
    await (await service).end();
    agent.destroy();
    ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Resolves when everybody has got an answer since now. */
async function everybodysAnswer(writers: readonly Writer[]): Promise<void> {
  const before = writers.map(({ answered }) => answered);
  while (!writers.every(({ answered }, index) => answered > (before[index] ?? 0))) await pause(5);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Of the requests that had no answer, those that are in the store. */
async function countLanded(place: StorePlace, writers: readonly Writer[]): Promise<number> {
  const keys = writers.flatMap(({ unanswered }) => [...unanswered]);
  if (keys.length === 0) return 0;
  const store = await openReadOnly(place);
  const rows = await store.db
    .selectFrom("idempotency")
    .select("key")
    .where("key", "in", keys)
    .execute();
  await store.close();
  return rows.length;
}

async function readHeads(place: StorePlace): Promise<readonly ChainHead[]> {
  const store = await openReadOnly(place);
  const heads = await store.db.selectFrom("audit_head").selectAll().execute();
  await store.close();
  return heads.filter(({ number }) => number > 0);
}
