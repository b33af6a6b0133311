import type { InboxLineView } from '../../contracts/handoff.ts';
import { isWordKey, t } from '../words.ts';

const POINT_DECIMALS = 5;

/** What the person did later with a message of theirs. */
export type Afterwards = { readonly edited: string | null; readonly isDeleted: boolean };

/** What became of each message of the person, by the id that the channel gave it. */
export function listAfterwards(lines: readonly InboxLineView[]): ReadonlyMap<string, Afterwards> {
  const found = new Map<string, Afterwards>();
  for (const { kind, targetId, text } of lines) {
    if (targetId !== null && (kind === 'edit' || kind === 'delete')) {
      const before = found.get(targetId) ?? { edited: null, isDeleted: false };
      found.set(targetId, kind === 'edit' ? { ...before, edited: text } : { ...before, isDeleted: true });
    }
  }
  return found;
}

/** Whether a line says anything to a colleague: what came too late to be of use to anybody does not. */
export function isWorthShowing({ kind, act, refused }: InboxLineView): boolean {
  return kind !== 'question' && !((act === 'unanswered' || act === 'deal') && refused);
}

/** Something that happened, in one sentence; null for words that somebody said. */
export function eventWords(line: InboxLineView): string | null {
  if (line.from === 'event') {
    return actWords(line);
  }
  switch (line.kind) {
    case 'joined':
    case 'delete':
      return t(`console.handoff.event.${line.kind}`);
    case 'notice':
      return t('console.conversation.notice', { names: line.annexes.map(({ name }) => name).join(', ') });
    case 'reaction':
      return line.text === ''
        ? t('console.handoff.event.reactionGone')
        : t('console.handoff.event.reaction', { text: line.text });
    default:
      return null;
  }
}

function actWords({ act, by, to, team, radicado }: InboxLineView): string {
  const who = by ?? t('console.handoff.colleague');
  switch (act) {
    case 'take':
    case 'give-back':
    case 'end':
    case 'reopen':
      return t(`console.handoff.event.${act}`, { by: who });
    case 'open-pqrs':
      return radicado === null
        ? t('console.handoff.event.open-pqrs-waits', { by: who })
        : t('console.handoff.event.open-pqrs', { by: who, radicado });
    case 'assign':
      return assignWords(who, to, team);
    case 'deal':
      return to === null
        ? t('console.handoff.event.dealToTeam', { team: team ?? '' })
        : t('console.handoff.event.deal', { team: team ?? '', to });
    default:
      return t('console.handoff.event.unanswered');
  }
}

function assignWords(by: string, to: string | null, team: string | null): string {
  if (to !== null) {
    return t('console.handoff.event.assign', { by, to });
  }
  return team === null
    ? t('console.handoff.event.release', { by })
    : t('console.handoff.event.assignToTeam', { by, team });
}

/** Why what a colleague wanted was not done; null when it was. */
export function refusalWords({ refused, act }: InboxLineView): string | null {
  if (!refused) {
    return null;
  }
  return act === 'take' || act === 'answer' || act === 'reopen'
    ? t(`console.handoff.refused.${act}`)
    : t('console.handoff.refused.other');
}

/** How far a message of ours has come. */
export function deliveryWords(status: string): string {
  const key = `console.handoff.delivery.${status}`;
  return isWordKey(key) ? t(key as 'console.handoff.delivery.sent') : status;
}

/** Why it waits, or did not arrive; null where there is nothing to tell. */
export function deliveryReason(status: string, reason: string | null): string | null {
  if (reason === null) {
    return null;
  }
  const keys = [`sending.hold.${reason}`, `sending.skip.${reason}`, `console.handoff.undelivered.${reason}`];
  const key = keys.find(isWordKey);
  if (key !== undefined) {
    return t(key as 'console.handoff.undelivered.expired');
  }
  return isUndelivered(status) ? t('console.handoff.undelivered.unknown', { reason }) : null;
}

/** It did not arrive, and will not. */
export function isUndelivered(status: string): boolean {
  return ['failed', 'skipped', 'expired'].includes(status);
}

/** A point as maps understand it when it is pasted: '11.2408, -74.199'. */
export function placeWords({ latitude, longitude }: NonNullable<InboxLineView['place']>): string {
  return [latitude, longitude].map((degrees) => String(Number(degrees.toFixed(POINT_DECIMALS)))).join(', ');
}
