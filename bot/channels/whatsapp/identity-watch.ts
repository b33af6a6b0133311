import type { SignalKey } from '../../../domain/messages/whatsapp-session.ts';
import { lidJidOf, numberOfLid, parseSignalAddress, phoneJidOf, type SignalAddress } from './identity.ts';

type Read = (type: string, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/**
 * Notices that somebody else, or somebody's new phone, answers behind an address.
 *
 * Every device counts: after a number changes hands, the first to write may be a companion of its new owner.
 */
export class IdentityWatch {
  readonly #read: Read;

  constructor(read: Read) {
    this.#read = read;
  }

  /** The addresses whose key is about to be replaced by another, as LID and as number when both are known. */
  async listChanged(keys: readonly SignalKey[]): Promise<readonly string[]> {
    const changed: string[] = [];
    for (const { type, id, value } of keys) {
      if (type === 'identity-key' && value !== null) {
        changed.push(...(await this.#addressesChanged(id, value)));
      }
    }
    return changed;
  }

  async #addressesChanged(id: string, value: string): Promise<readonly string[]> {
    const address = parseSignalAddress(id);
    const number = await this.#numberOf(address);
    const known = (await this.#readOne('identity-key', id)) ?? (await this.#underNumber(address, number));
    if (known === null || known === value) {
      return [];
    }
    return [
      ...(address.isLid ? [lidJidOf(address.user)] : []),
      ...(number === null ? [] : [phoneJidOf(number)]),
    ];
  }

  async #numberOf({ isLid, user }: SignalAddress): Promise<string | null> {
    if (!isLid) {
      return user;
    }
    const text = await this.#readOne('lid-mapping', numberOfLid(user));
    return text === null ? null : String(JSON.parse(text));
  }

  /** Sessions move from a number to its LID, identities do not: the first key seen under a LID may not be the first. */
  #underNumber({ isLid, device }: SignalAddress, number: string | null): Promise<string | null> | null {
    return isLid && number !== null ? this.#readOne('identity-key', `${number}.${device}`) : null;
  }

  async #readOne(type: string, id: string): Promise<string | null> {
    return (await this.#read(type, [id])).get(id) ?? null;
  }
}
