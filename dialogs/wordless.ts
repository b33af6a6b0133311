import type { WordlessKind } from '../domain/messages/content.ts';
import type { PlainMessageKey } from '../locales/translate.ts';
import { FormDialog } from './form.ts';
import { emergencyLines } from './information/places.ts';
import { findPlace } from './kept-place.ts';
import { findOpen } from './open-dialog.ts';
import { offerFiling } from './pqrs/offer-filing.ts';
import { type Scope, say, scopeOf } from './scope.ts';
import type { DialogContext } from './sdk.ts';
import type { Place } from './state.ts';

const LINES: Readonly<Record<Exclude<WordlessKind, 'call'>, PlainMessageKey>> = {
  sticker: 'conversation.sticker',
  contact: 'conversation.contact',
  'view-once': 'conversation.viewOnce',
  poll: 'conversation.poll',
  'live-location': 'conversation.liveLocation',
  unknown: 'conversation.unknownKind',
};

/**
 * Answers what came without words that can be read, and asks again what is open; false when there are words to read.
 *
 * It never counts as a miss: the person did not answer anything.
 */
export async function answerWordless(dc: DialogContext): Promise<boolean> {
  const scope = scopeOf(dc.context);
  const { wordless, text, attachments, location } = scope.input;
  if (wordless === null) {
    return false;
  }
  await sayWordless(dc);
  if (text.trim() !== '' || attachments.length > 0 || location !== null) {
    return false;
  }
  await dc.repromptDialog();
  return true;
}

/** The short answer to what came without words; nothing when it came with none of that. */
export async function sayWordless(dc: DialogContext): Promise<void> {
  const scope = scopeOf(dc.context);
  const { wordless } = scope.input;
  if (wordless !== null) {
    await say(dc.context, lineOf(scope, wordless));
  }
}

/**
 * Takes a place on the map: into the form that is open, or kept for the next one.
 *
 * False when there is still something to answer: the message has no place, or the place came with a photo.
 */
export async function answerPlace(dc: DialogContext): Promise<boolean> {
  const scope = scopeOf(dc.context);
  const place = findPlace(scope);
  if (place === null) {
    return false;
  }
  const isAlone = scope.input.attachments.length === 0;
  if (!(await takeIntoForm(dc, place))) {
    scope.state.place = place;
    if (isAlone && !findOpen(dc)) {
      await offerFiling(dc, 'place');
      return true;
    }
    await say(dc.context, scope.t('conversation.locationKept'));
  }
  if (isAlone) {
    await dc.repromptDialog();
  }
  return isAlone;
}

/** Gives a place to the form on the stack, whatever lies on top of it; false when there is none. */
async function takeIntoForm(dc: DialogContext, place: Place): Promise<boolean> {
  for (const form of formsOf(dc)) {
    if (await form.takePlace(dc, place)) {
      return true;
    }
  }
  return false;
}

/** The forms on the stack, whatever lies on top of them. */
function formsOf(dc: DialogContext): readonly FormDialog<object>[] {
  return dc.stack.map(({ id }) => dc.findDialog(id)).filter((dialog) => dialog instanceof FormDialog);
}

function lineOf(scope: Scope, kind: WordlessKind): string {
  return kind === 'call'
    ? scope.t('conversation.call', { lines: emergencyLines(scope) })
    : scope.t(LINES[kind]);
}
