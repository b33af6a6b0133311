import type { OutgoingContent } from '../domain/messages/content.ts';
import { scopeOf } from './scope.ts';
import { type Activity, ActivityTypes, BotAdapter, type ResourceResponse, type TurnContext } from './sdk.ts';

/**
 * Turns what dialogs send into replies of the turn, which leave after its commit.
 *
 * It has no `onTurnError`: that hook swallows, and a thrown error must reach the engine, which rolls back.
 */
export class TurnAdapter extends BotAdapter {
  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const { turn } = scopeOf(context);
    return activities
      .filter(({ type }) => type === ActivityTypes.Message)
      .map(({ text, channelData }) => ({ id: turn.reply({ text: text ?? '', ...readRest(channelData) }) }));
  }

  override updateActivity(): Promise<void> {
    return refuse();
  }

  override deleteActivity(): Promise<void> {
    return refuse();
  }

  override continueConversation(): Promise<void> {
    return refuse();
  }
}

/** Only `say` makes activities, so their shape is known without parsing. */
function readRest(channelData: unknown): Omit<OutgoingContent, 'text'> {
  return channelData as Omit<OutgoingContent, 'text'>;
}

/** What the assistant said is said; whatever it says next is an event of its own. */
function refuse(): Promise<never> {
  return Promise.reject(new Error('The assistant only replies within a turn'));
}
