import { z } from 'zod';
import { localDateOf } from '../../domain/calendar/local-date.ts';
import { showContinuation } from '../../domain/people/continuation.ts';
import { findContinuationCodeIn } from '../../domain/people/continuation-code.ts';
import { formatDay, formatTime } from '../../locales/dates.ts';
import type { PlainMessageKey } from '../../locales/translate.ts';
import { toMenuContent } from '../menu-prompt.ts';
import { findOpen } from '../open-dialog.ts';
import { PromptDialog } from '../prompt.ts';
import { type Scope, say, scopeOf } from '../scope.ts';
import type { DialogContext, DialogTurnResult } from '../sdk.ts';
import { findCommand } from '../understanding/commands.ts';
import { chooseOption, type MenuOption } from '../understanding/menu-choice.ts';
import { NO_WORDS, YES_WORDS } from '../yes-no.ts';
import {
  adoptPrivacyOf,
  bringHere,
  goOnHere,
  hasBegun,
  JOIN_DIALOG,
  leaveThere,
  type Moved,
  readStateOf,
} from './moving.ts';

const Memory = z.strictObject({ id: z.uuid(), openedAt: z.iso.datetime() });
type Memory = z.infer<typeof Memory>;

/**
 * Asks whoever sent a code whether the web chat is theirs: a code proves who holds the WhatsApp, not that they know
 * what it opens. Only a yes joins; "cancelar" and three unclear answers are a no.
 */
export const joinPrompt = new PromptDialog<Memory, boolean>({
  id: JOIN_DIALOG,
  memory: Memory,
  ask: (scope, memory) =>
    toMenuContent({
      text: scope.t('continuation.question', { when: whenOpened(scope, memory) }),
      options: optionsOf(scope),
    }),
  read: (scope) => {
    const wanted = readAnswer(scope);
    return wanted === null
      ? { kind: 'refused', text: scope.t('conversation.optionNotFound') }
      : { kind: 'accepted', value: wanted };
  },
  claims: (scope) => readAnswer(scope) !== null,
  accept: (dc, wanted, memory) => (wanted ? join(dc, memory) : refuse(dc, memory)),
  giveUp: refuse,
});

/** Takes a code that came from WhatsApp, and asks; false when the message has none. */
export async function askToJoin(dc: DialogContext): Promise<boolean> {
  const { input, turn, world, t } = scopeOf(dc.context);
  const code = turn.conversation.channel === 'whatsapp' ? findContinuationCodeIn(input.text) : null;
  if (code === null) {
    return false;
  }
  const { id: conversationId, contactId } = turn.conversation;
  const at = turn.event.receivedAt;
  const shown = await showContinuation(turn.repositories.continuations, world.hmac, {
    code,
    conversationId,
    contactId,
    at,
  });
  if (shown === null) {
    await say(dc.context, t('continuation.notValid'));
    await dc.repromptDialog();
    return true;
  }
  const memory: Memory = { id: shown.id, openedAt: shown.openedAt.toISOString() };
  await (isJoinOpen(dc) ? dc.replaceDialog(JOIN_DIALOG, memory) : dc.beginDialog(JOIN_DIALOG, memory));
  return true;
}

/** Whether the person has been asked and has not answered. */
export function isJoinOpen(dc: DialogContext): boolean {
  return findOpen(dc)?.dialog.id === JOIN_DIALOG;
}

async function join(dc: DialogContext, { id }: Memory): Promise<DialogTurnResult> {
  const { turn, t } = scopeOf(dc.context);
  const { id: conversationId } = turn.conversation;
  const there = await turn.repositories.continuations.join({ id, conversationId, at: turn.event.receivedAt });
  if (there === null) {
    await say(dc.context, t('continuation.notValid'));
    return dc.endDialog();
  }
  const from = readStateOf(dc, there);
  adoptPrivacyOf(dc, from);
  const moved = there.owner === 'human' ? null : bringHere(dc, from);
  leaveThere(dc, { conversationId: there.id, words: t('continuation.chatJoined'), moved });
  await say(dc.context, t(wordsFor({ moved, isKeptThere: moved === null && hasBegun(from) })));
  const ended = await dc.endDialog();
  await goOnHere(dc, moved);
  return ended;
}

function wordsFor({ moved, isKeptThere }: { moved: Moved | null; isKeptThere: boolean }): PlainMessageKey {
  if (isKeptThere) {
    return 'continuation.joinedKept';
  }
  return moved && moved.stack.length > 0 ? 'continuation.joinedGoOn' : 'continuation.joined';
}

async function refuse(dc: DialogContext, { id }: Memory): Promise<DialogTurnResult> {
  const { turn, t } = scopeOf(dc.context);
  const { id: conversationId } = turn.conversation;
  const there = await turn.repositories.continuations.refuse({
    id,
    conversationId,
    at: turn.event.receivedAt,
  });
  if (there !== null) {
    leaveThere(dc, { conversationId: there, words: t('continuation.chatRefused'), moved: null });
  }
  await say(dc.context, t('continuation.refused'));
  return dc.endDialog();
}

function optionsOf({ t }: Scope): readonly MenuOption<boolean>[] {
  return [
    {
      value: true,
      title: t('continuation.yes'),
      synonyms: [...YES_WORDS, 'unir', 'unirlos', 'si unir', 'acepto'],
    },
    {
      value: false,
      title: t('continuation.no'),
      synonyms: [...NO_WORDS, 'no unir', 'no acepto', 'no quiero'],
    },
  ];
}

function readAnswer(scope: Scope): boolean | null {
  const { text } = scope.input;
  return chooseOption(text, optionsOf(scope)) ?? (findCommand(text) === 'cancelar' ? false : null);
}

/** "hoy a las 3:05 p. m.", by the day of whoever answers. */
function whenOpened({ t, locale, turn }: Scope, { openedAt }: Memory): string {
  const instant = new Date(openedAt);
  const time = formatTime(instant, locale);
  const on = localDateOf(instant);
  return on === localDateOf(turn.event.receivedAt)
    ? t('continuation.whenToday', { time })
    : t('continuation.whenOn', { day: formatDay(on, locale), time });
}
