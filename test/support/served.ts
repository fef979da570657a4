/** `chengping serve` as a process of its own: its address, its log, and its end. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ruleSetFolder } from "./load-rule-set.ts";

export interface Served {
  readonly child: ChildProcess;
  readonly address: string;
  /** Lines of the log, and lines printed, so far. */
  readonly log: readonly LogLine[];
  /** The first line of the log that fits, there already or still to come. */
  logged(fits: (line: LogLine) => boolean): Promise<LogLine>;
  exit(): Promise<number | null>;
  /** Ends it however it is, and removes its folder. */
  end(): Promise<void>;
}

export interface LogLine {
  readonly msg?: string;
  /** A line on standard output. */
  readonly printed?: string;
  readonly [name: string]: unknown;
}

export interface ServeOptions {
  readonly flags?: readonly string[];
  readonly environment?: { readonly [variable: string]: string };
  /** Folder of the database; one that is removed at the end, when none is given. */
  readonly folder?: string;
}

export async function startServed({
  flags = [],
  environment = {},
  folder = mkdtempSync(join(tmpdir(), "chengping-served-")),
}: ServeOptions = {}): Promise<Served> {
  const main = ruleSetFolder("dist/server/command-line/main.js");
  const child = spawn(
    process.execPath,
    [main, "serve", "--port", "0", "--data", folder, ...flags],
    { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...environment } },
  );
  const exited = once(child, "exit");
  const log: LogLine[] = [];
  const waiting = new Set<() => void>();
  const take = (line: LogLine): void => {
    log.push(line);
    for (const wake of waiting) wake();
  };
  createInterface({ input: child.stderr }).on("line", (line) =>
    take(line.startsWith("{") ? JSON.parse(line) : { msg: line }),
  );
  createInterface({ input: child.stdout }).on("line", (printed) => take({ printed }));
  const logged: Served["logged"] = (fits) =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = log.find(fits);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
      void exited.then(() =>
        reject(new Error(`it ended before: ${log.map(({ msg }) => msg).join("\n")}`)),
      );
    });
  const { printed = "" } = await logged((line) => line.printed?.includes("http://") === true);
  return {
    child,
    address: /http:\/\/\S+/.exec(printed)?.[0] ?? "",
    log,
    logged,
    exit: async () => (await exited)[0] as number | null,
    end: async () => {
      child.kill("SIGKILL");
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
