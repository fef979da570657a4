/** @module `chengping serve`: the product on one address, until it is told to stop. */
import type { AddressInfo } from "node:net";
import { createApp } from "../http/app.ts";
import { listen } from "../http/listen.ts";
import { loadRuleSets } from "../http/rule-sets.ts";
import { CommandError, FINE, print, type Shell, WRONG_USE } from "./shell.ts";

export interface ServeFlags {
  readonly port?: string;
  readonly host?: string;
}

export async function serveCommand(flags: ServeFlags, { words }: Shell): Promise<number> {
  const port = Number(flags.port ?? "8080");
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new CommandError(`${words.wrongUse} --port ${flags.port}`, WRONG_USE);
  }
  const host = flags.host ?? "127.0.0.1";
  const app = createApp({ ruleSets: loadRuleSets() });
  const server = await listen(app, { port, host }).catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EADDRINUSE") throw new CommandError(`${words.portTaken} ${port}`, WRONG_USE);
    if (code === "EADDRNOTAVAIL" || code === "EACCES" || code === "ENOTFOUND") {
      throw new CommandError(`${words.wrongUse} ${host}:${port} (${code})`, WRONG_USE);
    }
    throw error;
  });
  const { port: taken } = server.address() as AddressInfo;
  print(`${words.serving} http://${host.includes(":") ? `[${host}]` : host}:${taken}`);
  await new Promise<void>((resolve) => {
    const stop = (): void => {
      server.close(() => resolve());
      server.closeIdleConnections();
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
  });
  return FINE;
}
