import { type Amended, type Amendment, FormAmender } from './form-amendment.ts';
import { draftOf, messagesOf } from './form-draft.ts';
import type { FieldReading, FormDefinition, FormField, Moment } from './form-field.ts';
import { findPosition, move, positionOf, withMemo } from './form-position.ts';
import { readField } from './form-reading.ts';
import { type FormPosition, FormScreen, type FormStart, SUMMARY } from './form-screen.ts';
import { MAX_MISSES, OpenDialog, STUCK_DIALOG } from './open-dialog.ts';
import { noteMissed, type Scope, say, scopeOf } from './scope.ts';
import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogReason,
  type DialogTurnResult,
  type TurnContext,
} from './sdk.ts';
import type { Place } from './state.ts';
import { chooseOption } from './understanding/menu-choice.ts';

/**
 * Asks the questions of a table in order, shows a summary where each answer can be corrected, and completes once.
 *
 * Answers live in the conversation's drafts, not in the dialog: leaving, an update of the program or a crash lose
 * nothing, and beginning the form again goes on at the first question without answer.
 */
export class FormDialog<Values extends object> extends OpenDialog {
  readonly #form: FormDefinition<Values>;
  readonly #screen: FormScreen<Values>;
  readonly #amender: FormAmender<Values>;

  constructor(form: FormDefinition<Values>) {
    super(form.id);
    this.#form = form;
    this.#screen = new FormScreen(form);
    this.#amender = new FormAmender(form, this.#screen);
  }

  override isReadable(stored: Record<string, unknown>): boolean {
    const position = findPosition(stored);
    return position !== null && this.#screen.has(position.at);
  }

  override claims(context: TurnContext, instance: DialogInstance): boolean {
    const scope = scopeOf(context);
    const options = this.#screen.options(scope, positionOf(instance));
    return chooseOption(scope.input.text, options) !== null;
  }

  override expectsFreeText(_context: TurnContext, instance: DialogInstance): boolean {
    return this.#screen.findField(positionOf(instance).at)?.takesStory ?? false;
  }

  override async beginDialog(dc: DialogContext, start: FormStart<Values> = {}): Promise<DialogTurnResult> {
    const scope = scopeOf(dc.context);
    if (start.fresh) {
      delete scope.state.drafts[this.id];
    }
    this.#screen.begin(scope, start);
    return this.#moveOn(dc);
  }

