/** The service as a process: it says where it is, answers, and goes quietly. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { ruleSetFolder } from "../support/load-rule-set.ts";
import { runCommand } from "./run-command.ts";

const running: ChildProcess[] = [];
const folders: string[] = [];
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "chengping-serve-"));
  folders.push(folder);
  return folder;
}

async function serve(
  folder = newFolder(),
): Promise<{ readonly child: ChildProcess; readonly address: string }> {
  const child = spawn(
    process.execPath,
    [ruleSetFolder("dist/server/command-line/main.js"), "serve", "--port", "0", "--data", folder],
    {
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  running.push(child);
  const [chunk] = (await once(child.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
  const address = /http:\/\/\S+/.exec(chunk.toString("utf8"))?.[0];
  if (address === undefined) throw new Error(chunk.toString("utf8"));
  return { child, address };
}

test("serve prints its address, scores a city, and ends on SIGTERM with status 0", async () => {
  const { child, address } = await serve();
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const response = await fetch(`${address}/api/v1/rule-sets/cn-smart-city-2018/score`, {
    method: "POST",
    headers: { "content-type": "application/json", connection: "close" },
    body: '{"inputs": {"L8P1": {"surveyScore": "71.5"}}}',
  });
  expect(((await response.json()) as { scores: Record<string, string> }).scores.L8).toBe("28.60");
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("a batch streams through a real connection, answers before the request has ended", async () => {
  const { address } = await serve();
  let send: (line: string) => void = () => {};
  let end: () => void = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      send = (line) => controller.enqueue(new TextEncoder().encode(`${line}\n`));
      end = () => controller.close();
    },
  });
  send('{"id": "first", "inputs": {}}');
  const response = await fetch(`${address}/api/v1/rule-sets/cn-smart-city-2018/score/batch`, {
    method: "POST",
    body,
    duplex: "half",
  } as RequestInit);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const first = new TextDecoder().decode((await reader.read()).value);
  expect(JSON.parse(first).id).toBe("first");
  send('{"id": "second", "inputs": {}}');
  end();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read())
    rest += new TextDecoder().decode(part.value);
  expect(JSON.parse(rest).id).toBe("second");
});

test("a port that is taken is a message, not a stack", async () => {
  const blocker = createServer().listen(0, "127.0.0.1");
  await once(blocker, "listening");
  const { port } = blocker.address() as { port: number };
  const { status, stderr } = await runCommand([
    "serve",
    "--port",
    String(port),
    "--data",
    newFolder(),
  ]);
  blocker.close();
  expect([status, stderr.split("\n").at(-2)]).toEqual([
    2,
    `端口已被占用，请用 --port 另选： ${port}`,
  ]);
});

test("a second service on the same folder refuses, and the first goes on", async () => {
  const folder = newFolder();
  const { address } = await serve(folder);
  const { status, stderr } = await runCommand(["serve", "--port", "0", "--data", folder]);
  expect([status, stderr]).toEqual([2, `数据文件夹正由另一进程使用： ${folder}\n`]);
  expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ status: "ok" });
});
