import type { OutgoingContent } from '../domain/messages/content.ts';
import { changeDraft, type DraftChange, draftOf } from './form-draft.ts';
import type { FieldReading, FormDefinition, FormField, Moment } from './form-field.ts';
import { toMenuContent } from './menu-prompt.ts';
import type { Scope } from './scope.ts';
import type { Source } from './state.ts';
import type { MenuOption } from './understanding/menu-choice.ts';
import { YES_WORDS } from './yes-no.ts';

/** The screens of a form that are not questions. */
export const SUMMARY = '#summary';
const CORRECTIONS = '#corrections';

/** How a form begins: with answers that are known already; `fresh` throws an earlier draft away. */
export type FormStart<Values> = {
  readonly values?: Partial<Values>;
  readonly answered?: readonly string[];
  /** The messages that these values and files came from. */
  readonly sources?: Readonly<Record<string, readonly Source[]>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly fresh?: boolean;
};

type Accepted<Values> = Extract<FieldReading<Values>, { kind: 'accepted' }>;

/** Where a form stands. `editing`: one answer is being corrected, and the summary follows. */
export type FormPosition = {
  readonly at: string;
  readonly editing: boolean;
  readonly misses: number;
  readonly memo?: unknown;
};

/** What a form shows at each position, and where its answers are kept. */
export class FormScreen<Values extends object> {
  readonly #form: FormDefinition<Values>;
  readonly #parsed = new WeakMap<object, Values>();
  /** The values that a field has words for: whoever changes the words changes them. */
  readonly #told: ReadonlySet<string>;

  constructor(form: FormDefinition<Values>) {
    this.#form = form;
    this.#told = new Set(form.fields.flatMap(({ emptied }) => Object.keys(emptied)));
  }

  has(at: string): boolean {
    return at === SUMMARY || at === CORRECTIONS || this.findField(at) !== null;
  }

  findField(name: string): FormField<Values> | null {
    return this.#form.fields.find((field) => field.name === name) ?? null;
  }

  /** The first question without answer, or the summary. */
  findNext(scope: Scope): string {
    const answered = draftOf(scope, this.#form.id).answered;
    return this.#asked(scope).find(({ name }) => !answered.includes(name))?.name ?? SUMMARY;
  }

  /** Whether the form asks this field, as it stands. */
  asks(scope: Scope, name: string): boolean {
    return this.#asked(scope).some((field) => field.name === name);
  }

  /** The question before, or null at the first one. Its answer is open again. */
  findPrevious(scope: Scope, at: string): string | null {
    if (at === CORRECTIONS) {
      return SUMMARY;
    }
    const asked = this.#asked(scope);
    const index = asked.findIndex(({ name }) => name === at);
    const previous = index === -1 ? asked.at(-1) : asked[index - 1];
    return previous?.name ?? null;
  }

  valuesOf(scope: Scope): Values {
    const stored = scope.state.drafts[this.#form.id]?.values ?? {};
    const values = this.#parsed.get(stored) ?? this.#form.values.parse(stored);
    this.#parsed.set(stored, values);
    return values;
  }

  store(scope: Scope, change: DraftChange<Values>): void {
    changeDraft(scope, { form: this.#form.id, told: this.#told }, change);
  }

  /** Adds what is known at the beginning to what was told before. */
  begin(scope: Scope, { values, answered = [], sources = {}, files }: FormStart<Values>): void {
    const draft = draftOf(scope, this.#form.id);
    scope.state.drafts[this.#form.id] = {
      answered: [...new Set([...draft.answered, ...answered])],
      values: { ...draft.values, ...values },
      sources: { ...draft.sources, ...toStored(sources) },
      files: { ...draft.files, ...files },
    };
  }

  /** Writes an answer down; words that were only confirmed keep the messages that they came from. */
  accept(scope: Scope, { name }: FormField<Values>, { values, confirmed }: Accepted<Values>): void {
    const sources = confirmed ? draftOf(scope, this.#form.id).sources[confirmed] : undefined;
    this.store(scope, { values, answered: name, ...(sources ? { sources } : {}) });
  }

  render(scope: Scope, position: FormPosition): OutgoingContent {
    const field = this.findField(position.at);
    if (field) {
      return field.ask(this.#moment(scope, position));
    }
    const text =
      position.at === SUMMARY
        ? this.#form.summary(scope, this.valuesOf(scope))
        : scope.t('pqrs.editQuestion');
    return toMenuContent({ text, options: this.menuOptions(scope, position.at) });
  }

  options(scope: Scope, position: FormPosition): readonly MenuOption<unknown>[] {
    const field = this.findField(position.at);
    return field
      ? (field.options?.(this.#moment(scope, position)) ?? [])
      : this.menuOptions(scope, position.at);
  }

  menuOptions(scope: Scope, at: string): readonly MenuOption<string>[] {
    const { t } = scope;
    if (at === SUMMARY) {
      return [
        { value: 'confirm', title: t('pqrs.summaryConfirm'), synonyms: YES_WORDS },
        {
          value: CORRECTIONS,
          title: t('pqrs.summaryEdit'),
          synonyms: ['corregir', 'cambiar', 'editar', 'no'],
        },
        { value: 'later', title: t('pqrs.summaryLater'), synonyms: ['despues'] },
      ];
    }
    const corrections = this.#asked(scope).map(({ name, title }) => ({ value: name, title: title(scope) }));
    return [...corrections, { value: SUMMARY, title: t('pqrs.editNothing'), synonyms: ['nada', 'ninguna'] }];
  }

  #asked(scope: Scope): readonly FormField<Values>[] {
    const values = this.valuesOf(scope);
    return this.#form.fields.filter(({ isAskedFor }) => isAskedFor?.(values) ?? true);
  }

  #moment(scope: Scope, { memo }: FormPosition): Moment<Values> {
    return { scope, values: this.valuesOf(scope), memo };
  }
}

function toStored(sources: Readonly<Record<string, readonly Source[]>>): Record<string, Source[]> {
  return Object.fromEntries(Object.entries(sources).map(([value, from]) => [value, [...from]]));
}
