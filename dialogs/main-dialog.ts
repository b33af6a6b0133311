import type { PlainMessageKey } from '../locales/translate.ts';
import { askToJoin, isJoinOpen } from './continuation/join-chats.ts';
import { takeUpOnWeb } from './continuation/on-the-web.ts';
import { answerDanger } from './danger.ts';
import { askForPerson } from './handoff/ask-for-person.ts';
import { interrupt } from './interruptions.ts';
import { findPlace } from './kept-place.ts';
import { tellRefused } from './lost-files.ts';
import { showMenu } from './main-menu.ts';
import { findOpen, RELEASED } from './open-dialog.ts';
import { offerFiling } from './pqrs/offer-filing.ts';
import { hasDraft, keepSaid, RESUME_DIALOG } from './pqrs/start-filing.ts';
import { AVISO_DIALOG, adoptEarlierChoice, greetWithAviso } from './privacy/aviso.ts';
import { park, takeUpParked } from './privacy/parked.ts';
import { answerQuoted, closeUnseen } from './questions.ts';
import { say, scopeOf } from './scope.ts';
import type { DialogContext } from './sdk.ts';
import { understand } from './understand.ts';
import { findCommand } from './understanding/commands.ts';
import { normalise } from './understanding/normalise.ts';
import { answerPlace, answerWordless, sayWordless } from './wordless.ts';

/** After this long, a greeting inside a form is answered with where we were. */
const LONG_ABSENCE_MS = 6 * 60 * 60 * 1000;

const GREETING =
  /^(?:hola|buenas|buenos dias|buenas (?:tardes|noches)|buen dia)(?: (?:buenas|de nuevo|otra vez|buenos dias|buenas (?:tardes|noches)))?$/;

/**
 * Answers one message: danger first, then the aviso, then commands, then what is open, then what it may mean.
 *
 * `restarted`: what was open could not be kept, so the person is told before anything is asked again.
 */
export async function answerMessage(dc: DialogContext, { restarted }: { restarted: boolean }): Promise<void> {
  const { input, state, t, turn } = scopeOf(dc.context);
  state.missed = null;
  await closeUnseen(dc);
  const danger = await answerDanger(dc);
  if (turn.conversation.owner === 'human') {
    return;
  }
  if (input.truncated) {
    await say(dc.context, t('conversation.truncated'));
  }
  await tellRefused(dc);
  if (await askToJoin(dc)) {
    return;
  }
  if (state.privacy === 'unasked') {
    return isJoinOpen(dc) ? answerJoinBeforeAviso(dc, danger) : answerBeforeAviso(dc, danger);
  }
  if (restarted) {
    await say(dc.context, t('conversation.restarted'));
  }
  return answerFreely(dc, { danger, restarted });
}

/** All that the message brought was refused, and the person has been told. */
function isNothingLeft(dc: DialogContext): boolean {
  const { input, refused } = scopeOf(dc.context);
  const { text, attachments, location } = input;
  return refused.length > 0 && attachments.length === 0 && location === null && text.trim() === '';
}

/** The message of somebody who has seen no aviso, or has not answered it yet. */
async function answerBeforeAviso(dc: DialogContext, danger: boolean): Promise<void> {
  if (!isAvisoOpen(dc)) {
    return greetFirst(dc, danger);
  }
  if (isNothingLeft(dc) || (await keepUnsaid(dc))) {
    return dc.repromptDialog();
  }
  if (await interruptBeforeAviso(dc, 'privacy.help')) {
    return;
  }
  const scope = scopeOf(dc.context);
  const parkedBefore = scope.state.parked !== null;
  const open = findOpen(dc);
  if (open && !open.dialog.claims(dc.context, open.instance)) {
    park(scope, { dangerTold: danger });
    if (danger || !parkedBefore) {
      return dc.repromptDialog();
    }
  }
  await dc.continueDialog();
  if (!findOpen(dc)) {
    await goOnAfterAviso(dc);
  }
}

/** Whether the chats are joined comes before the aviso, because the choice may have been made in the other one. */
async function answerJoinBeforeAviso(dc: DialogContext, danger: boolean): Promise<void> {
  if (isNothingLeft(dc) || (await keepUnsaid(dc))) {
    return dc.repromptDialog();
  }
  if (await interruptBeforeAviso(dc, 'continuation.questionHelp')) {
    return;
  }
  const scope = scopeOf(dc.context);
  const open = findOpen(dc);
  if (open && !open.dialog.claims(dc.context, open.instance)) {
    park(scope, { dangerTold: danger });
  }
  await dc.continueDialog();
  if (!findOpen(dc) && scope.state.parked !== null) {
    await (scope.state.privacy === 'unasked' ? greetWithAviso(dc) : goOnAfterAviso(dc));
  }
}

async function greetFirst(dc: DialogContext, danger: boolean): Promise<void> {
  const scope = scopeOf(dc.context);
  await adoptEarlierChoice(scope);
  if (scope.state.privacy !== 'unasked') {
    return answerFreely(dc, { danger, restarted: false });
  }
  if (!(isNothingLeft(dc) || (await keepUnsaid(dc)))) {
    park(scope, { dangerTold: danger });
  }
  return greetWithAviso(dc);
}

