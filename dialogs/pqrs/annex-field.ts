import type { Attachment } from '../../domain/messages/content.ts';
import type { FormField, Moment } from '../form-field.ts';
import { toFileContent } from '../text-prompt.ts';
import { chooseOption, type MenuOption } from '../understanding/menu-choice.ts';
import { type FilingValues, MAX_ANNEXES } from './filing-values.ts';

/** Photos, PDF and audios, one or several at a time, until "listo". */
export const annexField: FormField<FilingValues> = {
  name: 'annexes',
  title: ({ t }) => t('pqrs.titleAnnexes'),
  takesFiles: true,
  ask: ({ scope }) =>
    toFileContent(scope.t('pqrs.annexesQuestion', { max: MAX_ANNEXES }), [scope.t('pqrs.annexesDone')]),
  options: doneOptions,
  read: (moment) => {
    const { scope } = moment;
    const done = chooseOption(scope.input.text, doneOptions(moment)) !== null;
    const files = scope.input.attachments;
    if (files.length === 0) {
      return done
        ? { kind: 'accepted', values: {} }
        : { kind: 'refused', text: scope.t('pqrs.annexesRefused') };
    }
    const { values, count, names } = addAnnexes(moment, files);
    if (done) {
      return { kind: 'accepted', values };
    }
    const text =
      names === ''
        ? scope.t('pqrs.annexesFull', { max: MAX_ANNEXES })
        : scope.t('pqrs.annexesKept', { names, count });
    return { kind: 'stay', values, content: toFileContent(text, [scope.t('pqrs.annexesDone')]) };
  },
  emptied: {},
  skipped: () => ({}),
};

/** Adds files to the draft as far as they fit; the same file is never counted twice. */
export function addAnnexes(
  { scope, values }: Moment<FilingValues>,
  files: readonly Attachment[],
): { values: Partial<FilingValues>; text: string; count: number; names: string } {
  const known = new Set(values.annexes.map(({ fileId }) => fileId));
  const room = MAX_ANNEXES - values.annexes.length;
  const added = files.filter(({ fileId }) => !known.has(fileId)).slice(0, room);
  const annexes = [...values.annexes, ...added];
  const names = added.map(({ name }) => name).join(', ');
  const text =
    names === ''
      ? scope.t('pqrs.annexesFull', { max: MAX_ANNEXES })
      : scope.t('pqrs.annexesKeptAside', { names });
  return { values: { annexes }, text, count: annexes.length, names };
}

function doneOptions({ scope }: Moment<FilingValues>): readonly MenuOption<true>[] {
  const synonyms = [
    'ya',
    'ya esta',
    'eso es todo',
    'es todo',
    'no',
    'nada',
    'nada mas',
    'no mas',
    'fin',
    'seguir',
  ];
  return [{ value: true, title: scope.t('pqrs.annexesDone'), synonyms }];
}
