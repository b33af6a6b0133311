import { z } from 'zod';
import { purposeOfQuestion } from '../domain/messages/sending-rules.ts';
import type { Question } from '../domain/questions/question.ts';
import { CARE_RATING } from '../domain/surveys/care-rating.ts';
import { toMenuContent } from './menu-prompt.ts';
import { findOpen, OpenDialog, RELEASED } from './open-dialog.ts';
import type { QuestionDialog } from './question-dialog.ts';
import { type Scope, say, scopeOf } from './scope.ts';
import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogTurnResult,
  type TurnContext,
} from './sdk.ts';
import { MAX_REPEATED } from './state.ts';
import { careRating } from './surveys/care-rating.ts';
import { filingSurvey } from './surveys/filing-survey.ts';
import { SURVEY_CONSENT, surveyConsent } from './surveys/survey-consent.ts';
import { chooseOption } from './understanding/menu-choice.ts';

/** Every question that the system may ask, by its kind. A later feature adds a line. */
const QUESTIONS: Readonly<Record<string, QuestionDialog>> = {
  [SURVEY_CONSENT]: surveyConsent,
  'survey.filing': filingSurvey,
  [CARE_RATING]: careRating,
};

/** The id of the dialog that asks them. */
export const QUESTION_DIALOG = 'question';
const Open = z.strictObject({ id: z.string(), kind: z.string() });

/** Asks the question that the event carries, unless something else is open: then it waits for its moment. */
export async function askQuestion(dc: DialogContext, question: Question): Promise<void> {
  if (findOpen(dc) || !QUESTIONS[question.kind] || question.status !== 'waiting') {
    return;
  }
  await dc.beginDialog(QUESTION_DIALOG, { id: question.id, kind: question.kind });
}

/**
 * Takes an answer that quotes a question of ours, whatever else is open; false when the message quotes none.
 *
 * An answer to a question that is no longer open changes nothing, and the person is told.
 */
export async function answerQuoted(dc: DialogContext): Promise<boolean> {
  const scope = scopeOf(dc.context);
  const quotedId = scope.input.quotedId;
  const question = quotedId === null ? null : await findAskedBy(scope, quotedId);
  const dialog = question ? QUESTIONS[question.kind] : undefined;
  if (!question || !dialog) {
    return false;
  }
  const answer = chooseOption(scope.input.text, dialog.options(scope));
  if (answer === null) {
    return false;
  }
  const open = findOpen(dc);
  if (open?.dialog.id === QUESTION_DIALOG && Open.parse(open.instance.state).id === question.id) {
    await dc.endDialog();
  }
  await apply(dc, { id: question.id, dialog, answer });
  return true;
}

/** What a person writes is no answer to a question that they have not seen: it closes without a word. */
export async function closeUnseen(dc: DialogContext): Promise<void> {
  const open = findOpen(dc);
  if (open?.dialog.id === QUESTION_DIALOG) {
    const { questions } = scopeOf(dc.context).turn.repositories;
    if (await questions.dropUnseen(Open.parse(open.instance.state).id)) {
      await dc.endDialog();
    }
  }
}

/** Whoever has just refused surveys has answered whether they want them, and need not answer one. */
export async function closeRefused(dc: DialogContext): Promise<void> {
  const open = findOpen(dc);
  const { turn } = scopeOf(dc.context);
  const { consents, questions } = turn.repositories;
  const choice = await consents.findNewest(turn.conversation.contactId, 'encuestas');
  if (open?.dialog.id !== QUESTION_DIALOG || choice?.granted !== false) {
    return;
  }
  const { id, kind } = Open.parse(open.instance.state);
  if (kind === SURVEY_CONSENT) {
    await questions.answer(id, 'no', turn.event.receivedAt);
    await dc.endDialog();
  } else if (purposeOfQuestion(kind) === 'encuestas') {
    await questions.cancel(id);
    await dc.endDialog();
  }
}

/** The one open question of a conversation. Anything that is not an answer closes it without insisting. */
export class QuestionPrompt extends OpenDialog {
  constructor() {
    super(QUESTION_DIALOG);
  }

  override isReadable(stored: Record<string, unknown>): boolean {
    const open = Open.safeParse(stored);
    return open.success && QUESTIONS[open.data.kind] !== undefined;
  }

  override claims(context: TurnContext, instance: DialogInstance): boolean {
    return readAnswer(scopeOf(context), instance) !== null;
  }

  override expectsFreeText(): boolean {
    return false;
  }

  override async beginDialog(dc: DialogContext, options: object = {}): Promise<DialogTurnResult> {
    const { turn } = scopeOf(dc.context);
    const open = Open.parse(options);
    if (dc.activeDialog) {
      dc.activeDialog.state = open;
    }
    const promptId = await ask(dc.context, open.kind);
    await turn.repositories.questions.markAsked(open.id, promptId, turn.now);
    return Dialog.EndOfTurn;
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const open = Open.parse(dc.activeDialog?.state);
    const answer = dc.activeDialog ? readAnswer(scopeOf(dc.context), dc.activeDialog) : null;
    const dialog = QUESTIONS[open.kind];
    if (answer === null || !dialog) {
      return dc.endDialog(RELEASED);
    }
    await apply(dc, { id: open.id, dialog, answer });
    return dc.endDialog();
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    const { state } = scopeOf(context);
    const { id: questionId, kind } = Open.parse(instance.state);
    const promptId = await ask(context, kind);
    state.repeated = [...state.repeated, { promptId, questionId }].slice(-MAX_REPEATED);
  }

  override async goBack(dc: DialogContext): Promise<void> {
    await dc.repromptDialog();
  }
}

function ask(context: TurnContext, kind: string): Promise<string> {
  const scope = scopeOf(context);
  const { text, options, look = 'menu' } = getQuestion(kind);
  return say(context, { ...toMenuContent({ text: scope.t(text), options: options(scope) }), look });
}

/** The question that a message of ours asked, the first time or again. */
async function findAskedBy({ state, turn }: Scope, promptId: string): Promise<Question | null> {
  const { questions } = turn.repositories;
  const again = state.repeated.find((repeated) => repeated.promptId === promptId);
  return again ? questions.findById(again.questionId) : questions.findByPrompt(promptId);
}

function readAnswer(scope: Scope, instance: DialogInstance): unknown {
  return chooseOption(scope.input.text, getQuestion(Open.parse(instance.state).kind).options(scope));
}

async function apply(
  dc: DialogContext,
  { id, dialog, answer }: { readonly id: string; readonly dialog: QuestionDialog; readonly answer: unknown },
): Promise<void> {
  const scope = scopeOf(dc.context);
  const { t, turn } = scope;
  const applied = await turn.repositories.questions.answer(id, answer, turn.event.receivedAt);
  if (applied) {
    await dialog.apply?.(scope, answer);
  }
  await say(dc.context, t(applied ? dialog.thanks(answer) : 'survey.late'));
}

function getQuestion(kind: string): QuestionDialog {
  const dialog = QUESTIONS[kind];
  if (!dialog) {
    throw new Error(`No dialog asks questions of kind ${kind}`);
  }
  return dialog;
}
