/**
 * @module Slows down who tries many passwords, links or tokens from one network. Counted in the store, so that more
 * servers or a restart give no more attempts; accounts are guarded apart, in the transaction of the attempt.
 */
import { isIP } from "node:net";
import { sql } from "kysely";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { Problem } from "../problem.ts";
import type { Database } from "../storage/store.ts";

/** Attempts from one /24 (IPv4) or /64 (IPv6) within a quarter of an hour. */
const ATTEMPTS = 60;
const SECONDS = 900;
/** Previews of one person in a minute: two a second, as nobody types. */
export const PREVIEWS = 120;
const PREVIEW_SECONDS = 60;

export interface RateLimits {
  /** @throws Problem 429 with the seconds to wait */
  take(what: "sign-in" | "token", address: string): Promise<void>;
  /** A right password gives its attempt back. */
  giveBack(what: "sign-in", address: string): Promise<void>;
  /**
   * A look at one's own score before anything is handed in; who asks for very many probes the rules. Counted by each
   * server for itself, since a read shall not write.
   *
   * @param first told once for each minute in which there are too many
   * @throws Problem 429 with the seconds to wait
   */
  takePreview(person: string, first: () => Promise<void>): Promise<void>;
}

export function createRateLimits(db: Database): RateLimits {
  // In front of the store: a network that is over the limit here is refused without a write.
  const here = new RateLimiterMemory({ points: ATTEMPTS, duration: SECONDS });
  const previews = new RateLimiterMemory({ points: PREVIEWS, duration: PREVIEW_SECONDS });
  const keyOf = (what: string, address: string): string => `${what} ${networkOf(address)}`;
  return {
    async take(what, address) {
      const key = keyOf(what, address);
      await here.consume(key).catch((error: unknown) => {
        if (error instanceof RateLimiterRes) throw tooMany(error.msBeforeNext);
        throw error;
      });
      const { points, expires } = await count(db, key, 1);
      if (points > ATTEMPTS) throw tooMany(Date.parse(expires) - Date.now());
    },
    async giveBack(what, address) {
      const key = keyOf(what, address);
      await here.reward(key);
      await count(db, key, -1);
    },
    async takePreview(person, first) {
      try {
        await previews.consume(person);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        if (error.consumedPoints === PREVIEWS + 1) await first();
        throw tooMany(error.msBeforeNext);
      }
    },
  };
}

function tooMany(ms: number): Problem {
  const seconds = Math.max(Math.ceil(ms / 1_000), 1);
  return new Problem("too_many_requests", { seconds }, seconds);
}

/** One statement, so that attempts at the same moment are all counted. */
function count(
  db: Database,
  key: string,
  points: number,
): Promise<{ readonly points: number; readonly expires: string }> {
  const now = new Date();
  const expires = new Date(now.getTime() + SECONDS * 1_000).toISOString();
  const over = sql<boolean>`rate.expires <= ${now.toISOString()}`;
  return db
    .insertInto("rate")
    .values({ key, points: Math.max(points, 0), expires })
    .onConflict((conflict) =>
      conflict.column("key").doUpdateSet({
        points: sql`CASE WHEN ${over} THEN ${Math.max(points, 0)} ELSE rate.points + ${points} END`,
        expires: sql`CASE WHEN ${over} THEN ${expires} ELSE rate.expires END`,
      }),
    )
    .returning(["points", "expires"])
    .executeTakeFirstOrThrow();
}

/** Removes what is over, so that the table does not grow with every network that ever tried. */
export async function sweepRates(db: Database): Promise<void> {
  await db.deleteFrom("rate").where("expires", "<", new Date().toISOString()).execute();
}

function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, "");
  if (isIP(plain) === 4) return plain.split(".").slice(0, 3).join(".");
  return isIP(plain) === 6 ? wholeGroups(plain).slice(0, 4).join(":") : plain;
}

/** `2001:db8::1` names the same network however it is shortened. */
function wholeGroups(address: string): readonly string[] {
  const [head = "", tail] = address.split("::");
  const groups = (text: string): string[] => text.split(":").filter((one) => one !== "");
  const [first, last] = [groups(head), groups(tail ?? "")];
  const absent = tail === undefined ? 0 : 8 - first.length - last.length;
  return [...first, ...Array<string>(Math.max(absent, 0)).fill("0"), ...last].map((one) =>
    Number.parseInt(one, 16).toString(16),
  );
}
