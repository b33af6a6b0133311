import type { ReplyTopic, ReplyVersionView } from '../../contracts/replies.ts';
import { t } from '../words.ts';

/** What a reply is about, as the assistant offers it. */
export function topicWords(topic: ReplyTopic | null): string {
  return topic === null ? t('console.replies.noTopic') : t(`topic.${topic}`);
}

/** How a version stands: 'Versión 2: en uso'. */
export function versionWords({ number, state, inUse }: ReplyVersionView): string {
  const words = t(inUse ? 'console.replies.state.inUse' : `console.replies.state.${state}`);
  return t('console.replies.versionState', { number, state: words });
}
