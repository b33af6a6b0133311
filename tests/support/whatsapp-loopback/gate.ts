import type { BinaryNode, proto } from '@whiskeysockets/baileys';
import type { WebSocket } from 'ws';
import { type Account, type Device, lidJid } from './accounts.ts';
import { Connection } from './connection.ts';
import type { Core } from './core.ts';
import { createServerIdentity } from './noise-responder.ts';
import type { Pairing } from './pairing.ts';
import type { Queries } from './queries.ts';
import type { Routing } from './routing.ts';
import { childrenOf, stanza } from './stanza.ts';

type Parts = {
  readonly core: Core;
  readonly pairing: Pairing;
  readonly routing: Routing;
  readonly queries: Queries;
  readonly latencyMs: number;
};

/** Lets clients in, or not, and hands what they send to whoever understands it. */
export class Gate {
  readonly #parts: Parts;
  readonly #identity = createServerIdentity();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Unlinks a device from the phone: its client is closed with 401 and cannot come back. */
  removeDevice(account: Account, deviceId: number): void {
    const conflict = stanza('conflict', { type: 'device_removed' });
    for (const connection of this.#parts.core.connectionsOf(account, deviceId)) {
      connection.endStream('401', [conflict]);
    }
    account.devices.delete(deviceId);
  }

  accept(socket: WebSocket): void {
    const { connections, events, faults } = this.#parts.core;
    const connection = new Connection({
      socket,
      identity: this.#identity,
      latencyMs: this.#parts.latencyMs,
      isSilent: () => faults.isSilent,
      onPayload: (from, payload) => this.#onPayload(from, payload),
      onStanza: (from, node) => this.#onStanza(from, node),
      onClose: (from) => this.#onClose(from),
      onMalformed: (error) => events.emit('malformed', error),
    });
    connections.add(connection);
  }

  #onClose(connection: Connection): void {
    this.#parts.core.connections.delete(connection);
    const { owner } = connection;
    if (owner) {
      if (owner.device.link === connection) {
        owner.device.link = null;
      }
      this.#parts.core.events.emit('closed', owner.account, owner.device);
    }
  }

  #onPayload(connection: Connection, payload: proto.IClientPayload): void {
    if (payload.devicePairingData) {
      connection.registration = payload.devicePairingData;
      this.#parts.pairing.offer(connection);
      return;
    }
    const account = this.#parts.core.accounts.findByPhone(String(payload.username));
    const device = account?.devices.get(payload.device ?? 0);
    if (!account || !device || (device.noiseKey && !device.noiseKey.equals(connection.noiseKey))) {
      connection.refuse('401');
      return;
    }
    const answer = this.#parts.core.faults.answerToLogin(account);
    if (answer?.kind === 'failure') {
      connection.refuse(answer.code);
      return;
    }
    if (payload.pushName) {
      account.name = payload.pushName;
    }
    this.#admit(connection, account, device);
    if (answer) {
      connection.endStream(answer.code);
    }
  }

  #admit(connection: Connection, account: Account, device: Device): void {
    for (const older of this.#parts.core.connectionsOf(account, device.id)) {
      older.endStream('', [stanza('conflict', { type: 'replaced' })]);
    }
    connection.owner = { account, device };
    device.link = connection;
    device.noiseKey ??= connection.noiseKey;
    const attrs = { t: this.#parts.core.now(), lid: lidJid(account, device.id), location: 'lla' };
    connection.send(stanza('success', { ...attrs, companion_enc_static: 'x' }));
    this.#parts.core.counters.logins += 1;
    this.#parts.core.events.emit('login', account, device);
  }

  #onStanza(connection: Connection, node: BinaryNode): void {
    this.#parts.core.counters.stanzas += 1;
    const { owner } = connection;
    if (node.tag === 'iq') {
      this.#onQuery(connection, node);
    } else if (owner) {
      this.#onSent(connection, owner, node);
    }
  }

  #onSent(connection: Connection, owner: { account: Account; device: Device }, node: BinaryNode): void {
    switch (node.tag) {
      case 'message':
        this.#parts.routing.onMessage(connection, owner, node);
        break;
      case 'receipt':
        this.#parts.routing.onReceipt(connection, owner, node);
        break;
      case 'ack':
        this.#parts.routing.onAck(owner, node);
        break;
      case 'chatstate':
        this.#parts.routing.onChatstate(owner, node);
        break;
      case 'call':
        this.#parts.routing.onCall(connection, owner, node);
        break;
      case 'presence':
        this.#onPresence(owner.account, node);
        break;
      case 'ib':
        break;
      default:
        this.#parts.core.counters.unhandled.push(node.tag);
    }
  }

  #onPresence(account: Account, node: BinaryNode): void {
    const { name } = node.attrs;
    account.name = name ?? account.name;
    this.#parts.core.events.emit('presence', account, node);
  }

  #onQuery(connection: Connection, node: BinaryNode): void {
    const { type, id = '' } = node.attrs;
    const asked = childrenOf(node)[0] ?? stanza('', {});
    const { owner } = connection;
    if (type === 'result') {
      if (asked.tag === 'pair-device-sign') {
        connection.endStream('515');
      }
      return;
    }
    const done = stanza('iq', { from: '@s.whatsapp.net', type: 'result', id });
    if (asked.tag === 'link_code_companion_reg') {
      connection.send(done);
      this.#parts.pairing.onStep(connection, asked);
    } else if (owner && asked.tag === 'remove-companion-device') {
      connection.send(done);
      this.removeDevice(owner.account, owner.device.id);
    } else if (owner) {
      this.#parts.queries.answer({ connection, ...owner, node, asked });
    }
  }
}
