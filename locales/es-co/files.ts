/** Files that people send: names for those that come without one, and why one never came. */
export const files = {
  'files.name.image': 'foto',
  'files.name.video': 'video',
  'files.name.audio': 'audio',
  'files.name.voice': 'nota de voz',
  'files.name.document': 'documento',

  'console.annexes.arriving': 'Todavía no ha llegado. Vuelve en unos minutos.',
  'console.rejection.file-too-large': 'No se recibió: es más grande de lo permitido.',
  'console.rejection.file-type-not-accepted': 'No se recibió: no es foto, video, PDF ni audio.',
  'console.rejection.quota-exceeded': 'No se recibió: la persona envió muchos archivos ese día.',
  'console.rejection.file-broken': 'Llegó, pero no se pudo abrir.',
  'console.rejection.file-altered': 'No se recibió: lo que llegó no es lo que la persona envió.',
  'console.rejection.file-gone': 'No se recibió: ya no está en WhatsApp ni en el teléfono de la persona.',
  'console.rejection.file-unreachable': 'No se recibió: se intentó muchas veces y no llegó.',
} as const;
