/** Enough for the sessions of a few thousand people. */
const MAX_VALUES = 20_000;

/**
 * Signal keys as they are in the database, absent ones included.
 *
 * Exact as long as nobody else writes, which the epoch of the lease guarantees. A value enters only after the
 * database has it: memory ahead of the database would use a ratchet step that a crash takes back.
 */
export class KeyCache {
  readonly #values = new Map<string, string | null>();
  #writes = 0;

  /** The values by id; `load` is asked for those that are not known. */
  async read(
    type: string,
    ids: readonly string[],
    load: (missing: readonly string[]) => Promise<ReadonlyMap<string, string>>,
  ): Promise<ReadonlyMap<string, string>> {
    const missing = ids.filter((id) => !this.#values.has(nameOf(type, id)));
    const writes = this.#writes;
    const loaded = missing.length > 0 ? await load(missing) : new Map<string, string>();
    const result = new Map(loaded);
    for (const id of ids) {
      const known = this.#values.get(nameOf(type, id));
      if (typeof known === 'string') {
        result.set(id, known);
      } else if (known === null) {
        result.delete(id);
      }
    }
    // A write that came meanwhile may have changed what was read.
    if (writes === this.#writes) {
      for (const id of missing) {
        this.#put(nameOf(type, id), loaded.get(id) ?? null);
      }
    }
    return result;
  }

  /** What the database has just taken. */
  wrote(
    keys: readonly { readonly type: string; readonly id: string; readonly value: string | null }[],
  ): void {
    this.#writes += 1;
    for (const { type, id, value } of keys) {
      this.#put(nameOf(type, id), value);
    }
  }

  #put(name: string, value: string | null): void {
    this.#values.delete(name);
    this.#values.set(name, value);
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= MAX_VALUES) {
        return;
      }
      this.#values.delete(oldest);
    }
  }
}

function nameOf(type: string, id: string): string {
  return `${type}/${id}`;
}
