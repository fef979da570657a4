/** What the whole run shares: one PostgreSQL. */
import type { TestProject } from "vitest/node";
import { startPostgres } from "./postgres.ts";

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  project.provide("postgresUrl", server.url);
  return () => server.stop();
}

declare module "vitest" {
  interface ProvidedContext {
    readonly postgresUrl: string;
  }
}
