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
  'errors.pqrs-appeal-possible': 'A recurso is still possible. It can be closed once that time is over.',
  'errors.pqrs-appeal-too-late':
    'The time for a recurso is over, or the answer has none. It is filed and answered all the same.',
  'errors.pqrs-date-not-possible':
    'Check the date: it cannot be after today, nor before what it follows from.',
  'errors.pqrs-electronic-not-accepted': 'The person did not accept to be notified by e-mail.',
  'errors.pqrs-file-not-sent': 'The file has not been sent to Superservicios for the appeal.',
  'errors.pqrs-not-cited': 'The person has to be called to be notified in person first.',
  'errors.pqrs-not-classified': 'The case has to be classified before its answer is approved.',
  'errors.pqrs-not-in-this-regime': 'The law of this case does not allow it.',
  'errors.pqrs-not-in-this-state':
    'That cannot be done in the state of this case. Look at it again: somebody may have changed it.',
  'errors.pqrs-notice-not-for-regime': 'This answer has to be notified: telling it is not enough.',
  'errors.pqrs-once-only': 'That was done already, and can be done only once.',
  'errors.pqrs-outcome-not-for-kind': 'That decision does not belong to this kind of case.',
  'errors.pqrs-own-answer': 'You wrote it: somebody else has to approve it.',
  'errors.pqrs-person-has-time': 'The person still has time.',
  'errors.pqrs-silence-waits':
    'The term is over: somebody has to recognise or dismiss the positive silence first.',
  'errors.pqrs-term-is-over': 'The time to do that is over.',
  'errors.pqrs-too-long': 'That date is later than the law allows. Choose an earlier one.',
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
