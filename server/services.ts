/** @module What routes and commands work with, put together once at start. */
import type { Logger } from "pino";
import type { SigningKey } from "./audit/signing-key.ts";
import type { Configuration } from "./configuration.ts";
import type { Oidc } from "./people/oidc.ts";
import type { RateLimits } from "./people/rate-limits.ts";
import type { PublishedRuleSets } from "./rule-set-store/published.ts";
import type { Store } from "./storage/store.ts";

export interface Services {
  readonly configuration: Configuration;
  readonly store: Store;
  readonly clock: () => Date;
  readonly ruleSets: PublishedRuleSets;
  readonly rateLimits: RateLimits;
  /** Null where the settings name no issuer. */
  readonly oidc: Oidc | null;
  /** Signs heads of the audit trail; null where the settings name no key. */
  readonly auditKey: SigningKey | null;
  readonly log: Logger;
  /** Milliseconds that one evaluation may take. */
  readonly evaluationMs: number;
  /** Aborted when the service is told to stop: it is no longer ready, and connections end with their answers. */
  readonly stopping: AbortController;
}

export const EVALUATION_MS = 2_000;
