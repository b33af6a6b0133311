import { EventEmitter } from 'node:events';
import type { BinaryNode } from '@whiskeysockets/baileys';
import { type Account, Accounts, type Device } from './accounts.ts';
import type { Connection } from './connection.ts';
import { Faults } from './faults.ts';

/** Everything that the server sees, as it sees it: sealed messages, never their text. */
export type LoopbackEvents = {
  login: [account: Account, device: Device];
  closed: [account: Account, device: Device];
  message: [from: Account, node: BinaryNode];
  ack: [from: Account, node: BinaryNode];
  receipt: [from: Account, node: BinaryNode];
  chatstate: [from: Account, node: BinaryNode];
  presence: [from: Account, node: BinaryNode];
  call: [from: Account, node: BinaryNode];
  pairing: [connection: Connection, node: BinaryNode];
  malformed: [error: unknown];
};

/** What has crossed the server since it was created; restarts do not reset it. */
export type Counters = {
  logins: number;
  stanzas: number;
  messages: number;
  delivered: number;
  refused: number;
  receipts: number;
  readReceipts: number;
  retryReceipts: number;
  /** Messages that a client answered with an error. */
  nacks: number;
  chatstates: number;
  calls: number;
  /** Stanzas that the server did not understand: the test double is behind the client. */
  unhandled: string[];
};

/** The state that the parts of the server share. */
export class Core {
  readonly accounts = new Accounts();
  readonly events = new EventEmitter<LoopbackEvents>();
  readonly faults = new Faults();
  readonly connections = new Set<Connection>();
  readonly counters: Counters = {
    logins: 0,
    stanzas: 0,
    messages: 0,
    delivered: 0,
    refused: 0,
    receipts: 0,
    readReceipts: 0,
    retryReceipts: 0,
    nacks: 0,
    chatstates: 0,
    calls: 0,
    unhandled: [],
  };
  /** Seconds that the server's clock is ahead; negative makes messages look old. */
  clockOffsetSeconds = 0;
  #lastId = 0;

  /** The open connections of an account, or of one of its devices. */
  connectionsOf(account: Account, deviceId?: number): readonly Connection[] {
    return [...this.connections].filter(
      ({ owner }) => owner?.account === account && (deviceId === undefined || owner.device.id === deviceId),
    );
  }

  newId(): string {
    this.#lastId += 1;
    return `loopback-${this.#lastId}`;
  }

  /** Unix seconds as stanzas carry them. */
  now(): string {
    return String(Math.floor(Date.now() / 1000) + this.clockOffsetSeconds);
  }
}
