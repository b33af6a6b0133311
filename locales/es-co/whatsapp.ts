/** Where the WhatsApp number stands, in words, and what `npm run whatsapp` says to the engineer who runs it. */
export const whatsapp = {
  'whatsapp.state.waiting': 'En espera',
  'whatsapp.state.unpaired': 'Sin vincular',
  'whatsapp.state.pairing': 'Vinculando',
  'whatsapp.state.connecting': 'Conectando',
  'whatsapp.state.open': 'Conectado',
  'whatsapp.state.closed': 'Reconectando',
  'whatsapp.state.stopped': 'Detenido',

  'whatsapp.about.waiting': 'Vecino está empezando, u otro proceso suyo tiene este número.',
  'whatsapp.about.unpaired': 'Ningún teléfono está vinculado.',
  'whatsapp.about.pairing': 'Hay un código que espera al teléfono.',
  'whatsapp.about.connecting': 'Vecino se está conectando con WhatsApp.',
  'whatsapp.about.open': 'Las personas pueden escribir por WhatsApp y Vecino les contesta.',
  'whatsapp.about.closed': 'La conexión se cayó. Vecino lo vuelve a intentar solo, cada vez con más pausa.',
  'whatsapp.about.stopped': 'Vecino no lo vuelve a intentar hasta que una persona lo pida.',

  'whatsapp.reason.logged-out':
    'El teléfono cerró la sesión de Vecino, o WhatsApp la cerró. Hay que vincularlo otra vez.',
  'whatsapp.reason.banned':
    'WhatsApp bloqueó el número o le prohibió entrar. No lo conectes una y otra vez: abre WhatsApp en el teléfono y sigue lo que diga.',
  'whatsapp.reason.replaced':
    'Otro programa entró con la misma sesión, casi siempre una copia de Vecino. Apaga la copia antes de conectar.',
  'whatsapp.reason.version-refused':
    'WhatsApp ya no acepta la versión con la que Vecino se presenta. Actualiza Vecino o cambia WA_VERSION.',
  'whatsapp.reason.multidevice-mismatch':
    'El teléfono no está listo para dispositivos vinculados. Actualiza WhatsApp en el teléfono.',
  'whatsapp.reason.network': 'WhatsApp no responde. Revisa la conexión a internet del equipo.',
  'whatsapp.reason.server': 'Los servidores de WhatsApp están fallando.',
  'whatsapp.reason.pairing-expired': 'El código venció sin que un teléfono lo usara. Pide otro.',

  'whatsapp.stopped.proactive': 'Vecino contesta a quien escribe, pero no envía avisos ni encuestas.',
  'whatsapp.stopped.all': 'Vecino no envía nada por WhatsApp, ni siquiera respuestas.',

  'whatsapp.cli.usage':
    'Uso: npm run whatsapp -- pair [--phone 573001112233] | status | connect | logout\n\npair     vincula un teléfono: muestra un código QR o, con --phone, un código de ocho letras y números\nstatus   dice cómo está el número\nconnect  vuelve a conectar un número detenido\nlogout   desvincula el teléfono',
  'whatsapp.cli.unknownCommand': 'No reconocí lo que escribiste.',
  'whatsapp.cli.notAPhone':
    'Ese teléfono no parece válido. Escríbelo con el indicativo del país, por ejemplo 573001112233.',
  'whatsapp.cli.state': 'WhatsApp: {{state}}',
  'whatsapp.cli.phone': 'Número: {{phone}}',
  'whatsapp.cli.connectedAt': 'Conectado desde: {{at}}',
  'whatsapp.cli.updatedAt': 'Último cambio: {{at}}',
  'whatsapp.cli.unattended':
    'Nadie atiende WhatsApp en este momento. Vecino debe estar en marcha con WHATSAPP=baileys y el papel whatsapp en ROLES.',
  'whatsapp.cli.untouched': 'No cambié nada.',
  'whatsapp.cli.stopped': 'El envío está detenido. {{what}}',
  'whatsapp.cli.withdrawn': 'Retiré la solicitud.',
  'whatsapp.cli.notPossible': 'Ahora no se puede hacer eso.',
  'whatsapp.cli.waiting': 'Espera un momento…',
  'whatsapp.cli.scan':
    'En el teléfono: WhatsApp, Dispositivos vinculados, Vincular un dispositivo. Apunta la cámara a este código. Cambia cada poco; usa siempre el último.',
  'whatsapp.cli.type':
    'En el teléfono: WhatsApp, Dispositivos vinculados, Vincular un dispositivo, Vincular con el número de teléfono. Escribe este código:',
  'whatsapp.cli.linked': 'Listo: quedó vinculado el número {{phone}}.',
  'whatsapp.cli.failed': 'No pude abrir la base de datos: {{reason}}',
} as const;
