import type { errors as source } from '../es-co/errors.ts';

/** The same sentences in English. */
export const errors = {
  'errors.continuation-not-valid':
    'That link is not good, or has expired. Ask for another one where you were.',
  'errors.file-too-large': 'The file is too large. Send a lighter one, please.',
  'errors.file-type-not-accepted': 'I cannot receive that kind of file. I can receive photos, PDF and audio.',
  'errors.file-broken': 'I could not open the file. Can you send it again?',
  'errors.forbidden': 'You are not allowed to do that.',
  'errors.message-too-large': 'The message is too large. Send it in parts, please.',
  'errors.pqrs-not-found': 'I did not find that request.',
  'errors.quota-exceeded': 'You have sent many files. Wait a little and try again.',
} as const satisfies Record<keyof typeof source, string>;
