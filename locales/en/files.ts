/** Files that people send: names for those that come without one, and why one never came. */
export const files = {
  'files.name.image': 'photo',
  'files.name.video': 'video',
  'files.name.audio': 'audio',
  'files.name.voice': 'voice note',
  'files.name.document': 'document',

  'console.annexes.arriving': 'It has not arrived yet. Come back in a few minutes.',
  'console.rejection.file-too-large': 'Not received: it is larger than allowed.',
  'console.rejection.file-type-not-accepted': 'Not received: it is no photo, video, PDF or audio.',
  'console.rejection.quota-exceeded': 'Not received: the person sent too many files that day.',
  'console.rejection.file-broken': 'It arrived, but could not be opened.',
  'console.rejection.file-altered': 'Not received: what arrived is not what the person sent.',
  'console.rejection.file-gone': "Not received: neither WhatsApp nor the person's phone has it any more.",
  'console.rejection.file-unreachable': 'Not received: it was tried many times and never came.',
} as const;
