/** Runs the built executable as a person would: a process, its output, its exit status. */
import { spawn } from "node:child_process";
import { ruleSetFolder } from "../support/load-rule-set.ts";

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function runCommand(
  args: readonly string[],
  input = "",
  variables: Readonly<Record<string, string>> = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [ruleSetFolder("dist/server/command-line/main.js"), ...args],
      {
        env: { ...process.env, LANG: "C.UTF-8", LC_ALL: "", NO_COLOR: "1", ...variables },
        cwd: ruleSetFolder("."),
      },
    );
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => err.push(chunk));
    child.once("error", reject);
    child.once("close", (status) =>
      resolve({
        status,
        stdout: Buffer.concat(out).toString("utf8"),
        stderr: Buffer.concat(err).toString("utf8"),
      }),
    );
    // A command that ends without reading its input closes the pipe; that is no fault of the test.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}
