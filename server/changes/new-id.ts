/** @module Ids of stored things: random, so that nobody counts or guesses them. */
import { createHash, randomBytes } from "node:crypto";

/** 20 letters and digits (100 bits) without look-alikes (Crockford's base 32). */
export function newId(): string {
  return [...randomBytes(20)].map((byte) => ALPHABET[byte & 31]).join("");
}

/** 256 random bits as text, for cookies, tokens and links. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored in place of a secret. */
export function hashSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