  override async continueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    const position = positionOf(dc.activeDialog);
    const field = this.#screen.findField(position.at);
    const keptFiles = await this.#keepFilesAside(dc, position);
    if (keptFiles && scopeOf(dc.context).input.text.trim() === '') {
      return this.#show(dc);
    }
    return field ? this.#answer(dc, field, position) : this.#answerMenu(dc, position);
  }

  /** The ways out were offered: the person goes on, or skips the question. */
  override async resumeDialog(
    dc: DialogContext,
    _reason: DialogReason,
    result?: unknown,
  ): Promise<DialogTurnResult> {
    const position = { ...positionOf(dc.activeDialog), misses: 0 };
    move(dc, position);
    const field = this.#screen.findField(position.at);
    return result === 'skip' && field?.skipped ? this.#skip(dc, field, position) : this.#show(dc);
  }

  override async repromptDialog(context: TurnContext, instance: DialogInstance): Promise<void> {
    await say(context, this.#screen.render(scopeOf(context), positionOf(instance)));
  }

  override async goBack(dc: DialogContext): Promise<void> {
    const scope = scopeOf(dc.context);
    const position = positionOf(dc.activeDialog);
    const previous = position.editing ? SUMMARY : this.#screen.findPrevious(scope, position.at);
    if (previous === null) {
      await say(dc.context, scope.t('conversation.firstQuestion'));
    } else {
      move(dc, { at: previous, editing: false, misses: 0 });
    }
    await this.#show(dc);
  }

  /** Applies an edit or a deletion of an earlier message to the answers; false when none came from it. */
  async amend(dc: DialogContext, amendment: Amendment): Promise<boolean> {
    const scope = scopeOf(dc.context);
    const amended = this.#amender.amend(scope, amendment);
    if (amended === null) {
      return false;
    }
    for (const line of amended.said) {
      await say(dc.context, line);
    }
    const instance = this.#findInstance(dc);
    if (instance) {
      instance.state = this.#positionAfter(scope, positionOf(instance), amended.ask);
      await this.#askAgain(dc, instance, amended.ask);
    }
    return true;
  }

  /** Takes a file out of the answers that will never open; false when it is not among them. */
  lose(dc: DialogContext, fileId: string): boolean {
    const scope = scopeOf(dc.context);
    const lost = this.#amender.lose(scope, fileId);
    const instance = lost && this.#findInstance(dc);
    if (instance) {
      instance.state = this.#positionAfter(scope, positionOf(instance), lost.ask);
    }
    return lost !== null;
  }

  /** Keeps a place that the person pointed at while the form is open, without asking again; false when it is not open. */
  async takePlace(dc: DialogContext, place: Place): Promise<boolean> {
    const scope = scopeOf(dc.context);
    const instance = this.#findInstance(dc);
    if (!instance) {
      return false;
    }
    const position = positionOf(instance);
    const moment = { scope, values: this.#screen.valuesOf(scope), memo: position.memo };
    const { values, answered, text } = this.#form.keepPlace(moment, place);
    this.#screen.store(scope, { values, answered, sources: place.sources });
    await say(dc.context, text);
    if (position.at === answered) {
      instance.state = { at: this.#screen.findNext(scope), editing: false, misses: 0 };
    }
    return true;
  }

  async #askAgain(dc: DialogContext, instance: DialogInstance, ask: Amended['ask']): Promise<void> {
    const question = this.#screen.render(scopeOf(dc.context), positionOf(instance));
    if (ask?.content ?? ask?.text) {
      await say(dc.context, ask?.content ?? { ...question, text: ask?.text ?? '' });
    }
    if (dc.activeDialog !== instance || !(ask?.content ?? ask?.text)) {
      await dc.repromptDialog();
    }
  }

  /** A question that is open again comes first; a summary may have become one question short. */
  #positionAfter(scope: Scope, position: FormPosition, ask: Amended['ask']): FormPosition {
    if (ask) {
      return withMemo({ at: ask.field, editing: false, misses: 0 }, ask.memo);
    }
    return this.#screen.asks(scope, position.at)
      ? position
      : { at: this.#screen.findNext(scope), editing: false, misses: 0 };
  }

  #findInstance(dc: DialogContext): DialogInstance | null {
    return dc.stack.find(({ id }) => id === this.id) ?? null;
  }

  async #answer(
    dc: DialogContext,
    field: FormField<Values>,
    position: FormPosition,
  ): Promise<DialogTurnResult> {
    const { scope, ...moment } = this.#momentOf(dc, position);
    const reading = readField(field, { scope, ...moment });
    switch (reading.kind) {
      case 'accepted':
        this.#screen.accept(scope, field, reading);
        return this.#moveOn(dc);
      case 'stay':
        return this.#stay(dc, reading, position);
      default:
        return this.#miss(dc, reading.text, withMemo(position, reading.memo));
    }
  }

  async #answerMenu(dc: DialogContext, position: FormPosition): Promise<DialogTurnResult> {
    const scope = scopeOf(dc.context);
    const chosen = chooseOption(scope.input.text, this.#screen.menuOptions(scope, position.at));
    if (chosen === null) {
      return this.#miss(dc, scope.t('conversation.optionNotFound'), position);
    }
    if (chosen === 'confirm') {
      return this.#complete(dc);
    }
    if (chosen === 'later') {
      await say(dc.context, scope.t('conversation.cancelledKept'));
      return dc.endDialog();
    }
    move(dc, { at: chosen, editing: this.#screen.findField(chosen) !== null, misses: 0 });
    return this.#show(dc);
  }

  async #complete(dc: DialogContext): Promise<DialogTurnResult> {
    const scope = scopeOf(dc.context);
    const values = this.#screen.valuesOf(scope);
    scope.state.filedFrom = messagesOf(draftOf(scope, this.id));
    delete scope.state.drafts[this.id];
    const ended = await dc.endDialog();
    await this.#form.complete(dc, values);
    return ended;
  }

  async #skip(
    dc: DialogContext,
    field: FormField<Values>,
    position: FormPosition,
  ): Promise<DialogTurnResult> {
    const moment = this.#momentOf(dc, position);
    this.#screen.store(moment.scope, { values: field.skipped?.(moment) ?? {}, answered: field.name });
    return this.#moveOn(dc);
  }

  async #stay(
    dc: DialogContext,
    { values, memo, content }: Extract<FieldReading<Values>, { kind: 'stay' }>,
    position: FormPosition,
  ): Promise<DialogTurnResult> {
    const scope = scopeOf(dc.context);
    noteMissed(scope);
    this.#screen.store(scope, values ? { values } : {});
    move(dc, { ...withMemo(position, memo), misses: 0 });
    if (content) {
      await say(dc.context, content);
      return Dialog.EndOfTurn;
    }
    return this.#show(dc);
  }

  async #miss(dc: DialogContext, text: string, position: FormPosition): Promise<DialogTurnResult> {
    const scope = scopeOf(dc.context);
    const misses = position.misses + 1;
    noteMissed(scope);
    move(dc, { ...position, misses });
    if (misses >= MAX_MISSES) {
      const optional = this.#screen.findField(position.at)?.skipped !== undefined;
      return dc.beginDialog(STUCK_DIALOG, { optional });
    }
    await say(dc.context, { ...this.#screen.render(scope, position), text });
    return Dialog.EndOfTurn;
  }

  /** Goes to the first question without answer, or to the summary. */
  async #moveOn(dc: DialogContext): Promise<DialogTurnResult> {
    const at = this.#screen.findNext(scopeOf(dc.context));
    move(dc, { at, editing: false, misses: 0 });
    return this.#show(dc);
  }

  async #show(dc: DialogContext): Promise<DialogTurnResult> {
    await dc.repromptDialog();
    return Dialog.EndOfTurn;
  }

  async #keepFilesAside(dc: DialogContext, position: FormPosition): Promise<boolean> {
    const moment = this.#momentOf(dc, position);
    const { attachments } = moment.scope.input;
    if (attachments.length === 0 || this.#screen.findField(position.at)?.takesFiles) {
      return false;
    }
    const { values, text } = this.#form.keepFiles(moment, attachments);
    this.#screen.store(moment.scope, { values });
    await say(dc.context, text);
    return true;
  }

  #momentOf(dc: DialogContext, position: FormPosition): Moment<Values> {
    const scope = scopeOf(dc.context);
    return { scope, values: this.#screen.valuesOf(scope), memo: position.memo };
  }
}
