/**
 * @module What a table holds, as one number: the sum of its rows' SHA-256 modulo 2^256. It does not depend on the
 * order in which a database lists its rows, so both stores give the same.
 */
import { createHash } from "node:crypto";
import { canonicalJson } from "../../engine/json/canonical-json.ts";
import type { JsonObject } from "../../engine/json/json-value.ts";
import type { Row } from "./tables-of.ts";

const MODULUS = 1n << 256n;

export interface TableTotal {
  readonly rows: number;
  /** 64 hexadecimal digits. */
  readonly digest: string;
}

export class TableDigest {
  #rows = 0;
  #sum = 0n;

  /** @param text the row as `rowText` writes it */
  take(text: string): void {
    this.#rows++;
    const hash = createHash("sha256").update(text).digest("hex");
    this.#sum = (this.#sum + BigInt(`0x${hash}`)) % MODULUS;
  }

  total(): TableTotal {
    return { rows: this.#rows, digest: this.#sum.toString(16).padStart(64, "0") };
  }
}

/** A row as text, the same from both stores: columns by name, empty ones left out, bytes as base64. */
export function rowText(row: Row): string {
  const named: { [column: string]: JsonObject[string] } = {};
  for (const [column, value] of Object.entries(row)) {
    if (value === null) continue;
    named[column] =
      value instanceof Uint8Array ? { base64: Buffer.from(value).toString("base64") } : value;
  }
  return canonicalJson(named);
}

/** The row that a text of `rowText` tells of, once it is parsed. */
export function rowOf(named: JsonObject): Row {
  const row: { [column: string]: Row[string] } = {};
  for (const [column, value] of Object.entries(named)) {
    row[column] =
      typeof value === "object" && value !== null
        ? Buffer.from((value as { readonly base64: string }).base64, "base64")
        : (value as string | number);
  }
  return row;
}
