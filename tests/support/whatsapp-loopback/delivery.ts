import type { BinaryNode } from '@whiskeysockets/baileys';
import type { Account, Device } from './accounts.ts';
import type { Core } from './core.ts';
import { attr, stanza } from './stanza.ts';

/** Names a message in the queue of a device: two senders may choose the same id. */
export function pendingKey(sender: Account, messageId: string): string {
  return `${sender.phone}|${messageId}`;
}

/** Names any other stanza in the queue of a device, by the same words that its ack repeats. */
export function stanzaKey(kind: string, about: BinaryNode['attrs'], sender?: string): string {
  const { from, id, type = '' } = about;
  return [kind, sender ?? from, id, type].join('|');
}

/** Queues with at-least-once delivery: a stanza leaves its queue when the device takes it. */
export class Delivery {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Brings a message to one device and keeps it until that device has taken it. */
  message(to: { readonly account: Account; readonly device: Device }, from: Account, node: BinaryNode): void {
    if (isPhantom(to.device)) {
      return;
    }
    to.device.pending.set(pendingKey(from, attr(node, 'id')), node);
    this.#transmit(to.account, to.device, node);
  }

  /** Brings anything else to the devices of an account, or to one, and keeps it until each has taken it. */
  other(account: Account, node: BinaryNode, only?: Device): void {
    for (const device of only ? [only] : account.devices.values()) {
      if (isPhantom(device)) {
        continue;
      }
      device.pending.set(stanzaKey(node.tag, node.attrs), node);
      this.#transmit(account, device, node);
    }
  }

  /** Sends what waits for a device, marked as offline, and then the number of it. */
  flush(account: Account, device: Device): void {
    const waiting = [...device.pending];
    for (const [, node] of waiting) {
      this.#transmit(account, device, { ...node, attrs: { ...node.attrs, offline: '0' } });
    }
    const offline = stanza('offline', { count: String(waiting.length) });
    device.link?.send(stanza('ib', { from: '@s.whatsapp.net' }, [offline]));
  }

  #transmit(account: Account, device: Device, node: BinaryNode): void {
    const { link } = device;
    if (!link?.isActive) {
      return;
    }
    this.#core.faults.cross(account, node, () => {
      if (link.isActive) {
        this.#core.counters.delivered += node.tag === 'message' ? 1 : 0;
        link.send(node);
      }
    });
  }
}

/** A phone without a client: it publishes keys and takes nothing. */
function isPhantom(device: Device): boolean {
  return device.id === 0 && device.noiseKey === null;
}
