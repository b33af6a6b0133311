import {
  type BinaryNode,
  getBinaryNodeChild,
  getBinaryNodeChildren,
  jidNormalizedUser,
} from '@whiskeysockets/baileys';
import { type Account, type Device, lidJid, phoneJid, shownJid } from './accounts.ts';
import type { Connection } from './connection.ts';
import type { Core } from './core.ts';
import { type Delivery, pendingKey, stanzaKey } from './delivery.ts';
import type { MediaRetry } from './media-retry.ts';
import { attr, child, childrenOf, stanza } from './stanza.ts';

type Sender = { readonly account: Account; readonly device: Device };

/** How a linked device is told of a message that only the phone may open. */
export type ViewOnceKind = 'view_once' | 'view_once_unavailable_fanout';

/** Receipts that stay at the server: nobody else is told. */
const PRIVATE_RECEIPTS = new Set(['sender', 'peer_msg', 'hist_sync', 'read-self', 'server-error']);

type Parts = { readonly core: Core; readonly delivery: Delivery; readonly mediaRetry: MediaRetry };

/** Takes messages, receipts, calls and typing from one client and brings them to the others. */
export class Routing {
  readonly #parts: Parts;
  readonly #viewOnce = new Map<string, ViewOnceKind>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Makes the server withhold this message from linked devices, as it does with what is seen once. */
  markViewOnce(messageId: string, kind: ViewOnceKind): void {
    this.#viewOnce.set(messageId, kind);
  }

  onMessage(connection: Connection, from: Sender, node: BinaryNode): void {
    const { core } = this.#parts;
    const { id = '', to = '' } = node.attrs;
    const recipient = core.accounts.find(to)?.account ?? null;
    core.counters.messages += 1;
    const answer = core.faults.answerToMessage({ from: from.account, to: recipient, node });
    if (answer === null || answer.kind === 'refused') {
      const error: Record<string, string> = answer ? { error: answer.code } : {};
      connection.send(stanza('ack', { class: 'message', id, from: to, t: core.now(), ...error }));
    }
    const isTaken = answer === null || answer.kind === 'unacked';
    core.counters.refused += isTaken ? 0 : 1;
    core.events.emit('message', from.account, node);
    if (isTaken) {
      this.#fanOut(from, node);
    }
  }

