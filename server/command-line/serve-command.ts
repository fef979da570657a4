/** @module `chengping serve`: the product on one address, until it is told to stop. */
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { keepExportingHeads } from "../audit/export-heads.ts";
import { type Configuration, readConfiguration, WrongSetting } from "../configuration.ts";
import { exampleLinks } from "../example/example-people.ts";
import { loadExample, NoExampleRules } from "../example/load-example.ts";
import { createApp } from "../http/app.ts";
import { listen } from "../http/listen.ts";
import { listenMetrics } from "../http/metrics-port.ts";
import { prepareFirstStart } from "../people/first-start.ts";
import type { Services } from "../services.ts";
import { placeOf, startServices } from "../start.ts";
import { keepSweeping } from "../upkeep/sweep.ts";
import { prepareMigration } from "./before-migration.ts";
import { CommandError, FINE, print, type Shell, WRONG_USE } from "./shell.ts";
import { commandErrorOf } from "./store-errors.ts";

export type ServeFlags = { readonly [key in keyof Configuration | "rules"]?: string } & {
  readonly example?: boolean;
};

/** In-flight requests may take this long after the service was told to stop. */
const STOP_MS = 10_000;
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

export async function serveCommand(
  { rules, example = false, ...flags }: ServeFlags,
  shell: Shell,
): Promise<number> {
  const { words } = shell;
  const configuration = configurationOrStop(flags, shell);
  const services = await servicesOrStop(configuration, rules, shell);
  const { port, host, metricsPort } = configuration;
  let metrics: Server | null = null;
  try {
    if (example) await loadExampleOrStop(services, shell);
    if (metricsPort !== null) {
      metrics = await listenMetrics(metricsPort).catch(
        explainAddress("127.0.0.1", metricsPort, shell),
      );
      services.log.info({ ...(metrics.address() as AddressInfo) }, "metrics");
    }
    const server = await listen(createApp(services), { port, host }).catch(
      explainAddress(host, port, shell),
    );
    // Listened for before anybody is told of the address: whoever knows it may also end it.
    const told = toldToStop(services);
    keepSweeping(services);
    keepExportingHeads(services);
    const { port: taken } = server.address() as AddressInfo;
    const address = `http://${host.includes(":") ? `[${host}]` : host}:${taken}`;
    print(`${words.serving} ${address}`);
    const seen = configuration.origin ?? address;
    await printFirstStart(services, seen, shell);
    if (example) await printExample(services, seen, shell);
    await told;
    await closeGently(server);
    services.log.info("stopped");
  } finally {
    metrics?.close();
    await services.store.close();
  }
  return FINE;
}

/** A proxy learns first that no more requests are wanted here; what is under way is finished. */
async function toldToStop({ stopping, log, configuration }: Services): Promise<void> {
  const signal = await new Promise<string>((resolve) => {
    const first = (name: string): void => {
      // A second signal does what the system does with it: it ends the process.
      for (const one of SIGNALS) process.removeListener(one, first);
      resolve(name);
    };
    for (const one of SIGNALS) process.once(one, first);
  });
  stopping.abort();
  log.info({ signal }, "stopping");
  await setTimeout(configuration.drainSeconds * 1_000);
}

async function closeGently(server: Server): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  const late = globalThis.setTimeout(() => server.closeAllConnections(), STOP_MS);
  await closed;
  clearTimeout(late);
}

function explainAddress(host: string, port: number, { words }: Shell): (error: unknown) => never {
  return (error) => {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EADDRINUSE") throw new CommandError(`${words.portTaken} ${port}`, WRONG_USE);
    if (code === "EADDRNOTAVAIL" || code === "EACCES" || code === "ENOTFOUND") {
      throw new CommandError(`${words.wrongUse} ${host}:${port} (${code})`, WRONG_USE);
    }
    throw error;
  };
}

export function configurationOrStop(
  flags: { readonly [key in keyof Configuration]?: string | undefined },
  { words }: Shell,
): Configuration {
  try {
    return readConfiguration(flags);
  } catch (error) {
    if (error instanceof WrongSetting)
      throw new CommandError(`${words.wrongUse} ${error.message}`, WRONG_USE);
    throw error;
  }
}

export async function servicesOrStop(
  configuration: Configuration,
  rulesFolder: string | undefined,
  shell: Shell,
): Promise<Services> {
  try {
    await prepareMigration(placeOf(configuration), shell);
    return await startServices(configuration, rulesFolder === undefined ? {} : { rulesFolder });
  } catch (error) {
    throw commandErrorOf(error, shell);
  }
}

async function printFirstStart(
  { store, clock }: Services,
  address: string,
  { words }: Shell,
): Promise<void> {
  const first = await prepareFirstStart(store, clock);
  if (first === null) return;
  print(`${words.firstStart} ${first.name}\n  ${address}/invitation?secret=${first.secret}`);
}

async function loadExampleOrStop(services: Services, { words }: Shell): Promise<void> {
  try {
    const loaded = await loadExample(services);
    print(loaded ? words.exampleLoaded : words.exampleThere);
  } catch (error) {
    if (error instanceof NoExampleRules)
      throw new CommandError(`${words.unknownRuleSet} ${error.message}`, WRONG_USE);
    throw error;
  }
}

async function printExample(services: Services, address: string, { words }: Shell): Promise<void> {
  const links = await exampleLinks(services);
  if (links.length === 0) return;
  print(words.exampleLinks);
  for (const { name, displayName, secret } of links)
    print(`  ${name}（${displayName}）\n    ${address}/invitation?secret=${secret}`);
}
