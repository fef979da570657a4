/** @module What was used last is kept ready, up to a number of entries. */
export class RecentlyUsed<Key, Value> {
  readonly #most: number;
  /** The one used last stands last. */
  readonly #entries = new Map<Key, Value>();
  #last: Key | undefined;

  constructor(most: number) {
    this.#most = most;
  }

  /** `undefined` where the key is not there, or no longer. */
  known(key: Key): Value | undefined {
    const value = this.#entries.get(key);
    // Most are asked for time and again, and need not be moved.
    if (value !== undefined && key !== this.#last) this.keep(key, value);
    return value;
  }

  /** @param make where the key is not there, or no longer */
  get(key: Key, make: () => Value): Value {
    return this.known(key) ?? this.keep(key, make());
  }

  keep(key: Key, value: Value): Value {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    this.#last = key;
    const [oldest] = this.#entries.keys();
    if (this.#entries.size > this.#most && oldest !== undefined) this.#entries.delete(oldest);
    return value;
  }

  forget(key: Key): void {
    this.#entries.delete(key);
  }
}
