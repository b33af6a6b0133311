import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../domain/calendar/clock.ts';
import { MAIN_ACCOUNT, type WhatsAppAccount } from '../../domain/messages/whatsapp-account.ts';
import {
  auditOfRequest,
  auditOfWithdrawal,
  listPossibleRequests,
  type WhatsAppAsk,
  type WhatsAppControl,
} from '../../domain/messages/whatsapp-control.ts';

/** So long may pass without any process that cares for the number: one may be starting. */
const PATIENCE_MS = 10_000;

const LOOK_MS = 500;

/** Whoever can run a program beside the database; no colleague signed in for it. */
const MACHINE = { kind: 'system', id: null } as const;

export type NumberParts = {
  readonly control: WhatsAppControl;
  readonly clock: Clock;
  /** Aborted when the person who asked wants no more of it. */
  readonly signal: AbortSignal;
};

/** Why a request came to nothing. */
export type Failure = 'not-possible' | 'unattended' | 'interrupted';

type Asked = Pick<WhatsAppAsk, 'request' | 'pairingPhone'>;

/** Says what has come of the request: `null` to go on waiting. */
type Verdict<Outcome> = (account: WhatsAppAccount) => Promise<Outcome | null>;

/**
 * Asks something of our number and waits until `judge` says how it ended.
 *
 * It is taken back when nobody does it: no process cares for the number, or whoever asked gives up.
 */
export async function askNumber<Outcome extends string>(
  asked: Asked,
  judge: Verdict<Outcome>,
  parts: NumberParts,
): Promise<Outcome | Failure> {
  const { control, clock } = parts;
  const before = await control.find(MAIN_ACCOUNT);
  if (!listPossibleRequests(before.account).includes(asked.request)) {
    return 'not-possible';
  }
  const audit = auditOfRequest(asked.request, MACHINE, clock.now());
  await control.request({ ...asked, account: MAIN_ACCOUNT, audit });
  const outcome = await waitFor(judge, audit.at, parts);
  if (outcome === 'unattended' || outcome === 'interrupted') {
    await control.withdraw({
      account: MAIN_ACCOUNT,
      request: asked.request,
      audit: auditOfWithdrawal(asked.request, MACHINE, clock.now()),
    });
  }
  return outcome;
}

async function waitFor<Outcome extends string>(
  judge: Verdict<Outcome>,
  askedAt: Date,
  { control, clock, signal }: NumberParts,
): Promise<Outcome | Failure> {
  let attendedAt = askedAt.getTime();
  while (!signal.aborted) {
    const { account, isAttended } = await control.find(MAIN_ACCOUNT);
    const hasReported = account !== null && account.updatedAt.getTime() !== askedAt.getTime();
    const outcome = hasReported ? await judge(account) : null;
    if (outcome !== null) {
      return outcome;
    }
    const now = clock.now().getTime();
    attendedAt = isAttended ? now : attendedAt;
    if (now - attendedAt >= PATIENCE_MS) {
      return 'unattended';
    }
    await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined);
  }
  return 'interrupted';
}
