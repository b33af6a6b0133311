import type { PqrsKind } from '../../domain/pqrs/peticion.ts';
import type { PlainMessageKey } from '../../locales/translate.ts';
import type { FormField, Moment } from '../form-field.ts';
import { toMenuContent } from '../menu-prompt.ts';
import type { Scope } from '../scope.ts';
import { chooseOption, type MenuOption } from '../understanding/menu-choice.ts';
import { NO_WORDS, YES_WORDS } from '../yes-no.ts';
import type { FilingValues } from './filing-values.ts';

type KindChoice = {
  readonly kind: PqrsKind;
  readonly title: PlainMessageKey;
  readonly synonyms: readonly string[];
};

/** In the order in which people need them. The rest of the kinds is reached from other conversations. */
export const KIND_CHOICES: readonly KindChoice[] = [
  { kind: 'reclamo', title: 'pqrs.kindReclamo', synonyms: ['reclamo', 'reclamacion', 'un reclamo'] },
  { kind: 'queja', title: 'pqrs.kindQueja', synonyms: ['queja', 'una queja'] },
  {
    kind: 'peticion',
    title: 'pqrs.kindPeticion',
    synonyms: ['peticion', 'derecho de peticion', 'una peticion'],
  },
  {
    kind: 'peticion-informacion',
    title: 'pqrs.kindPeticionInformacion',
    synonyms: ['informacion', 'documento', 'documentos', 'copia'],
  },
  { kind: 'recurso', title: 'pqrs.kindRecurso', synonyms: ['recurso', 'apelacion', 'reposicion'] },
  { kind: 'denuncia', title: 'pqrs.kindDenuncia', synonyms: ['denuncia', 'una denuncia'] },
  { kind: 'sugerencia', title: 'pqrs.kindSugerencia', synonyms: ['sugerencia', 'una sugerencia'] },
  { kind: 'felicitacion', title: 'pqrs.kindFelicitacion', synonyms: ['felicitacion', 'gracias'] },
];

/** Kinds whose law depends on whether they are about the service (domain/pqrs/peticion.ts). */
export const NEEDS_SUBJECT: ReadonlySet<PqrsKind> = new Set(['peticion', 'queja']);

/** What to file, in plain words; "no sé" explains and asks again. */
export const kindField: FormField<FilingValues> = {
  name: 'kind',
  title: ({ t }) => t('pqrs.titleKind'),
  ask: ({ scope }) => toMenuContent({ text: scope.t('pqrs.kindQuestion'), options: kindOptions(scope) }),
  options: ({ scope }) => kindOptions(scope),
  emptied: { kind: null },
  read: ({ scope }) => {
    const kind = chooseOption(scope.input.text, kindOptions(scope));
    if (kind === null) {
      return { kind: 'refused', text: scope.t('conversation.optionNotFound') };
    }
    if (kind === 'unknown') {
      const text = scope.t('pqrs.kindHelp');
      return { kind: 'stay', content: toMenuContent({ text, options: kindOptions(scope) }) };
    }
    return { kind: 'accepted', values: { kind, aboutService: true } };
  },
};

/** Whether Ley 142 governs it; the doubt is resolved for the person, since its silence is positive. */
export const aboutServiceField: FormField<FilingValues> = {
  name: 'aboutService',
  title: ({ t }) => t('pqrs.titleAboutService'),
  isAskedFor: ({ kind }) => kind !== null && NEEDS_SUBJECT.has(kind),
  ask: ({ scope }) =>
    toMenuContent({ text: scope.t('pqrs.aboutServiceQuestion'), options: subjectOptions(scope) }),
  options: ({ scope }) => subjectOptions(scope),
  emptied: { aboutService: true },
  read: ({ scope }: Moment<FilingValues>) => {
    const aboutService = chooseOption(scope.input.text, subjectOptions(scope));
    return aboutService === null
      ? { kind: 'refused', text: scope.t('conversation.optionNotFound') }
      : { kind: 'accepted', values: { aboutService } };
  },
  skipped: () => ({ aboutService: true }),
};

function kindOptions({ t }: Scope): readonly MenuOption<PqrsKind | 'unknown'>[] {
  return [
    ...KIND_CHOICES.map(({ kind, title, synonyms }) => ({ value: kind, title: t(title), synonyms })),
    {
      value: 'unknown',
      title: t('pqrs.kindUnknown'),
      synonyms: ['no se', 'no lo se', 'cual es la diferencia'],
    },
  ];
}

function subjectOptions({ t }: Scope): readonly MenuOption<boolean>[] {
  return [
    { value: true, title: t('pqrs.aboutServiceYes'), synonyms: YES_WORDS },
    { value: false, title: t('pqrs.aboutServiceNo'), synonyms: NO_WORDS },
  ];
}
