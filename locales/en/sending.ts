import type { sending as source } from '../es-co/sending.ts';

/** The same sentences in English. */
export const sending = {
  'sending.skip.never-wrote': 'The person has never written to us on this channel.',
  'sending.skip.no-purpose': 'The message does not say what it is for.',
  'sending.skip.no-consent':
    'The person has not allowed messages for this purpose, or took the permission back.',
  'sending.skip.number-unknown': 'The number is no longer on WhatsApp.',
  'sending.skip.sender-stopped': 'Sending from the number was stopped.',
  'sending.skip.restored':
    'It was waiting when the backup was made from which Vecino was restored. It may have left before.',
  'sending.fail.no-channel': 'That channel is not in use any more.',
  'sending.fail.no-address': 'We do not know at which number to write to the person.',
  'sending.fail.refused-463': 'WhatsApp refused it (463): the chat is cold or the number is restricted.',
  'sending.fail.file-missing': 'The file that it carried is gone.',
  'sending.fail.too-many-attempts': 'It was tried six times, and the channel did not take it.',
  'sending.fail.other': 'The channel did not take it.',
  'sending.expired': 'The moment at which it was of use has passed.',
  'sending.hold.quiet-hours': 'It waits for the hours in which we may write.',
  'sending.hold.person-pace': 'It waits a moment: the person has just received another message.',
  'sending.hold.pace': 'It waits for its turn: the number is sending at its full pace.',
  'sending.hold.proactive-pace': 'It waits for its turn: what we send unasked leaves slowly.',
  'sending.hold.reply-reserve': 'It waits for its turn: the rest of the pace is kept for replies.',
  'sending.hold.daily-ceiling':
    'It waits until tomorrow: the most that we send unasked in a day has been sent.',
  'sending.hold.sender-stopped': 'It waits for a person to let the number send again.',
  'sending.hold.number-not-checked': 'It waits until we can check that the number is still on WhatsApp.',
  'sending.stop.refused-463':
    'WhatsApp refused a message (463). Everything that does not answer somebody was stopped.',
  'sending.stop.replies-refused-463':
    'WhatsApp refused three replies in a row (463). All sending was stopped.',
  'sending.stop.restricted':
    'WhatsApp restricted the number. Everything that does not answer somebody was stopped.',
  'sending.stop.banned': 'WhatsApp banned the number. All sending was stopped.',
  'sending.stop.by-person': 'A person stopped the sending.',
  'sending.stop.restored':
    'Vecino was restored from a backup. Nothing leaves on any channel until a person lets it go on.',
} as const satisfies Record<keyof typeof source, string>;
