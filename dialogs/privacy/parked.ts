import { incomingContent, MAX_TEXT_CHARACTERS } from '../../domain/messages/content.ts';
import type { Scope } from '../scope.ts';
import { findCommand } from '../understanding/commands.ts';

const MAX_PARKED_FILES = 10;

/** Shorter answers to the aviso are attempts to answer it; longer ones are what the person came to say. */
const MIN_STORY_CHARACTERS = 20;

/** Keeps the first message, and whatever of substance follows it, until the aviso is settled. */
export function park({ state, input }: Scope, { dangerTold }: { readonly dangerTold: boolean }): void {
  const { parked } = state;
  if (parked && !hasSubstance(input)) {
    return;
  }
  const text = [parked?.text, input.text].filter((part) => part).join('\n');
  state.parked = {
    text: text.slice(0, MAX_TEXT_CHARACTERS),
    attachments: [...(parked?.attachments ?? []), ...input.attachments].slice(0, MAX_PARKED_FILES),
    dangerTold: dangerTold || (parked?.dangerTold ?? false),
  };
}

/** Makes the parked message the one that is being answered. Null when the aviso came before any message. */
export function takeUpParked(scope: Scope): { readonly dangerTold: boolean } | null {
  const { parked } = scope.state;
  if (!parked) {
    return null;
  }
  scope.state.parked = null;
  const { text, attachments } = parked;
  scope.input = incomingContent({ text, attachments, locale: scope.input.locale });
  return { dangerTold: parked.dangerTold };
}

function hasSubstance({ text, attachments }: Scope['input']): boolean {
  return attachments.length > 0 || (text.length >= MIN_STORY_CHARACTERS && findCommand(text) === null);
}
