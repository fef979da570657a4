/** @module `chengping serve`: the product on one address, until it is told to stop. */
import type { AddressInfo } from "node:net";
import { type Configuration, readConfiguration, WrongSetting } from "../configuration.ts";
import { createApp } from "../http/app.ts";
import { listen } from "../http/listen.ts";
import { prepareFirstStart } from "../people/first-start.ts";
import type { Services } from "../services.ts";
import { startServices } from "../start.ts";
import { ForeignSchema } from "../storage/migrate.ts";
import { FolderInUse } from "../storage/sqlite.ts";
import { storeProblemOf } from "../storage/store-problem.ts";
import { CommandError, FINE, print, type Shell, WRONG_USE } from "./shell.ts";

export interface ServeFlags {
  readonly port?: string;
  readonly host?: string;
  readonly data?: string;
  readonly rules?: string;
}

/** In-flight requests may take this long after the service was told to stop. */
const STOP_MS = 10_000;

export async function serveCommand({ rules, ...flags }: ServeFlags, shell: Shell): Promise<number> {
  const { words } = shell;
  const configuration = configurationOrStop(flags, shell);
  const services = await servicesOrStop(configuration, rules, shell);
  const { port, host } = configuration;
  try {
    const server = await listen(createApp(services), { port, host }).catch((error: unknown) => {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "EADDRINUSE") throw new CommandError(`${words.portTaken} ${port}`, WRONG_USE);
      if (code === "EADDRNOTAVAIL" || code === "EACCES" || code === "ENOTFOUND") {
        throw new CommandError(`${words.wrongUse} ${host}:${port} (${code})`, WRONG_USE);
      }
      throw error;
    });
    const { port: taken } = server.address() as AddressInfo;
    const address = `http://${host.includes(":") ? `[${host}]` : host}:${taken}`;
    print(`${words.serving} ${address}`);
    await printFirstStart(services, configuration.origin ?? address, shell);
    await new Promise<void>((resolve) => {
      const stop = (): void => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), STOP_MS).unref();
      };
      process.once("SIGINT", stop);
      process.once("SIGTERM", stop);
    });
  } finally {
    await services.store.close();
  }
  return FINE;
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
  { words }: Shell,
): Promise<Services> {
  try {
    return await startServices(configuration, rulesFolder === undefined ? {} : { rulesFolder });
  } catch (error) {
    if (error instanceof FolderInUse)
      throw new CommandError(`${words.folderInUse} ${error.message}`, WRONG_USE);
    if (error instanceof ForeignSchema)
      throw new CommandError(`${words.foreignSchema} ${error.message}`, WRONG_USE);
    if (storeProblemOf(error) !== null)
      throw new CommandError(`${words.databaseAway} ${(error as Error).message}`, WRONG_USE);
    throw error;
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
