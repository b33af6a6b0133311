import type { errors as source } from '../es-co/errors.ts';

/** The same sentences in English. */
export const errors = {
  'errors.continuation-not-valid':
    'That link is not good, or has expired. Ask for another one where you were.',
  'errors.conversation-not-ended':
    'That conversation is not ended any more, or ended long ago. See how it stands.',
  'errors.conversation-not-yours': 'You do not have that conversation. Take it first.',
  'errors.conversation-taken': 'Somebody else of the team has just taken that conversation.',
  'errors.file-too-large': 'The file is too large. Send a lighter one, please.',
  'errors.file-type-not-accepted': 'I cannot receive that kind of file. I can receive photos, PDF and audio.',
  'errors.file-broken': 'I could not open the file. Can you send it again?',
  'errors.forbidden': 'You are not allowed to do that.',
  'errors.intake-changed':
    'That request had already been filed with other details. Look at the one that was filed or begin a new one.',
  'errors.intake-in-future': 'It cannot have been received after this moment.',
  'errors.intake-late-reason': 'Write why it is only entered now: it was received days ago.',
  'errors.intake-read-back': 'Say whether you read back to the person what was written down.',
  'errors.message-too-large': 'The message is too large. Send it in parts, please.',
  'errors.pqrs-not-found': 'I did not find that request.',
  'errors.quota-exceeded': 'You have sent many files. Wait a little and try again.',
  'errors.reply-decided':
    'That version no longer waits: somebody approved, withdrew or replaced it. See how it stands.',
  'errors.reply-gap': 'A value between brackets is missing. Write it or delete it before sending.',
  'errors.reply-not-approved':
    'That saved reply is no longer used. Review what you wrote and remove the mark, or choose another one.',
  'errors.reply-own-version': 'You proposed it: somebody else has to approve it.',
  'errors.reply-variable-unknown':
    'Between double braces only these words may stand: nombre, radicado, colega, asistente, entidad, horario, linea, sitio.',
  'errors.reply-waiting':
    'Another version of that reply waits for approval. It has to be approved or withdrawn first.',
  'errors.absence-circle':
    'With that substitute nobody would be in charge: both would stand in for each other. Choose somebody else.',
  'errors.absence-dates':
    'Check the dates: the last one cannot be before the first one or before today, and 366 days is the most.',
  'errors.absence-overlaps': 'That person already has an absence on those days.',
  'errors.absence-substitute':
    'The substitute must be somebody else, active, and with at least the same permissions.',
  'errors.last-admin': 'This is the only active administrator. Give that role to somebody else first.',
  'errors.password-common':
    'That password is easy to guess. Try several words that have nothing to do with each other.',
  'errors.password-length': 'The password must have between 12 and 128 characters.',
  'errors.password-personal': 'The password cannot be made of your name or your e-mail.',
  'errors.staff-is-substitute':
    'That person stands in for a colleague. End that absence first, or choose another substitute.',
} as const satisfies Record<keyof typeof source, string>;
