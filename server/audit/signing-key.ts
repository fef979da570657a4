/**
 * @module The key that signs heads of the audit trail: Ed25519 (RFC 8032) in a PEM file beside the database, never in it
 * nor in a backup. Whoever has the public key can check, and cannot sign.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { readFileSync } from "node:fs";

/** The file is missing, or holds no such key. */
export class UnreadableKey extends Error {
  override readonly name = "UnreadableKey";
}

export interface SigningKey {
  /** Names the public key: SHA-256 over its DER form. */
  readonly id: string;
  /** @returns Base64 */
  sign(text: string): string;
}

export interface PublicKey {
  readonly id: string;
  /** @param signature Base64 */
  verifies(text: string, signature: string): boolean;
}

/** @throws UnreadableKey */
export function readSigningKey(file: string): SigningKey {
  const key = readKey(file, createPrivateKey);
  return {
    id: idOf(createPublicKey(key)),
    sign: (text) => sign(null, Buffer.from(text), key).toString("base64"),
  };
}

/** @throws UnreadableKey */
export function readPublicKey(file: string): PublicKey {
  const key = readKey(file, createPublicKey);
  return {
    id: idOf(key),
    verifies: (text, signature) =>
      verify(null, Buffer.from(text), key, Buffer.from(signature, "base64")),
  };
}

export interface KeyPair {
  readonly id: string;
  /** PEM texts. */
  readonly privateKey: string;
  readonly publicKey: string;
}

export function makeKeyPair(): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519", {
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  return { id: idOf(createPublicKey(publicKey)), privateKey, publicKey };
}

function readKey(file: string, read: (pem: Buffer) => KeyObject): KeyObject {
  let key: KeyObject | null = null;
  try {
    key = read(readFileSync(file));
  } catch {
    // What is in it is a secret, and is not told.
  }
  if (key?.asymmetricKeyType !== "ed25519") throw new UnreadableKey(file);
  return key;
}

function idOf(key: KeyObject): string {
  const bytes = key.export({ type: "spki", format: "der" });
  return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
