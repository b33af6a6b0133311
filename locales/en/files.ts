/** Files that people send: names for those that come without one, and why one never came. */
export const files = {
  'files.name.image': 'photo',
  'files.name.video': 'video',
  'files.name.audio': 'audio',
  'files.name.voice': 'voice note',
  'files.name.document': 'document',

  'files.lost.file-too-large': 'I could not keep {{name}} because it is larger than allowed.',
  'files.lost.file-type-not-accepted':
    'I could not keep {{name}} because I only take photos, videos, PDF and audio.',
  'files.lost.quota-exceeded': 'I could not keep {{name}} because I received many files today.',
  'files.lost.file-broken': 'I could not keep {{name}} because I could not open it.',
  'files.lost.file-altered': 'I could not keep {{name}} because it did not reach me whole.',
  'files.lost.file-gone':
    'I could not keep {{name}} because it was no longer at WhatsApp when I looked for it.',
  'files.lost.file-unreachable': 'I could not keep {{name}} because it never reached me.',
  'files.dropped': 'I took it out of your request.',
  'files.again.resend': 'If you still have it, send it again, please.',
  'files.again.lighter': 'If you can, send a smaller one, please.',
  'files.again.other': 'If you can, send it as a photo or a PDF, please.',
  'files.again.later': 'Send it again tomorrow, please.',
  'files.lostFiled':
    'Request {{radicado}} stays filed, without that annex. To add it, write radicar, mention that number and send the file again. If you would like a person to help you, write asesor.',

  'console.annexes.arriving': 'It has not arrived yet. Come back in a few minutes.',
  'console.rejection.file-too-large': 'Not received: it is larger than allowed.',
  'console.rejection.file-type-not-accepted': 'Not received: it is no photo, video, PDF or audio.',
  'console.rejection.quota-exceeded': 'Not received: the person sent too many files that day.',
  'console.rejection.file-broken': 'It arrived, but could not be opened.',
  'console.rejection.file-altered': 'Not received: what arrived is not what the person sent.',
  'console.rejection.file-gone': "Not received: neither WhatsApp nor the person's phone has it any more.",
  'console.rejection.file-unreachable': 'Not received: it was tried many times and never came.',
} as const;
