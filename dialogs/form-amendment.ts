import { incomingContent, type OutgoingContent } from '../domain/messages/content.ts';
import { draftOf } from './form-draft.ts';
import type { FieldReading, FormDefinition, FormField } from './form-field.ts';
import { readField } from './form-reading.ts';
import type { FormScreen } from './form-screen.ts';
import type { Scope } from './scope.ts';
import { changeSource, wordsOf } from './sources.ts';
import type { Source } from './state.ts';

/** What the person did to an earlier message: other words, or none any more. */
export type Amendment = { readonly messageId: string; readonly text: string | null };

/** What is to be said of an amendment, and the question that is open again because of it. */
export type Amended = {
  readonly said: readonly string[];
  readonly ask: {
    readonly field: string;
    readonly memo?: unknown;
    /** Said with the question in place of its text. */
    readonly text?: string;
    readonly content?: OutgoingContent;
  } | null;
};

type Change<Values> = {
  readonly scope: Scope;
  readonly field: FormField<Values>;
  readonly sources: readonly Source[];
};

/** Applies edits and deletions of earlier messages to the answers of a form that is not filed yet. */
export class FormAmender<Values extends object> {
  readonly #form: FormDefinition<Values>;
  readonly #screen: FormScreen<Values>;

  constructor(form: FormDefinition<Values>, screen: FormScreen<Values>) {
    this.#form = form;
    this.#screen = screen;
  }

  /** Null when nothing in the form came from that message. */
  amend(scope: Scope, { messageId, text }: Amendment): Amended | null {
    const dropped = text === null ? this.#dropFiles(scope, messageId) : [];
    const field = this.#form.fields.find((candidate) => this.#sourcesOf(scope, candidate, messageId));
    const sources = field ? this.#sourcesOf(scope, field, messageId) : null;
    if (!field || !sources) {
      return dropped.length > 0 ? { said: dropped, ask: null } : null;
    }
    const { said, ask } = this.#change({ scope, field, sources: changeSource(sources, messageId, text) });
    return { said: [...dropped, ...said], ask };
  }

  /**
   * Takes a file out that will never open, and an answer that was only in it; null when it is not in the form.
   *
   * The other files of the same message stay.
   */
  lose(scope: Scope, fileId: string): { readonly ask: Amended['ask'] } | null {
    const dropped = this.#form.dropFiles(this.#screen.valuesOf(scope), [fileId]);
    if (dropped.names.length === 0) {
      return null;
    }
    this.#screen.store(scope, { values: dropped.values, sources: [] });
    const hollow = this.#form.findHollow(scope, this.#screen.valuesOf(scope));
    const field = this.#form.fields.find(({ name }) => name === hollow);
    if (!field) {
      return { ask: null };
    }
    const isAnswered = draftOf(scope, this.#form.id).answered.includes(field.name);
    this.#empty({ scope, field });
    return { ask: isAnswered ? { field: field.name } : null };
  }

  #change(change: Change<Values>): Amended {
    const { scope, field, sources } = change;
    const isAnswered = draftOf(scope, this.#form.id).answered.includes(field.name);
    if (sources.length === 0) {
      this.#empty(change);
      const said = [scope.t('conversation.answerRemoved', { title: field.title(scope) })];
      return { said, ask: isAnswered ? { field: field.name } : null };
    }
    const reading = this.#read(change);
    return isAnswered ? this.#answerAgain(change, reading) : this.#prepare(change, reading);
  }

  /** The answer was given before: it is given again with the new words, and judged as if they were typed now. */
  #answerAgain(change: Change<Values>, reading: FieldReading<Values>): Amended {
    const { scope, field, sources } = change;
    if (reading.kind === 'accepted') {
      this.#screen.store(scope, { values: reading.values, answered: field.name, sources });
      return { said: [this.#tell(scope, field)], ask: null };
    }
    this.#empty(change);
    const memo = reading.memo === undefined ? {} : { memo: reading.memo };
    if (reading.kind === 'refused') {
      const text = `${scope.t('conversation.editRefused')} ${reading.text}`;
      return { said: [], ask: { field: field.name, text, ...memo } };
    }
    this.#screen.store(scope, { values: reading.values ?? {}, sources });
    const content = reading.content ? { content: reading.content } : {};
    return { said: [], ask: { field: field.name, ...memo, ...content } };
  }

  /** The words only wait to be offered as an answer: they are still asked about. */
  #prepare({ scope, field, sources }: Change<Values>, reading: FieldReading<Values>): Amended {
    const given: Partial<Values> = reading.kind === 'accepted' ? reading.values : field.emptied;
    const waiting = this.#toldBy(scope, field);
    const values = Object.fromEntries(Object.entries(given).filter(([key]) => waiting.includes(key)));
    this.#screen.store(scope, { values: values as Partial<Values>, sources });
    return { said: [scope.t('conversation.editNoted')], ask: null };
  }

  #read({ scope, field, sources }: Change<Values>): FieldReading<Values> {
    const input = incomingContent({ text: wordsOf(sources) });
    return readField(field, {
      scope: { ...scope, input },
      values: this.#screen.valuesOf(scope),
      memo: undefined,
    });
  }

  #empty({ scope, field }: Pick<Change<Values>, 'scope' | 'field'>): void {
    this.#screen.store(scope, { values: field.emptied, unanswered: field.name, sources: [] });
  }

  #tell(scope: Scope, field: FormField<Values>): string {
    const line = this.#form.tell(scope, this.#screen.valuesOf(scope), field.name);
    return line === null
      ? scope.t('conversation.editAppliedTo', { title: field.title(scope) })
      : scope.t('conversation.editApplied', { line });
  }

  #dropFiles(scope: Scope, messageId: string): string[] {
    const { files } = draftOf(scope, this.#form.id);
    const values = this.#screen.valuesOf(scope);
    const fileIds = Object.keys(files).filter((fileId) => files[fileId] === messageId);
    const dropped = this.#form.dropFiles(values, fileIds);
    if (dropped.names.length === 0) {
      return [];
    }
    this.#screen.store(scope, { values: dropped.values, sources: [] });
    return [scope.t('conversation.fileRemoved', { names: dropped.names.join(', ') })];
  }

  #sourcesOf(scope: Scope, field: FormField<Values>, messageId: string): readonly Source[] | null {
    const { sources } = draftOf(scope, this.#form.id);
    const all = Object.keys(field.emptied).map((key) => sources[key] ?? []);
    return all.find((told) => told.some((source) => source.messageId === messageId)) ?? null;
  }

  #toldBy(scope: Scope, field: FormField<Values>): readonly string[] {
    const { sources } = draftOf(scope, this.#form.id);
    return Object.keys(field.emptied).filter((key) => (sources[key] ?? []).length > 0);
  }
}
