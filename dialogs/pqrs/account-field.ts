import { AccountNumber } from '../../domain/pqrs/pqrs.ts';
import type { FormField } from '../form-field.ts';
import { toMenuContent } from '../menu-prompt.ts';
import { chooseOption, type MenuOption } from '../understanding/menu-choice.ts';
import type { FilingValues } from './filing-values.ts';

const WITH_DIGITS = /(?=[A-Za-z-]*\d)[A-Za-z0-9][A-Za-z0-9-]*/g;

/** The number on the invoice, kept as printed. Optional: nothing that the utility can look up is demanded. */
export const accountField: FormField<FilingValues> = {
  name: 'account',
  title: ({ t }) => t('pqrs.titleAccount'),
  ask: ({ scope }) => ({
    ...toMenuContent({ text: scope.t('pqrs.accountQuestion'), options: skipOption(scope.t('pqrs.skip')) }),
    expects: 'text',
  }),
  options: ({ scope }) => skipOption(scope.t('pqrs.skip')),
  read: ({ scope }) => {
    if (chooseOption(scope.input.text, skipOption(scope.t('pqrs.skip'))) !== null) {
      return { kind: 'accepted', values: { accountNumber: null } };
    }
    const parsed = AccountNumber.safeParse(findAccountIn(scope.input.text));
    return parsed.success
      ? { kind: 'accepted', values: { accountNumber: parsed.data } }
      : { kind: 'refused', text: scope.t('pqrs.accountRefused') };
  },
  emptied: { accountNumber: null },
  skipped: () => ({ accountNumber: null }),
};

/** The only word with digits ("es la 123456, gracias"), or the whole text when there are several or none. */
export function findAccountIn(text: string): string {
  const found = text.match(WITH_DIGITS) ?? [];
  return found.length === 1 ? (found[0] ?? text) : text.replaceAll(/[\s.]/g, '');
}

function skipOption(title: string): readonly MenuOption<true>[] {
  return [{ value: true, title }];
}
