/** @module The audit trail held against heads that were kept elsewhere: does every chain still go through them? */
import type { Head, HeadsFile } from "./heads.ts";
import type { PublicKey } from "./signing-key.ts";

export interface KeptHeads {
  /** Name of the file. */
  readonly file: string;
  /** Null for what could not be read. */
  readonly content: HeadsFile | null;
}

export type HeadFault =
  | {
      readonly file: string;
      readonly fault: "unreadable" | "not_signed" | "unknown_key" | "wrong_signature";
    }
  | {
      readonly file: string;
      readonly fault: "rewritten" | "cut";
      readonly chain: string;
      readonly number: number;
    };

/**
 * Is each file what whoever holds the key wrote?
 *
 * @param keys none where no file is signed
 */
export function checkSignatures(
  kept: readonly KeptHeads[],
  keys: readonly PublicKey[],
): { readonly trusted: readonly KeptHeads[]; readonly faults: readonly HeadFault[] } {
  const faults = kept.flatMap((one) => {
    const fault = signatureFault(one.content, keys);
    return fault === null ? [] : [{ file: one.file, fault }];
  });
  const doubted = new Set(faults.map(({ file }) => file));
  return { trusted: kept.filter(({ file }) => !doubted.has(file)), faults };
}

function signatureFault(
  content: HeadsFile | null,
  keys: readonly PublicKey[],
): "unreadable" | "not_signed" | "unknown_key" | "wrong_signature" | null {
  if (content === null) return "unreadable";
  const { key, signature, signed } = content;
  if (signature === null) return keys.length === 0 ? null : "not_signed";
  const known = keys.find(({ id }) => id === key);
  if (known === undefined) return "unknown_key";
  return known.verifies(signed, signature) ? null : "wrong_signature";
}

export class AgainstHeads {
  /** Hashes with the first file that has them, by chain and number: a chain at rest has the same head every day. */
  readonly #expected = new Map<string, Map<string, string>>();
  readonly #found = new Set<string>();
  readonly #faults: HeadFault[] = [];

  constructor(kept: readonly KeptHeads[]) {
    for (const { file, content } of kept) {
      for (const head of content?.heads ?? []) {
        const hashes = this.#expected.get(keyOf(head)) ?? new Map<string, string>();
        if (!hashes.has(head.hash)) hashes.set(head.hash, file);
        this.#expected.set(keyOf(head), hashes);
      }
    }
  }

  /** A row, or the one before the first of a part of a chain. */
  take({ chain, number, hash: found }: Head): void {
    const key = keyOf({ chain, number });
    for (const [hash, file] of this.#expected.get(key) ?? []) {
      this.#found.add(key);
      if (hash !== found) this.#faults.push({ file, fault: "rewritten", chain, number });
    }
  }

  /** @param whole whether all rows of all chains were taken, so that a head without a row is a fault */
  end({ whole }: { readonly whole: boolean }): {
    /** Heads that a row was found for. */
    readonly compared: number;
    readonly faults: readonly HeadFault[];
  } {
    const missing = whole ? [...this.#expected].filter(([key]) => !this.#found.has(key)) : [];
    const cut = missing.flatMap(([key, hashes]) =>
      [...hashes.values()].map((file) => ({ file, fault: "cut" as const, ...headOf(key) })),
    );
    return { compared: this.#found.size, faults: [...this.#faults, ...cut] };
  }
}

function keyOf({ chain, number }: Omit<Head, "hash">): string {
  return `${number} ${chain}`;
}

function headOf(key: string): Omit<Head, "hash"> {
  const space = key.indexOf(" ");
  return { chain: key.slice(space + 1), number: Number(key.slice(0, space)) };
}
