/** Files that people send: names for those that come without one, and why one never came. */
export const files = {
  'files.name.image': 'foto',
  'files.name.video': 'video',
  'files.name.audio': 'audio',
  'files.name.voice': 'nota de voz',
  'files.name.document': 'documento',

  'files.lost.file-too-large': 'No pude guardar {{name}} porque es más grande de lo permitido.',
  'files.lost.file-type-not-accepted':
    'No pude guardar {{name}} porque solo recibo fotos, videos, PDF y audios.',
  'files.lost.quota-exceeded': 'No pude guardar {{name}} porque hoy ya recibí muchos archivos.',
  'files.lost.file-broken': 'No pude guardar {{name}} porque no logré abrirlo.',
  'files.lost.file-altered': 'No pude guardar {{name}} porque no me llegó completo.',
  'files.lost.file-gone': 'No pude guardar {{name}} porque ya no estaba en WhatsApp cuando lo busqué.',
  'files.lost.file-unreachable': 'No pude guardar {{name}} porque no alcanzó a llegarme.',
  'files.dropped': 'Lo quité de tu solicitud.',
  'files.again.resend': 'Si todavía lo tienes, envíalo otra vez, por favor.',
  'files.again.lighter': 'Si puedes, envíalo más liviano, por favor.',
  'files.again.other': 'Si puedes, envíalo como foto o PDF, por favor.',
  'files.again.later': 'Envíalo otra vez mañana, por favor.',
  'files.lostFiled':
    'La solicitud {{radicado}} sigue radicada, sin ese anexo. Para agregarlo, escribe radicar, menciona ese número y envía el archivo otra vez. Si prefieres que te ayude una persona, escribe asesor.',

  'console.annexes.arriving': 'Todavía no ha llegado. Vuelve en unos minutos.',
  'console.rejection.file-too-large': 'No se recibió: es más grande de lo permitido.',
  'console.rejection.file-type-not-accepted': 'No se recibió: no es foto, video, PDF ni audio.',
  'console.rejection.quota-exceeded': 'No se recibió: la persona envió muchos archivos ese día.',
  'console.rejection.file-broken': 'Llegó, pero no se pudo abrir.',
  'console.rejection.file-altered': 'No se recibió: lo que llegó no es lo que la persona envió.',
  'console.rejection.file-gone': 'No se recibió: ya no está en WhatsApp ni en el teléfono de la persona.',
  'console.rejection.file-unreachable': 'No se recibió: se intentó muchas veces y no llegó.',
} as const;
