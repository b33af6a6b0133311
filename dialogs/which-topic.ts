import { z } from 'zod';
import { Attachment, MAX_TEXT_CHARACTERS } from '../domain/messages/content.ts';
import { actOnIntent } from './act.ts';
import { showMenu } from './main-menu.ts';
import { MenuPrompt } from './menu-prompt.ts';
import { type Scope, scopeOf } from './scope.ts';
import { topicTitleKey } from './topic.ts';
import { INTENTS, type Intent } from './understanding/intents.ts';
import type { MenuOption } from './understanding/menu-choice.ts';

export const WHICH_DIALOG = 'which';

const Memory = z.strictObject({
  intents: z.array(z.enum(INTENTS)).max(4),
  text: z.string().max(MAX_TEXT_CHARACTERS),
  attachments: z.array(Attachment),
});

/** Offers the two or three things that a message may mean; the chosen one gets the message as it was written. */
export const whichTopicPrompt = new MenuPrompt({
  id: WHICH_DIALOG,
  memory: Memory,
  menu: (scope, { intents }) => ({
    text: scope.t('conversation.whichTopic'),
    options: [
      ...intentOptions(scope, intents),
      {
        value: 'none' as const,
        title: scope.t('conversation.noneOfThese'),
        synonyms: ['ninguna', 'no', 'otra cosa'],
      },
    ],
  }),
  choose: async (dc, intent, { text, attachments }) => {
    const ended = await dc.endDialog();
    if (intent === 'none') {
      await showMenu(dc);
      return ended;
    }
    const scope = scopeOf(dc.context);
    scope.input = { ...scope.input, text, attachments };
    await actOnIntent(dc, intent);
    return ended;
  },
  onOther: 'release',
});

/** Intents that lead to the same place are one option. */
function intentOptions({ t }: Scope, intents: readonly Intent[]): MenuOption<Intent>[] {
  const byTitle = new Map<string, Intent>();
  for (const intent of intents) {
    const key = topicTitleKey(intent);
    const title = key && t(key);
    if (title && !byTitle.has(title)) {
      byTitle.set(title, intent);
    }
  }
  return [...byTitle].map(([title, value]) => ({ value, title }));
}