  #fanOut(from: Sender, node: BinaryNode): void {
    const participants = getBinaryNodeChildren(getBinaryNodeChild(node, 'participants'), 'to');
    const copies = participants.map((to) => ({ jid: attr(to, 'jid'), encrypted: child(to, 'enc') }));
    const single = getBinaryNodeChild(node, 'enc');
    // A lone <enc> is a resend to the device that asked for it, or a message to a device of one's own.
    const all = single && copies.length === 0 ? [{ jid: attr(node, 'to'), encrypted: single }] : copies;
    for (const { jid, encrypted } of all) {
      const found = this.#parts.core.accounts.find(jid);
      const device = found?.account.devices.get(found.device);
      if (found && device) {
        this.#handOver(from, { account: found.account, device }, { node, encrypted });
      }
    }
  }

  #handOver(from: Sender, to: Sender, sealed: { node: BinaryNode; encrypted: BinaryNode }): void {
    const { node, encrypted } = sealed;
    const { id = '', type = 'text', edit, recipient } = node.attrs;
    const attrs: Record<string, string> = {
      id,
      type,
      t: this.#parts.core.now(),
      notify: from.account.name,
      from: shownJid(from.account, from.device.id),
      ...otherAddress(from.account, 'sender'),
      ...(edit === undefined ? {} : { edit }),
      ...(to.account === from.account ? { recipient: jidNormalizedUser(recipient ?? attr(node, 'to')) } : {}),
    };
    to.account.contacts.add(from.account);
    from.account.contacts.add(to.account);
    const identity = childrenOf(node).filter(({ tag }) => tag === 'device-identity');
    const content = this.#withheld(id, from, to) ?? [encrypted, ...identity];
    this.#parts.delivery.message(to, from.account, stanza('message', attrs, [...content]));
  }

  #withheld(id: string, from: Sender, to: Sender): readonly BinaryNode[] | null {
    const kind = this.#viewOnce.get(id);
    const isLinked = to.device.id !== 0 && to.account !== from.account;
    return kind && isLinked ? [stanza('unavailable', { type: kind })] : null;
  }

  onReceipt(connection: Connection, from: Sender, node: BinaryNode): void {
    const { core, mediaRetry } = this.#parts;
    const { id = '', to = '', type } = node.attrs;
    const target = core.accounts.find(to);
    this.#countReceipt(type);
    connection.send(
      stanza('ack', { class: 'receipt', id, from: to, ...(type === undefined ? {} : { type }) }),
    );
    core.events.emit('receipt', from.account, node);
    if (type !== 'retry') {
      this.#take(from, target?.account ?? from.account, idsOf(node));
    }
    if (type === 'server-error') {
      mediaRetry.answer(from, node);
    }
    if (target && !PRIVATE_RECEIPTS.has(type ?? '')) {
      this.#passReceipt(from, target, node);
    }
  }

  #passReceipt(from: Sender, target: { account: Account; device: number }, node: BinaryNode): void {
    const { core, delivery } = this.#parts;
    const { id = '', type } = node.attrs;
    const isRetry = type === 'retry';
    // "inactive" is a delivery to an app in the background; the sender sees two ticks all the same.
    const shownType: Record<string, string> = type === undefined || type === 'inactive' ? {} : { type };
    const sender = shownJid(from.account, isRetry ? from.device.id : undefined);
    const out = stanza('receipt', { id, t: core.now(), from: sender, ...shownType }, node.content);
    const device = isRetry ? target.account.devices.get(target.device) : undefined;
    delivery.other(target.account, out, device);
  }

  #countReceipt(type: string | undefined): void {
    const { counters } = this.#parts.core;
    counters.receipts += 1;
    counters.readReceipts += type === 'read' ? 1 : 0;
    counters.retryReceipts += type === 'retry' ? 1 : 0;
  }

  onAck(from: Sender, node: BinaryNode): void {
    const { core } = this.#parts;
    const { id = '', to = '', class: kind = '', error } = node.attrs;
    from.device.pending.delete(stanzaKey(kind, node.attrs, to));
    if (kind === 'message') {
      core.counters.nacks += error === undefined ? 0 : 1;
      this.#take(from, core.accounts.find(to)?.account ?? from.account, [id]);
    }
    core.events.emit('ack', from.account, node);
  }

  #take(by: Sender, author: Account, ids: readonly string[]): void {
    for (const id of ids) {
      by.device.pending.delete(pendingKey(author, id));
      by.device.pending.delete(pendingKey(by.account, id));
    }
  }

  onChatstate(from: Sender, node: BinaryNode): void {
    const { core } = this.#parts;
    core.counters.chatstates += 1;
    core.events.emit('chatstate', from.account, node);
    const { to } = node.attrs;
    const target = core.accounts.find(to);
    for (const device of target?.account.devices.values() ?? []) {
      if (device.link?.isActive) {
        device.link.send(stanza('chatstate', { from: shownJid(from.account) }, node.content));
      }
    }
  }

  /** A call ends or is refused by the one who was called. */
  onCall(connection: Connection, from: Sender, node: BinaryNode): void {
    const { core, delivery } = this.#parts;
    const { id = '', to = '' } = node.attrs;
    const [action] = childrenOf(node);
    core.counters.calls += 1;
    connection.send(stanza('ack', { class: 'call', id, from: to, type: action?.tag ?? '' }));
    core.events.emit('call', from.account, node);
    const target = core.accounts.find(to)?.account;
    if (target) {
      delivery.other(
        target,
        stanza('call', { id, from: shownJid(from.account), t: core.now() }, node.content),
      );
    }
  }

  /** Rings an account, or hangs up a call that rings there. */
  call(
    from: Account,
    to: Account,
    call: { readonly id: string; readonly action: 'offer' | 'terminate' },
  ): void {
    const { core, delivery } = this.#parts;
    const creator = shownJid(from);
    const attrs = { 'call-id': call.id, 'call-creator': creator, caller_pn: phoneJid(from) };
    const audio = stanza('audio', { enc: 'opus', rate: '8000' });
    const action = stanza(call.action, attrs, call.action === 'offer' ? [audio] : undefined);
    delivery.other(to, stanza('call', { id: core.newId(), from: creator, t: core.now() }, [action]));
  }

  /** Tells everyone who wrote with an account that its phone has another identity. */
  announceIdentity(account: Account): void {
    const { core, delivery } = this.#parts;
    for (const contact of account.contacts) {
      const attrs = { type: 'encrypt', from: shownJid(account), id: core.newId(), t: core.now() };
      delivery.other(contact, stanza('notification', attrs, [stanza('identity', {})]));
    }
  }
}

function otherAddress(account: Account, prefix: string): Record<string, string> {
  const mode: Record<string, string> = account.addressing === 'lid' ? { addressing_mode: 'lid' } : {};
  if (!account.showsBothAddresses) {
    return mode;
  }
  return account.addressing === 'lid'
    ? { ...mode, [`${prefix}_pn`]: phoneJid(account) }
    : { ...mode, [`${prefix}_lid`]: lidJid(account) };
}

function idsOf(node: BinaryNode): readonly string[] {
  const more = getBinaryNodeChildren(getBinaryNodeChild(node, 'list'), 'item');
  return [node, ...more].map(({ attrs: { id = '' } }) => id);
}
