import type { WAMessageKey } from '@whiskeysockets/baileys';

/** More unread messages of one person than these are marked by the newest. */
const MAX_KEYS = 50;
const MAX_PERSONS = 2_000;

/** Which messages of each person we have not marked as read yet. Lost with the process: only blue ticks depend on it. */
export class ReadMarks {
  readonly #unread = new Map<string, WAMessageKey[]>();

  add(personId: string, key: WAMessageKey): void {
    const keys = this.#unread.get(personId) ?? [];
    this.#unread.delete(personId);
    this.#unread.set(personId, [...keys, key].slice(-MAX_KEYS));
    const oldest = this.#unread.keys().next();
    if (this.#unread.size > MAX_PERSONS && !oldest.done) {
      this.#unread.delete(oldest.value);
    }
  }

  /** What is to be marked now; the next call gives only what came after. */
  take(personId: string): readonly WAMessageKey[] {
    const keys = this.#unread.get(personId) ?? [];
    this.#unread.delete(personId);
    return keys;
  }
}
