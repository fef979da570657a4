/** A thread that cannot start, dies or is given up fails the work that it had, at once; what waits behind it is done. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import { createThreadPool, ThreadNotStarted } from "../../server/computing/thread-pool.ts";

const folder = mkdtempSync(join(tmpdir(), "chengping-threads-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Work {
  readonly [name: string]: (task: number) => unknown;
}

/** Threads that run a module of these lines; null for a module that is not there. */
function threadsOf(name: string, lines: string | null, memoryMb?: number) {
  const file = join(folder, `${name}.mjs`);
  if (lines !== null) writeFileSync(file, lines);
  const pool = createThreadPool<Work>({
    file: pathToFileURL(file),
    count: 1,
    ...(memoryMb === undefined ? {} : { memoryMb }),
  });
  afterAll(() => pool.close());
  return { pool, file };
}

const USUAL = `
  export const twice = (number) => 2 * number;
  export const throws = (number) => { throw new RangeError("no " + number); };
  export const ends = () => process.exit(3);
  export const fills = () => { const all = []; for (;;) all.push(new Array(1e5).fill(1)); };
  export const never = () => { for (;;); };
`;

test("a module that is missing is told at once, as often as it is asked for", async () => {
  const { pool, file } = threadsOf("missing", null);
  const both = await Promise.allSettled([pool.run("twice", 1), pool.run("twice", 2)]);
  const reason = new ThreadNotStarted(`${file} is missing`);
  expect(both).toEqual([
    { status: "rejected", reason },
    { status: "rejected", reason },
  ]);
});

test("a module that cannot be read is told with the reason", async () => {
  const { pool } = threadsOf("broken", 'import "./nowhere.mjs";');
  await expect(pool.run("twice", 1)).rejects.toThrow(/Cannot find module '.*nowhere\.mjs'/);
});

test("a module that ends its thread while it is read is told", async () => {
  const { pool } = threadsOf("ending", "process.exit(4);");
  await expect(pool.run("twice", 1)).rejects.toThrow("worker exited with code: 4");
});

test("a thread whose memory is too small to start is told", async () => {
  const { pool } = threadsOf("small", USUAL, 1);
  await expect(pool.run("twice", 1)).rejects.toMatchObject({
    name: "ThreadNotStarted",
    cause: { code: "ERR_WORKER_OUT_OF_MEMORY" },
  });
});

test.each([
  ["throws", "no 1"],
  ["ends", "worker exited with code: 3"],
  ["fills", "Worker terminated due to reaching memory limit: JS heap out of memory"],
  ["nothing", "No handler function exported"],
])("work that fails (%s) is told, and the work behind it is done", async (name, message) => {
  const { pool } = threadsOf("usual", USUAL, 32);
  const failing = pool.run(name, 1);
  const behind = [pool.run("twice", 2), pool.run("twice", 3)];
  await expect(failing).rejects.toThrow(message);
  expect(await Promise.all(behind)).toEqual([4, 6]);
});

test("work that is given up is told, and the work behind it is done", async () => {
  const { pool } = threadsOf("usual", USUAL);
  const given = new AbortController();
  const failing = pool.run("never", 1, () => given.signal);
  const behind = [pool.run("twice", 2), pool.run("twice", 3)];
  given.abort();
  await expect(failing).rejects.toThrow("aborted");
  expect(await Promise.all(behind)).toEqual([4, 6]);
});

test("work that waits when the threads are closed is told", async () => {
  const { pool } = threadsOf("usual", USUAL);
  const all = [pool.run("never", 1), pool.run("twice", 2)];
  const told = Promise.allSettled(all);
  await pool.close();
  expect((await told).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await expect(all[1]).rejects.toThrow("the threads are closed");
});