/** What is said without words is no answer to the aviso: it gets its own, and a place is kept for later. */
async function keepUnsaid(dc: DialogContext): Promise<boolean> {
  const scope = scopeOf(dc.context);
  const { wordless, location, text, attachments } = scope.input;
  scope.state.place = findPlace(scope) ?? scope.state.place;
  if (wordless === null && location === null) {
    return false;
  }
  await (wordless ? sayWordless(dc) : say(dc.context, scope.t('conversation.locationKept')));
  return attachments.length === 0 && (location !== null || text.trim() === '');
}

/** Help and a person are there for whoever has not chosen yet; the rest of the commands is an unclear answer. */
async function interruptBeforeAviso(dc: DialogContext, help: PlainMessageKey): Promise<boolean> {
  const { input, t } = scopeOf(dc.context);
  const command = findCommand(input.text);
  if (command === 'ayuda') {
    await say(dc.context, t(help));
  } else if (command === 'asesor') {
    await askForPerson(dc);
  } else {
    return false;
  }
  await dc.repromptDialog();
  return true;
}

async function goOnAfterAviso(dc: DialogContext): Promise<void> {
  const scope = scopeOf(dc.context);
  const parked = takeUpParked(scope);
  if (parked === null && scope.state.place !== null) {
    await offerFiling(dc, 'place');
    return;
  }
  if (parked === null || GREETING.test(normalise(scope.input.text))) {
    return showMenu(dc);
  }
  return answerFreely(dc, { danger: parked.dangerTold, restarted: false });
}

async function answerFreely(
  dc: DialogContext,
  { danger, restarted }: { readonly danger: boolean; readonly restarted: boolean },
): Promise<void> {
  if (isNothingLeft(dc) || (await answerQuoted(dc))) {
    await dc.repromptDialog();
    return;
  }
  if ((await answerWordless(dc)) || (await answerPlace(dc))) {
    return;
  }
  if (!danger && (await interrupt(dc))) {
    return;
  }
  if (findOpen(dc)) {
    const released = await continueOpen(dc, danger);
    if (!released) {
      return;
    }
  }
  return answerNew(dc, { danger, restarted });
}

/** The message of somebody with whom nothing is open. */
async function answerNew(
  dc: DialogContext,
  { danger, restarted }: { readonly danger: boolean; readonly restarted: boolean },
): Promise<void> {
  if (danger) {
    await offerFiling(dc, 'danger');
    return;
  }
  if (restarted && hasDraft(scopeOf(dc.context))) {
    await dc.beginDialog(RESUME_DIALOG, { start: null });
    return;
  }
  await understand(dc);
}

/** Gives the message to what is open; true when it was let go and is to be understood as new. */
async function continueOpen(dc: DialogContext, danger: boolean): Promise<boolean> {
  const open = findOpen(dc);
  const takesStory = open?.dialog.expectsFreeText(dc.context, open.instance) ?? false;
  if (danger && !takesStory) {
    keepSaid(scopeOf(dc.context));
    await dc.repromptDialog();
    return false;
  }
  if (await welcomeBack(dc)) {
    return false;
  }
  const unread = findUnread(dc);
  if (unread !== null) {
    await say(dc.context, scopeOf(dc.context).t(unread));
    await dc.repromptDialog();
    return false;
  }
  const result = await dc.continueDialog();
  return result.result === RELEASED;
}

async function welcomeBack(dc: DialogContext): Promise<boolean> {
  const { input, state, t, turn } = scopeOf(dc.context);
  const absentMs =
    turn.event.receivedAt.getTime() - Date.parse(state.lastAt ?? turn.event.receivedAt.toISOString());
  if (absentMs < LONG_ABSENCE_MS || !GREETING.test(normalise(input.text))) {
    return false;
  }
  await say(dc.context, t('conversation.helloAgain'));
  await dc.repromptDialog();
  return true;
}

/** What to say to a message without words where only words will do; null when it can be read. */
function findUnread(dc: DialogContext): PlainMessageKey | null {
  const { text, attachments } = scopeOf(dc.context).input;
  if (text.trim() !== '') {
    return null;
  }
  if (attachments.length === 0) {
    return 'conversation.emptyMessage';
  }
  return findOpen(dc)?.dialog.takesFiles === false ? 'conversation.wordsPlease' : null;
}

/** Somebody opened the chat: whoever has said nothing yet is greeted, and nobody else is disturbed. */
export async function answerJoined(dc: DialogContext): Promise<void> {
  const scope = scopeOf(dc.context);
  if (scope.state.lastAt !== null || findOpen(dc) || scope.turn.conversation.owner !== 'assistant') {
    return;
  }
  if (await takeUpOnWeb(dc)) {
    return;
  }
  await adoptEarlierChoice(scope);
  if (scope.state.privacy === 'unasked') {
    await greetWithAviso(dc);
    return;
  }
  await showMenu(dc);
}

function isAvisoOpen(dc: DialogContext): boolean {
  return findOpen(dc)?.dialog.id === AVISO_DIALOG;
}
