import type { WhatsAppReason } from '../../../domain/messages/whatsapp-account.ts';

/**
 * What follows when the network closes a connection.
 *
 * `again`: connect at once. `later`: connect after a pause. `stop`: only a person can go on, because trying
 * makes it worse. `unlink`: the phone removed us, the session is worth nothing. `contend`: somebody else uses our
 * session: whoever does not hold the lease gives way.
 */
export type AfterClose = {
  readonly next: 'again' | 'later' | 'stop' | 'unlink' | 'contend';
  readonly reason: WhatsAppReason | null;
};

const LATER: AfterClose = { next: 'later', reason: 'network' };

/** The close codes of the protocol, as Baileys 7 names them (`DisconnectReason`). */
const BY_CODE: ReadonlyMap<number, AfterClose> = new Map([
  [401, { next: 'unlink', reason: 'logged-out' }],
  [403, { next: 'stop', reason: 'banned' }],
  [405, { next: 'stop', reason: 'version-refused' }],
  [408, LATER],
  [411, { next: 'stop', reason: 'multidevice-mismatch' }],
  [428, LATER],
  [440, { next: 'contend', reason: 'replaced' }],
  [500, { next: 'later', reason: 'server' }],
  [503, { next: 'later', reason: 'server' }],
  [515, { next: 'again', reason: null }],
]);

/** What to do after a close code; a code that nobody knows is the network's trouble. */
export function afterClose(code: number): AfterClose {
  return BY_CODE.get(code) ?? LATER;
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Milliseconds before the next attempt: doubling, at most a minute, and somewhere in its upper half.
 *
 * `random` is in [0, 1): without it every installation would come back in the same instant.
 */
export function reconnectPauseMs(failures: number, random: number): number {
  const pauseMs = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10));
  return Math.round(pauseMs / 2 + (random * pauseMs) / 2);
}
