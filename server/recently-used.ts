/** @module What was used last is kept ready, up to a number of entries. */
export class RecentlyUsed<Key, Value> {
  readonly #most: number;
  /** The one used last stands last. */
  readonly #entries = new Map<Key, Value>();

  constructor(most: number) {
    this.#most = most;
  }

  /** @param make where the key is not there, or no longer */
  get(key: Key, make: () => Value): Value {
    const known = this.#entries.get(key) ?? make();
    this.#entries.delete(key);
    this.#entries.set(key, known);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#most && oldest !== undefined) this.#entries.delete(oldest);
    return known;
  }

  forget(key: Key): void {
    this.#entries.delete(key);
  }
}
