/** What the service has acknowledged, on the disk before it is counted: the driver's own book, apart from the store. */
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";

export interface Entry {
  readonly kind: "save" | "hand_in" | "score" | "upload";
  readonly actor: string;
  readonly key: string;
  /** As the audit trail names it. */
  readonly object: string;
  /** Version of a save, revision of a sheet handed in; 0 for the rest. */
  readonly number: number;
  /** Body of the sheet as it was sent, digest of a score, hash of an upload. */
  readonly content: string;
}

export class Ledger {
  readonly #file: string;
  readonly #descriptor: number;

  constructor(file: string) {
    this.#file = file;
    this.#descriptor = openSync(file, "a");
  }

  note(entry: Entry): void {
    writeSync(this.#descriptor, `${JSON.stringify(entry)}\n`);
    fsyncSync(this.#descriptor);
  }

  entries(): readonly Entry[] {
    const lines = readFileSync(this.#file, "utf8").split("\n").slice(0, -1);
    return lines.map((line) => JSON.parse(line) as Entry);
  }

  close(): void {
    closeSync(this.#descriptor);
  }
}
