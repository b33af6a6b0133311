/** Why a message waits or was never sent, and why a number was stopped: for whoever looks after the sending. */
export const sending = {
  'sending.skip.never-wrote': 'La persona nunca nos ha escrito por este canal.',
  'sending.skip.no-purpose': 'El mensaje no dice para qué se envía.',
  'sending.skip.no-consent': 'La persona no ha autorizado mensajes para este fin, o retiró el permiso.',
  'sending.skip.number-unknown': 'El número ya no está en WhatsApp.',
  'sending.skip.sender-stopped': 'Los envíos del número estaban detenidos.',
  'sending.skip.restored':
    'Esperaba cuando se hizo la copia de la que se restauró Vecino. Pudo haber salido antes.',
  'sending.fail.no-channel': 'Ese canal ya no está en uso.',
  'sending.fail.no-address': 'No sabemos a qué número escribirle a la persona.',
  'sending.fail.refused-463': 'WhatsApp lo rechazó (463): el chat está frío o el número restringido.',
  'sending.fail.file-missing': 'El archivo que llevaba ya no está.',
  'sending.fail.too-many-attempts': 'Se intentó seis veces y el canal no lo recibió.',
  'sending.fail.other': 'El canal no lo recibió.',
  'sending.expired': 'Pasó el momento en que servía.',
  'sending.hold.quiet-hours': 'Espera el horario en que se puede escribir.',
  'sending.hold.person-pace': 'Espera un momento: la persona acaba de recibir otro mensaje.',
  'sending.hold.pace': 'Espera su turno: el número está enviando al ritmo máximo.',
  'sending.hold.proactive-pace': 'Espera su turno: lo que enviamos por iniciativa nuestra sale despacio.',
  'sending.hold.reply-reserve': 'Espera su turno: el resto del ritmo se guarda para responder.',
  'sending.hold.daily-ceiling':
    'Espera a mañana: hoy ya se envió el máximo de mensajes por iniciativa nuestra.',
  'sending.hold.sender-stopped': 'Espera a que una persona reanude los envíos del número.',
  'sending.hold.number-not-checked': 'Espera a que se pueda comprobar que el número sigue en WhatsApp.',
  'sending.stop.refused-463':
    'WhatsApp rechazó un mensaje (463). Se detuvo todo lo que no responde a alguien.',
  'sending.stop.replies-refused-463':
    'WhatsApp rechazó tres respuestas seguidas (463). Se detuvieron todos los envíos.',
  'sending.stop.restricted': 'WhatsApp restringió el número. Se detuvo todo lo que no responde a alguien.',
  'sending.stop.banned': 'WhatsApp bloqueó el número. Se detuvieron todos los envíos.',
  'sending.stop.by-person': 'Una persona detuvo los envíos.',
  'sending.stop.restored':
    'Vecino se restauró de una copia. Nada sale por ningún canal hasta que una persona lo reanude.',
} as const;
