import type { FormDefinition } from '../form-field.ts';
import { accountField } from './account-field.ts';
import { addAnnexes, annexField } from './annex-field.ts';
import { barrioField } from './barrio-field.ts';
import { descriptionField } from './description-field.ts';
import { filePqrs } from './file-pqrs.ts';
import { FILING_FORM, FilingValues } from './filing-values.ts';
import { aboutServiceField, kindField } from './kind-fields.ts';
import { summaryLines } from './summary.ts';

/** Everything that is asked before a PQRS is filed. Only kind and description are needed; nothing else can stop it. */
export const filingForm: FormDefinition<FilingValues> = {
  id: FILING_FORM,
  values: FilingValues,
  fields: [kindField, aboutServiceField, descriptionField, barrioField, accountField, annexField],
  summary: (scope, values) =>
    [scope.t('pqrs.summaryTitle'), ...summaryLines(scope, values), scope.t('pqrs.summaryQuestion')].join(
      '\n',
    ),
  keepFiles: addAnnexes,
  complete: async (dc, values) => filePqrs(dc, values),
};
