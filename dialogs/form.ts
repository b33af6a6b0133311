import { z } from 'zod';
import type { FieldReading, FormDefinition, FormField, Moment } from './form-field.ts';
import { type FormPosition, FormScreen, SUMMARY } from './form-screen.ts';
import { MAX_MISSES, OpenDialog, STUCK_DIALOG } from './open-dialog.ts';
import { say, scopeOf } from './scope.ts';
import {
  Dialog,
  type DialogContext,
  type DialogInstance,
  type DialogReason,
  type DialogTurnResult,
  type TurnContext,
} from './sdk.ts';
import { chooseOption } from './understanding/menu-choice.ts';
import { normalise } from './understanding/normalise.ts';
import { SKIP_WORDS } from './yes-no.ts';

/** How a form begins: with answers that are known already; `fresh` throws an earlier draft away. */
export type FormStart<Values> = {
  readonly values?: Partial<Values>;
  readonly answered?: readonly string[];
  readonly fresh?: boolean;
};

const Position = z.strictObject({
  at: z.string(),
  editing: z.boolean(),
  misses: z.int(),
  memo: z.unknown().optional(),
});

const SKIPS: ReadonlySet<string> = new Set(SKIP_WORDS.map(normalise));

/**
 * Asks the questions of a table in order, shows a summary where each answer can be corrected, and completes once.
 *
 * Answers live in the conversation's drafts, not in the dialog: leaving, an update of the program or a crash lose
 * nothing, and beginning the form again goes on at the first question without answer.
 */
export class FormDialog<Values extends object> extends OpenDialog {
  readonly #form: FormDefinition<Values>;
  readonly #screen: FormScreen<Values>;

  constructor(form: FormDefinition<Values>) {
    super(form.id);
    this.#form = form;
    this.#screen = new FormScreen(form);
  }

  override isReadable(stored: Record<string, unknown>): boolean {
    const position = Position.safeParse(stored);
    return position.success && this.#screen.has(position.data.at);
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
    const { state } = scopeOf(dc.context);
    const known = start.fresh ? undefined : state.drafts[this.id];
    state.drafts[this.id] = {
      answered: [...new Set([...(known?.answered ?? []), ...(start.answered ?? [])])],
      values: { ...known?.values, ...start.values },
    };
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

  async #answer(
    dc: DialogContext,
    field: FormField<Values>,
    position: FormPosition,
  ): Promise<DialogTurnResult> {
    const moment = this.#momentOf(dc, position);
    if (field.skipped && SKIPS.has(normalise(moment.scope.input.text)) && !this.#isOption(dc)) {
      return this.#skip(dc, field, position);
    }
    const reading = field.read(moment);
    switch (reading.kind) {
      case 'accepted':
        this.#screen.store(moment.scope, { values: reading.values, answered: field.name });
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
    this.#screen.store(scopeOf(dc.context), { values: values ?? {} });
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

  #isOption(dc: DialogContext): boolean {
    return dc.activeDialog !== undefined && this.claims(dc.context, dc.activeDialog);
  }

  #momentOf(dc: DialogContext, position: FormPosition): Moment<Values> {
    const scope = scopeOf(dc.context);
    return { scope, values: this.#screen.valuesOf(scope), memo: position.memo };
  }
}

function positionOf(instance: DialogInstance | undefined): FormPosition {
  return Position.parse(instance?.state);
}

function withMemo(position: FormPosition, memo: unknown): FormPosition {
  return memo === undefined ? position : { ...position, memo };
}

function move(dc: DialogContext, position: FormPosition): void {
  if (dc.activeDialog) {
    dc.activeDialog.state = position;
  }
}
