/** How often a service with SQLite flushes its files while saves are acknowledged, counted by the kernel's side. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { Agent } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sendOver } from "../support/http-client.ts";
import { LIVE_FIGURES, LIVE_ITEM, type LivePerson, makeLiveRound } from "../support/live-round.ts";
import { startServed } from "../support/served.ts";

export interface Flushes {
  readonly saves: number;
  readonly flushes: number;
}

const SAVES = 200;
const TOGETHER = 8;

/** Null where strace is not installed, or is not allowed to look at a process. */
export async function countFlushes(): Promise<{
  readonly alone: Flushes;
  readonly together: Flushes;
} | null> {
  if (spawnSync("strace", ["-V"]).status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), "chengping-flushes-"));
  const data = join(folder, "data");
  const shape = { cities: 1, unitsPerCity: TOGETHER + 1 };
  const { clerks } = await makeLiveRound({ folder: data, databaseUrl: null }, shape);
  const environment = { CHENGPING_LOG: "error" };
  const served = await startServed({ folder: data, environment });
  const agent = new Agent({ keepAlive: true });
  try {
    const count = async (name: string, people: readonly LivePerson[]): Promise<Flushes | null> => {
      const file = join(folder, name);
      const strace = await watch(served.child.pid ?? 0, file);
      if (strace === null) return null;
      await Promise.all(people.map((person) => save(agent, served.address, person)));
      const ended = once(strace, "exit");
      strace.kill("SIGINT");
      await ended;
      const lines = readFileSync(file, "utf8").split("\n");
      const flushes = lines.filter((line) => /\bf(?:data)?sync\(/.test(line)).length;
      return { saves: SAVES * people.length, flushes };
    };
    const alone = await count("alone", clerks.slice(0, 1));
    const together = await count("together", clerks.slice(1));
    return alone === null || together === null ? null : { alone, together };
  } finally {
    agent.destroy();
    await served.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function watch(pid: number, file: string): Promise<ChildProcess | null> {
  const strace = spawn("strace", ["-f", "-e", "trace=fsync,fdatasync", "-o", file, "-p", `${pid}`]);
  const [first] = await Promise.race([once(strace.stderr, "data"), once(strace, "exit")]);
  return /attached/.test(String(first)) ? strace : null;
}

async function save(agent: Agent, origin: string, { unit, cookie }: LivePerson): Promise<void> {
  const [part, whole] = LIVE_FIGURES;
  for (let version = 0; version < SAVES; version++) {
    const { status, text } = await sendOver(agent, origin, {
      method: "PUT",
      path: `${unit}/sheets/${LIVE_ITEM}`,
      cookie,
      body: JSON.stringify({ values: { [part]: version % 60, [whole]: 60 } }),
      headers: { "if-match": `"${version}"` },
    });
    if (status !== 200) throw new Error(text);
  }
}
