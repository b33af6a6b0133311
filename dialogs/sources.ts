import type { Attachment } from '../domain/messages/content.ts';
import type { Scope } from './scope.ts';
import type { Source } from './state.ts';

/** The messages whose words are being answered; none when the words come from an earlier moment. */
export function sourcesOf({ turn, input }: Pick<Scope, 'turn' | 'input'>): readonly Source[] {
  const { kind, content, messageId, pieces } = turn.event;
  if (input !== content) {
    return [];
  }
  if (pieces && pieces.length > 1) {
    return pieces.map(({ messageId: id, text }) => ({ messageId: id, text }));
  }
  const id = kind === 'edit' ? content.targetId : messageId;
  return id ? [{ messageId: id, text: null }] : [];
}

/** Which message each file came with. */
export function filesFrom(
  [source]: readonly Source[],
  attachments: readonly Attachment[],
): Record<string, string> {
  return source ? Object.fromEntries(attachments.map(({ fileId }) => [fileId, source.messageId])) : {};
}

/** The sources of an answer once one of its messages says something else, or nothing (`null`) any more. */
export function changeSource(
  sources: readonly Source[],
  messageId: string,
  text: string | null,
): readonly Source[] {
  return sources.flatMap((source) => {
    if (source.messageId !== messageId) {
      return [source];
    }
    return text === null ? [] : [{ messageId, text }];
  });
}

/** The words of an answer, message by message. */
export function wordsOf(sources: readonly Source[]): string {
  return sources.map(({ text }) => text ?? '').join('\n');
}
