import type { AuditActor, AuditEntry } from '../people/audit.ts';
import type { AuditAction } from '../people/audit-action.ts';
import type { WhatsAppAccount, WhatsAppRequest, WhatsAppState } from './whatsapp-account.ts';
import { MAIN_ACCOUNT } from './whatsapp-account.ts';

/** What a person asks of a number, with its line in the audit. */
export type WhatsAppAsk = {
  readonly account: string;
  readonly request: Exclude<WhatsAppRequest, 'none'>;
  /** Digits only; null unless the phone is linked by a code. */
  readonly pairingPhone: string | null;
  readonly audit: AuditEntry;
};

/** A number as a person finds it. */
export type WhatsAppStanding = {
  /** Null until a process has cared for the number, or a person has asked something of it. */
  readonly account: WhatsAppAccount | null;
  /** A process that runs cares for the number at this moment: without one, nothing that is asked happens. */
  readonly isAttended: boolean;
};

/** How a person watches and steers one of our WhatsApp numbers. */
export type WhatsAppControl = {
  readonly find: (account: string) => Promise<WhatsAppStanding>;
  /** Leaves the request for the process that owns the number. The audit line is in the same transaction. */
  readonly request: (ask: WhatsAppAsk) => Promise<void>;
  /** Takes that request back unless it was done or something else was asked meanwhile. */
  readonly withdraw: (ask: Pick<WhatsAppAsk, 'account' | 'request' | 'audit'>) => Promise<void>;
};

const PAIR = ['pair-qr', 'pair-code'] as const;

const POSSIBLE: Readonly<Record<WhatsAppState, readonly WhatsAppAsk['request'][]>> = {
  waiting: PAIR,
  unpaired: PAIR,
  pairing: PAIR,
  connecting: ['logout'],
  open: ['logout'],
  closed: ['logout'],
  stopped: ['connect', 'logout'],
};

/** What may be asked of a number where it stands: a linked one is never linked again over its session. */
export function listPossibleRequests(account: WhatsAppAccount | null): readonly WhatsAppAsk['request'][] {
  return account === null ? PAIR : POSSIBLE[account.state];
}

const ACTIONS: Readonly<Record<WhatsAppAsk['request'], AuditAction>> = {
  'pair-qr': 'whatsapp.pairing-requested',
  'pair-code': 'whatsapp.pairing-requested',
  connect: 'whatsapp.connection-requested',
  logout: 'whatsapp.logout-requested',
};

/** The audit's line of a request: who asked what; never a telephone, nor what links one. */
export function auditOfRequest(request: WhatsAppAsk['request'], actor: AuditActor, at: Date): AuditEntry {
  return { at, actor, action: ACTIONS[request], subject: `whatsapp/${MAIN_ACCOUNT}`, after: { request } };
}

/** The audit's line of a request that was taken back before anything came of it. */
export function auditOfWithdrawal(request: WhatsAppAsk['request'], actor: AuditActor, at: Date): AuditEntry {
  return { ...auditOfRequest(request, actor, at), action: 'whatsapp.request-withdrawn' };
}

/** The eight characters of a pairing code as the phone shows them: 'ABCD-EFGH'. */
export function groupPairingCode(code: string): string {
  return code.replace(/^(.{4})(.{4})$/, '$1-$2');
}
