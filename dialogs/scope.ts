import type { BusinessCalendar } from '../domain/calendar/business-days.ts';
import {
  type Attachment,
  type IncomingContent,
  type OutgoingContent,
  plainText,
} from '../domain/messages/content.ts';
import type { Locale, Translate } from '../locales/translate.ts';
import type { TurnContext } from './sdk.ts';
import type { ConversationState } from './state.ts';
import type { AssistantDependencies, Turn } from './turn.ts';
import type { Decision } from './understanding/decision.ts';
import type { Gazetteer } from './understanding/gazetteer.ts';

/** What the assistant knows of the world, whoever writes. */
export type World = AssistantDependencies & {
  readonly understand: (text: string) => Decision;
  readonly gazetteer: () => Gazetteer;
  readonly calendar: () => BusinessCalendar;
};

/** Everything that a dialog may use while it answers one event. */
export type Scope = {
  readonly turn: Turn;
  readonly world: World;
  readonly locale: Locale;
  readonly t: Translate;
  /** The memory of the conversation. Dialogs change it in place; it is serialised when the turn ends. */
  readonly state: ConversationState;
  /** What is being answered: the event's own content, or the parked message once the aviso is settled. */
  input: IncomingContent;
  /** Files of the message that will never open; they are not in `input`. Of those without a reason it was told before. */
  readonly refused: readonly Attachment[];
};

/** What it takes to tell answers in words, in a dialog or elsewhere. */
export type Teller = Pick<Scope, 't' | 'locale'> & {
  readonly world: Pick<World, 'entity' | 'barrios'>;
};

const SCOPE = Symbol('scope');

/** Hands the scope to every dialog of the turn. */
export function enterScope(context: TurnContext, scope: Scope): void {
  context.turnState.set(SCOPE, scope);
}

/** The scope of the turn. Throws outside a turn of the assistant. */
export function scopeOf(context: TurnContext): Scope {
  const scope: Scope | undefined = context.turnState.get(SCOPE);
  if (!scope) {
    throw new Error('This context belongs to no turn of the assistant');
  }
  return scope;
}

/** Remembers that the message being answered was not understood, so that an edit of it is read as if typed now. */
export function noteMissed({ state, turn }: Scope): void {
  const { kind, content, messageId } = turn.event;
  state.missed = (kind === 'edit' ? content.targetId : messageId) ?? null;
}

/**
 * Says something in its place among the replies, and returns the id that the message will have.
 *
 * What asks for an answer is remembered as what is being asked.
 */
export async function say(context: TurnContext, content: OutgoingContent | string): Promise<string> {
  const { text, ...rest } = typeof content === 'string' ? plainText(content) : content;
  const sent = await context.sendActivity({
    type: 'message',
    text,
    channelData: rest satisfies Omit<OutgoingContent, 'text'>,
  });
  const id = sent?.id ?? '';
  if (rest.expects !== 'nothing') {
    scopeOf(context).state.promptId = id;
  }
  return id;
}
