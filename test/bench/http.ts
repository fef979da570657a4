/**
 * One score over HTTP beside a bare Hono route that parses the same body and answers the same bytes: both behind the same
 * listener, asked in turn by the same client over connections of the same kind. The client runs in the same process, so
 * what it needs to send and to read stands in both figures alike.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { Agent, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import pino from "pino";
import { readConfiguration } from "../../server/configuration.ts";
import { createApp } from "../../server/http/app.ts";
import { listen } from "../../server/http/listen.ts";
import { startServices } from "../../server/start.ts";
import { createRandom, realisticCity } from "../oracle/random-city.ts";
import { measure, type Rate, ratio } from "./measure.ts";

/** Requests to each side before anything is measured: what runs for weeks is optimised once. */
const WARM_UP = 3_000;
const ROUNDS = 150;
const SLICE_MS = 30;

export interface HttpFigure {
  readonly requestsPerSecond: number;
  readonly ratio: number;
}

export async function measureHttp(ruleSet: string): Promise<HttpFigure> {
  const folder = mkdtempSync(join(tmpdir(), "chengping-bench-"));
  const configuration = { ...readConfiguration({}, {}), data: folder };
  const services = await startServices(configuration, { log: pino({ level: "silent" }) });
  const ours = await listen(createApp(services), { port: 0, host: "127.0.0.1" });
  const body = JSON.stringify({ inputs: realisticCity(createRandom(4)), final: true });
  const path = `/api/v1/rule-sets/${ruleSet}/score`;
  const agent = new Agent({ keepAlive: true });
  const answer = await post(agent, ours, path, body);
  const bareApp = new Hono();
  bareApp.post("/score", async (context) => {
    await context.req.json();
    return context.body(answer, 200, { "content-type": "application/json" });
  });
  const bare = await listen(bareApp as never, { port: 0, host: "127.0.0.1" });
  const one = (server: Server, at: string) => async (): Promise<number> => {
    await post(agent, server, at, body);
    return 1;
  };
  const [score, route] = [one(ours, path), one(bare, "/score")];
  for (let sent = 0; sent < WARM_UP; sent++) {
    await score();
    await route();
  }
  const [rate, bareRate] = (await measure(
    [
      { name: "score route", run: score },
      { name: "bare route", run: route },
    ],
    ROUNDS,
    SLICE_MS,
  )) as [Rate, Rate];
  agent.destroy();
  ours.close();
  bare.close();
  await services.store.close();
  rmSync(folder, { recursive: true, force: true });
  return { requestsPerSecond: rate.perSecond, ratio: ratio(rate, bareRate) };
}

function post(agent: Agent, server: Server, path: string, body: string): Promise<string> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const headers = {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    };
    const sent = request(
      { agent, port, host: "127.0.0.1", method: "POST", path, headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          if (response.statusCode === 200) resolve(text);
          else reject(new Error(text));
        });
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}
