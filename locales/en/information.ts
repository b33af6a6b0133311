import type { information as source } from '../es-co/information.ts';

/** The same sentences in English. */
export const information = {
  'information.place': '{{name}}: {{address}}. {{hours}}',
  'information.line': '{{name}}: {{number}}',
  'information.paymentTitle': 'You can pay at:',
  'information.paymentNone': 'The places to pay are on {{website}}.',
  'information.officesTitle': 'Our offices:',
  'information.officesNone': 'Hours and offices are on {{website}}.',
  'information.officesHoliday': 'The offices are closed on holidays, but I am always here.',
  'information.invoice':
    'You can ask for a copy of the bill on {{website}} or at our offices, with the account number or the address.',
  'information.interventions':
    'I do not have the programme of works here yet. It is published on {{website}} and given at {{line}}.',
} as const satisfies Record<keyof typeof source, string>;
