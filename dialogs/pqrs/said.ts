import type { Attachment } from '../../domain/messages/content.ts';
import type { Scope } from '../scope.ts';

/** Shorter texts ask for a filing ("quiero poner una queja"); longer ones already tell the story. */
const MIN_STORY_CHARACTERS = 40;

/** What the person wrote, when it can stand as a description; null when it only asks for something. */
export function toSaid(text: string): string | null {
  const story = text.trim();
  return story.length >= MIN_STORY_CHARACTERS ? story : null;
}

/**
 * The words that stand for a story told by voice; null when no voice came.
 *
 * A verbal petición is as good as a written one, and must be filed at once (Decreto 1166 of 2016).
 */
export function saidInAudio({ t }: Pick<Scope, 't'>, files: readonly Attachment[]): string | null {
  return files.some(({ mimeType }) => mimeType.startsWith('audio/')) ? t('pqrs.descriptionInAudio') : null;
}
