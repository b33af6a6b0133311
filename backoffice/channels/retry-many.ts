import type {
  EventState,
  MessageState,
  RetryDecision,
  RetryStates,
} from '../../domain/messages/outbox-watch.ts';
import { judgeEvent, judgeMessage, type RetryVerdict } from '../../domain/messages/retry.ts';
import type { AuditEntry, AuditValues } from '../../domain/people/audit.ts';
import type { RetryBody, RetryResult } from '../contracts/outbox.ts';
import type { ChannelsControl } from './channels-control.ts';

type Watching = Pick<ChannelsControl, 'outboxWatch' | 'clock'>;

/** A row with its verdict, and what its line of the audit tells if it is tried again. */
type Judged = {
  readonly id: string;
  readonly verdict: RetryVerdict;
  readonly action: AuditEntry['action'];
  readonly subject: string;
  readonly before: AuditValues;
};

/**
 * Has rows tried again in a colleague's name, those that may be, and tells what became of each.
 *
 * What is on its way already is left alone: pressing twice sends nothing twice.
 */
export async function retryMany(
  ids: RetryBody,
  staffId: string,
  { outboxWatch, clock }: Watching,
): Promise<RetryResult> {
  const at = clock.now();
  const verdicts = new Map<string, RetryVerdict>();
  await outboxWatch.retry({
    ids,
    at,
    decide: (states) => decide(states, { verdicts, staffId, at }),
  });
  const rows = [...ids.messages, ...ids.events, ...ids.setApart].map((id) => {
    const verdict = verdicts.get(id) ?? 'nothing-to-do';
    return { id, outcome: verdict === 'allowed' ? ('retried' as const) : verdict };
  });
  return { rows };
}

type Circumstances = {
  readonly verdicts: Map<string, RetryVerdict>;
  readonly staffId: string;
  readonly at: Date;
};

function decide(states: RetryStates, { verdicts, staffId, at }: Circumstances): RetryDecision {
  const judged = {
    messages: states.messages.map((state) => ofMessage(state, at)),
    events: states.events.map(ofEvent),
    setApart: states.setApart.map(ofSetApart),
  };
  const all = Object.values(judged).flat();
  for (const { id, verdict } of all) {
    verdicts.set(id, verdict);
  }
  const audits = all.filter(isAllowed).map(
    ({ action, subject, before }): AuditEntry => ({
      ...{ at, action, subject, before },
      actor: { kind: 'staff', id: staffId },
    }),
  );
  return {
    messages: idsOf(judged.messages),
    events: idsOf(judged.events),
    setApart: idsOf(judged.setApart),
    audits,
  };
}

function ofMessage(state: MessageState, now: Date): Judged {
  const { id, status, reason } = state;
  const told = { action: 'message.retried', subject: `message/${id}`, before: { status, reason } } as const;
  return { id, verdict: judgeMessage(state, now), ...told };
}

function ofEvent(state: EventState): Judged {
  const { id, attempts, errors } = state;
  const told = { action: 'event.retried', subject: `event/${id}`, before: { attempts, errors } } as const;
  return { id, verdict: judgeEvent(state), ...told };
}

/** Its id is made from who wrote it: the audit gets only as much of it as tells one from another. */
function ofSetApart({ id, reason }: RetryStates['setApart'][number]): Judged {
  const told = { action: 'event.retried', subject: `event/${id.slice(0, 16)}`, before: { reason } } as const;
  return { id, verdict: 'allowed', ...told };
}

const isAllowed = ({ verdict }: Judged): boolean => verdict === 'allowed';

function idsOf(judged: readonly Judged[]): readonly string[] {
  return judged.filter(isAllowed).map(({ id }) => id);
}
