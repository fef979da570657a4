/** @module From a configuration to running services: the store opened, rule sets taken in, leftovers swept. */
import type { Logger } from "pino";
import { lastDeedAfter } from "./audit/chain.ts";
import { readSigningKey } from "./audit/signing-key.ts";
import type { Configuration } from "./configuration.ts";
import { createLog } from "./log.ts";
import { createOidc } from "./people/oidc.ts";
import { createRateLimits } from "./people/rate-limits.ts";
import { PublishedRuleSets } from "./rule-set-store/published.ts";
import { EVALUATION_MS, type Services } from "./services.ts";
import { openStore, type StorePlace } from "./storage/store.ts";
import { sweep } from "./upkeep/sweep.ts";

export interface StartOptions {
  readonly rulesFolder?: string;
  readonly clock?: () => Date;
  readonly log?: Logger;
  readonly evaluationMs?: number;
}

export function placeOf({ databaseUrl, data }: Configuration): StorePlace {
  return databaseUrl === null
    ? { kind: "sqlite", folder: data }
    : { kind: "postgres", url: databaseUrl };
}

/** @throws what openStore throws; UnreadableKey; UnreadableRuleSet for a faulty set in the rules folder */
export async function startServices(
  configuration: Configuration,
  {
    rulesFolder,
    clock = () => new Date(),
    log = createLog(configuration),
    evaluationMs = EVALUATION_MS,
  }: StartOptions = {},
): Promise<Services> {
  const { auditKey: keyFile } = configuration;
  const auditKey = keyFile === null ? null : readSigningKey(keyFile);
  const store = await openStore(placeOf(configuration), clock);
  try {
    const ruleSets = new PublishedRuleSets(store);
    for (const taken of await ruleSets.takeInFolder(rulesFolder, clock)) {
      log.info(
        { ...taken },
        taken.revision === 1 ? "rule set taken in" : "rule set changed: next revision",
      );
    }
    await sweep(store, clock());
    const late = await lastDeedAfter(store.db, clock().toISOString());
    if (late !== null) log.warn({ lastDeed: late }, "the clock is behind the audit trail");
    const rateLimits = createRateLimits(store.db);
    const oidc = createOidc(configuration);
    const stopping = new AbortController();
    return {
      configuration,
      store,
      clock,
      ruleSets,
      rateLimits,
      oidc,
      auditKey,
      log,
      evaluationMs,
      stopping,
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
