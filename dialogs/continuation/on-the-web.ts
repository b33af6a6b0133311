import { type ContinuedConversation, continuationEndOf } from '../../domain/people/continuation.ts';
import {
  hashContinuationCode,
  newContinuationCode,
  toWebLink,
} from '../../domain/people/continuation-code.ts';
import { type Scope, say, scopeOf } from '../scope.ts';
import type { DialogContext } from '../sdk.ts';
import { adoptPrivacyOf, bringHere, goOnHere, leaveThere, type Moved, readStateOf } from './moving.ts';

/** Answers "por la web" with a link of one's own, and asks again what is open. */
export async function offerWeb(dc: DialogContext): Promise<void> {
  const scope = scopeOf(dc.context);
  const { t, turn } = scope;
  await say(
    dc.context,
    turn.conversation.channel === 'web'
      ? t('continuation.alreadyOnWeb')
      : t('continuation.link', { link: await newLink(scope) }),
  );
  await dc.repromptDialog();
}

async function newLink({ turn, world }: Scope): Promise<string> {
  const code = newContinuationCode(world.randomBytes);
  await turn.repositories.continuations.issue({
    id: world.newId(),
    conversationId: turn.conversation.id,
    target: 'web',
    codeHash: hashContinuationCode(code, world.hmac),
    madeAt: turn.now,
    expiresAt: continuationEndOf(turn.now),
  });
  return toWebLink(world.publicUrl(), code);
}

/**
 * Greets whoever opened a web chat by such a link, and goes on with what was open where it was asked for; false in a
 * web chat that began by itself.
 */
export async function takeUpOnWeb(dc: DialogContext): Promise<boolean> {
  const { turn, t, world } = scopeOf(dc.context);
  const { id, channel } = turn.conversation;
  const [origin, ...abandoned] =
    channel === 'web' ? await turn.repositories.continuations.takeUp(id, turn.now) : [];
  if (!origin) {
    return false;
  }
  const { assistantName: assistant, name: entity } = world.entity();
  adoptPrivacyOf(dc, readStateOf(dc, origin));
  await say(dc.context, t('continuation.welcome', { assistant, entity }));
  const taken = takeFirst(dc, [origin, ...abandoned]);
  for (const { id: conversationId } of [origin, ...(taken ? [taken.from] : [])].filter(isFirst)) {
    const moved = taken?.from.id === conversationId ? taken.moved : null;
    const words = t(moved ? 'continuation.openedOnWebGoOn' : 'continuation.openedOnWeb');
    leaveThere(dc, { conversationId, words, moved });
  }
  await goOnHere(dc, taken?.moved ?? null);
  return true;
}

type Taken = { readonly from: ContinuedConversation; readonly moved: Moved };

/** What was begun in the first of these conversations that has something, unless a person of ours is in it. */
function takeFirst(dc: DialogContext, conversations: readonly ContinuedConversation[]): Taken | null {
  for (const from of conversations.filter(({ owner }) => owner !== 'human')) {
    const moved = bringHere(dc, readStateOf(dc, from));
    if (moved !== null) {
      return { from, moved };
    }
  }
  return null;
}

function isFirst(
  { id }: ContinuedConversation,
  index: number,
  all: readonly ContinuedConversation[],
): boolean {
  return all.findIndex((other) => other.id === id) === index;
}
