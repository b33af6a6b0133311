import { isHealthMatter } from '../../../../../dialogs/health/is-health-matter.ts';
import { renderAcuse } from '../../../../../dialogs/pqrs/acuse.ts';
import { FilingValues } from '../../../../../dialogs/pqrs/filing-values.ts';
import { summaryLines } from '../../../../../dialogs/pqrs/summary.ts';
import type { Teller } from '../../../../../dialogs/scope.ts';
import { freshState } from '../../../../../dialogs/state.ts';
import { findDanger } from '../../../../../dialogs/understanding/danger.ts';
import {
  type Attachment,
  type IncomingContent,
  incomingContent,
  MAX_TEXT_CHARACTERS,
  type OutgoingContent,
  plainText,
} from '../../../../../domain/messages/content.ts';
import type { Pqrs, PqrsDraft } from '../../../../../domain/pqrs/pqrs.ts';
import type { VerificationCode } from '../../../../../domain/pqrs/verification.ts';
import { toStoredMemory } from '../../../../turn-memory.ts';

/** What must be said at once to whoever tells something: emergency lines, or the way of a matter of health. */
export type Alarm = { readonly danger: boolean; readonly health: boolean };

/** What a description calls for, by the same reading as in the chat. The same words always give the same. */
export function alarmOf({ description }: Pick<PqrsDraft, 'description'>): Alarm {
  return { danger: findDanger(description) !== null, health: isHealthMatter(description) };
}

/** The form as one message of a conversation: the description whole, then what the acuse tells of the rest. */
export function toMessage(
  teller: Teller,
  { draft, name, attachments }: { draft: PqrsDraft; name: string | null; attachments: readonly Attachment[] },
): IncomingContent {
  const { t } = teller;
  const lines = summaryLines(teller, valuesOf({ ...draft, annexes: attachments }, null));
  const named = name === null ? [] : [t('filing.told.name', { name })];
  const text = [draft.description, ...lines, ...named].join('\n');
  return incomingContent({
    text: text.slice(0, MAX_TEXT_CHARACTERS),
    truncated: text.length > MAX_TEXT_CHARACTERS,
    attachments: [...attachments],
  });
}

/** What the page answered, as the messages of a chat: danger first, then health, then the acuse. */
export function toReplies(
  teller: Teller,
  { pqrs, code }: { readonly pqrs: Pqrs; readonly code: VerificationCode },
): readonly OutgoingContent[] {
  const { t, world } = teller;
  const alarm = alarmOf(pqrs);
  const lines = world
    .entity()
    .emergencyLines.map((line) => t('information.line', line))
    .join('\n');
  return [
    ...(alarm.danger ? [t('care.danger', { lines })] : []),
    ...(alarm.health ? [t('care.health', { lines })] : []),
    renderAcuse(teller, { pqrs, code, values: valuesOf(pqrs, pqrs.description) }),
  ].map(plainText);
}

/** What the assistant would know of this conversation if it went on. */
export function toMemory(told: {
  readonly receivedAt: Date;
  readonly accepted: boolean;
  readonly alarm: Alarm;
}): unknown {
  const at = told.receivedAt.toISOString();
  const state = {
    ...freshState(),
    privacy: told.accepted ? 'accepted' : 'unanswered',
    sensitive: told.alarm.health,
    filedAt: at,
    lastAt: at,
  };
  return toStoredMemory({ state, idle: true, expectsFreeText: false });
}

function valuesOf(
  filing: Omit<PqrsDraft, 'description'> & Pick<Pqrs, 'annexes'>,
  description: string | null,
): FilingValues {
  return FilingValues.parse({ ...filing, description });
}
