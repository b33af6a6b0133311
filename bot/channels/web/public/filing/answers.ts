import { findAccountIn } from '../../../../../dialogs/pqrs/account-field.ts';
import {
  MAX_BARRIO_TEXT_CHARACTERS,
  MAX_DESCRIPTION_CHARACTERS,
} from '../../../../../dialogs/pqrs/filing-values.ts';
import { KIND_CHOICES, NEEDS_SUBJECT } from '../../../../../dialogs/pqrs/kind-fields.ts';
import { saidInAudio } from '../../../../../dialogs/pqrs/said.ts';
import type { Gazetteer } from '../../../../../dialogs/understanding/gazetteer.ts';
import type { Attachment } from '../../../../../domain/messages/content.ts';
import type { PqrsKind } from '../../../../../domain/pqrs/peticion.ts';
import { AccountNumber, PqrsDraft } from '../../../../../domain/pqrs/pqrs.ts';
import type { Translate } from '../../../../../locales/translate.ts';
import { type FIELDS, NO, type TypedForm } from './typed-form.ts';

const MAX_NAME_CHARACTERS = 120;

/** Whoever does not know what it is files a petición, as any request is one (Constitution, art. 23). */
export const UNKNOWN_KIND = 'no-se';

/** A field to correct, by its name, and why. */
export type Problem = { readonly field: keyof typeof FIELDS; readonly words: string };

/** What was understood of a form: enough to file, or what must be corrected first. */
export type Answers =
  | { readonly draft: PqrsDraft; readonly problems: readonly [] }
  | { readonly draft: null; readonly problems: readonly Problem[] };

type Context = {
  readonly t: Translate;
  readonly gazetteer: Gazetteer;
  readonly attachments: readonly Attachment[];
  /** The person wrote more than could be read. */
  readonly isCut: boolean;
};

/**
 * Reads the answers by the rules of the chat: only what to file and what happened are needed, and an audio tells it too.
 *
 * A barrio that the gazetteer does not know for sure stays in the person's words. Nothing else can stop a filing
 * (Ley 1437 of 2011, arts. 15 and 16, parágrafo 2).
 */
export function readAnswers(typed: TypedForm, context: Context): Answers {
  const kind = kindOf(typed);
  const description = typed.description || (saidInAudio(context, context.attachments) ?? '');
  const account = readAccount(typed.account);
  const parsed = PqrsDraft.safeParse({
    kind,
    aboutService: !(kind && NEEDS_SUBJECT.has(kind) && typed.aboutService === NO),
    description,
    accountNumber: account,
    ...barrioOf(typed.barrio, context.gazetteer),
  });
  const problems = listProblems(
    { typed, kind, description, isAccountRefused: typed.account !== '' && account === null },
    context,
  );
  return parsed.success && problems.length === 0
    ? { draft: parsed.data, problems: [] }
    : { draft: null, problems };
}

function kindOf({ kind }: TypedForm): PqrsKind | null {
  return kind === UNKNOWN_KIND
    ? 'peticion'
    : (KIND_CHOICES.find((choice) => choice.kind === kind)?.kind ?? null);
}

/** Every account has digits: without any, somebody says in words that there is none. */
function readAccount(words: string): string | null {
  return /\d/.test(words) ? (AccountNumber.safeParse(findAccountIn(words)).data ?? null) : null;
}

function barrioOf(words: string, gazetteer: Gazetteer): Pick<PqrsDraft, 'barrioId' | 'barrioText'> {
  if (words === '' || words.length > MAX_BARRIO_TEXT_CHARACTERS) {
    return { barrioId: null, barrioText: null };
  }
  const match = gazetteer.find(words);
  return match.kind === 'found'
    ? { barrioId: match.barrio.id, barrioText: null }
    : { barrioId: null, barrioText: words };
}

type Read = {
  readonly typed: TypedForm;
  readonly kind: PqrsKind | null;
  readonly description: string;
  readonly isAccountRefused: boolean;
};

/** In the order of the page. */
function listProblems(
  { typed, kind, description, isAccountRefused }: Read,
  { t, isCut }: Context,
): Problem[] {
  const found: (Problem | false)[] = [
    kind === null && { field: 'kind', words: t('filing.error.kind') },
    describeProblem(description, { t, isCut }),
    typed.barrio.length > MAX_BARRIO_TEXT_CHARACTERS && { field: 'barrio', words: t('filing.error.barrio') },
    isAccountRefused && { field: 'account', words: t('filing.error.account') },
    typed.name.length > MAX_NAME_CHARACTERS && { field: 'name', words: t('filing.error.name') },
  ];
  return found.filter((problem) => problem !== false);
}

function describeProblem(description: string, { t, isCut }: Pick<Context, 't' | 'isCut'>): Problem | false {
  const field = 'description';
  if (isCut) {
    return { field, words: t('filing.error.descriptionCut') };
  }
  if (description.length > MAX_DESCRIPTION_CHARACTERS) {
    const count = new Intl.NumberFormat('es-CO').format(description.length);
    return { field, words: t('filing.error.descriptionLong', { count }) };
  }
  const isTold = PqrsDraft.shape.description.safeParse(description).success;
  return !isTold && { field, words: t('filing.error.description') };
}
