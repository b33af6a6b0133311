import type { Attachment } from '../../domain/messages/content.ts';
import type { FormDefinition, Moment } from '../form-field.ts';
import { accountField } from './account-field.ts';
import { addAnnexes, annexField } from './annex-field.ts';
import { barrioField } from './barrio-field.ts';
import { descriptionField } from './description-field.ts';
import { filePqrs } from './file-pqrs.ts';
import { FILING_FORM, FilingValues } from './filing-values.ts';
import { aboutServiceField, kindField } from './kind-fields.ts';
import { keepPlace } from './place.ts';
import { saidInAudio } from './said.ts';
import { summaryLines, tellField } from './summary.ts';

/** Everything that is asked before a PQRS is filed. Only kind and description are needed; nothing else can stop it. */
export const filingForm: FormDefinition<FilingValues> = {
  id: FILING_FORM,
  values: FilingValues,
  fields: [kindField, aboutServiceField, descriptionField, barrioField, accountField, annexField],
  summary: (scope, values) =>
    [scope.t('pqrs.summaryTitle'), ...summaryLines(scope, values), scope.t('pqrs.summaryQuestion')].join(
      '\n',
    ),
  tell: tellField,
  keepFiles,
  dropFiles: ({ annexes }, fileIds) => ({
    values: { annexes: annexes.filter(({ fileId }) => !fileIds.includes(fileId)) },
    names: annexes.filter(({ fileId }) => fileIds.includes(fileId)).map(({ name }) => name),
  }),
  findHollow: ({ t }, { annexes, description, said }) => {
    const isTold = [description, said].includes(t('pqrs.descriptionInAudio'));
    return isTold && saidInAudio({ t }, annexes) === null ? descriptionField.name : null;
  },
  keepPlace,
  complete: async (dc, values) => filePqrs(dc, values),
};

/** A voice note at another question may be the story itself: it is offered as such when the story is asked. */
function keepFiles(
  moment: Moment<FilingValues>,
  files: readonly Attachment[],
): { values: Partial<FilingValues>; text: string } {
  const { scope, values: known } = moment;
  const { values, text } = addAnnexes(moment, files);
  const said = saidInAudio(scope, files);
  if (said === null || scope.input.text.trim() !== '') {
    return { values, text };
  }
  const isTold = known.description !== null || known.said !== null;
  return {
    values: isTold ? values : { ...values, said },
    text: `${text} ${scope.t('conversation.voiceUnheard')}`,
  };
}
