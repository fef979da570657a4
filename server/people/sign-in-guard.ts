/** @module Slows down who tries many passwords from one network; accounts are guarded apart, in the store. */
import { isIP } from "node:net";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { Problem } from "../problem.ts";

/** Attempts from one /24 (IPv4) or /64 (IPv6) within a quarter of an hour; a right password gives one back. */
const limiter = new RateLimiterMemory({ points: 60, duration: 900 });

export const signInGuard = {
  /** @throws Problem 429 */
  async take(address: string): Promise<void> {
    try {
      await limiter.consume(networkOf(address));
    } catch (error) {
      if (error instanceof RateLimiterRes) throw new Problem("too_many_requests");
      throw error;
    }
  },
  async forgive(address: string): Promise<void> {
    await limiter.reward(networkOf(address));
  },
};

function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, "");
  return isIP(plain) === 4
    ? plain.split(".").slice(0, 3).join(".")
    : plain.split(":").slice(0, 4).join(":");
}
