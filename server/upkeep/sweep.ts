/** @module What nobody needs any more is removed: at the start, and a few times a day while the service runs. */
import { sweepUploads } from "../evidence/evidence-files.ts";
import { sweepRates } from "../people/rate-limits.ts";
import type { Services } from "../services.ts";
import type { Store } from "../storage/store.ts";

const EVERY_MS = 6 * 3_600_000;
/** Days for which a repeated request is answered as the first one was. */
const ANSWERS_DAYS = 30;

/** Uploads that no sheet named, attempts of networks, sessions that are over, answers to repeated requests. */
export async function sweep({ db }: Store, now: Date): Promise<void> {
  await sweepUploads(db, now);
  await sweepRates(db);
  await db.deleteFrom("session").where("expires_at", "<", now.toISOString()).execute();
  const before = new Date(now.getTime() - ANSWERS_DAYS * 86_400_000).toISOString();
  await db.deleteFrom("idempotency").where("at", "<", before).execute();
}

/** Until the service is told to stop. */
export function keepSweeping({ store, clock, log, stopping }: Services): void {
  const timer = setInterval(() => {
    sweep(store, clock()).catch((error: unknown) => log.warn({ err: error }, "sweep"));
  }, EVERY_MS);
  timer.unref();
  stopping.signal.addEventListener("abort", () => clearInterval(timer));
}
