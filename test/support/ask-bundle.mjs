/** Starts an unpacked bundle where it lies, asks it for a score, and tells what came of it. Needs Node alone. */
import { spawn } from "node:child_process";
import { once } from "node:events";

const [folder = "", data = "", path = "", body = ""] = process.argv.slice(2);
const child = spawn(`${folder}/chengping`, ["serve", "--port", "0", "--data", data], {
  cwd: folder,
  stdio: ["ignore", "pipe", "inherit"],
});
const [printed] = await once(child.stdout, "data");
const [address] = /http:\S+/.exec(String(printed)) ?? [];
const reply = await fetch(`${address}${path}`, {
  method: "POST",
  headers: { "content-type": "application/json" },
  body,
});
const page = await fetch(`${address}/`);
// An address of documentation (RFC 5737): nobody answers there, and here nobody is even asked.
const outside = await fetch("http://192.0.2.1/", { signal: AbortSignal.timeout(5_000) }).then(
  () => "reached",
  ({ cause }) => cause?.code ?? "timeout",
);
child.kill("SIGTERM");
const [status] = await once(child, "exit");
process.stdout.write(
  JSON.stringify({ score: await reply.json(), page: page.status, outside, status }),
);
