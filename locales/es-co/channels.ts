/** The words of the console's page of channels. */
export const channels = {
  'console.channels.title': 'Canales',
  'console.channels.whatsapp': 'WhatsApp',
  'console.channels.facts': 'Datos del número',
  'console.channels.unattended': 'Sin atender',
  'console.channels.unattendedWhy':
    'Ningún proceso de Vecino atiende WhatsApp en este momento. Quien cuida el equipo debe iniciarlo con WHATSAPP=baileys. Lo que sigue es lo último que se supo.',
  'console.channels.pending': 'Hay una solicitud en espera de que Vecino la tome.',
  'console.channels.withdraw': 'Retirar la solicitud',
  'console.channels.phone': 'Número',
  'console.channels.connectedAt': 'Última conexión',
  'console.channels.updatedAt': 'Último cambio',
  'console.channels.readOnly': 'Tu rol permite ver esto, no cambiarlo.',

  'console.channels.pair.title': 'Vincular un teléfono',
  'console.channels.pair.code': 'El código para el teléfono',
  'console.channels.pair.before':
    'Usa un número dedicado a Vecino. Ten el teléfono a mano antes de empezar: los códigos duran poco.',
  'console.channels.pair.qrTitle': 'Con un código QR',
  'console.channels.pair.qrHow':
    'En el teléfono abre WhatsApp, Dispositivos vinculados, Vincular un dispositivo, y apunta la cámara a esta página.',
  'console.channels.pair.qrSubmit': 'Mostrar el código QR',
  'console.channels.pair.codeTitle': 'Con un código escrito',
  'console.channels.pair.codeHow':
    'Sin cámara. Recibes aquí ocho letras y números, y los escribes en el teléfono.',
  'console.channels.pair.codePhone': 'Número del teléfono, con el indicativo',
  'console.channels.pair.codeSubmit': 'Pedir el código escrito',
  'console.channels.pair.notAPhone':
    'Escribe el número con el indicativo del país, por ejemplo 57 300 111 2233.',
  'console.channels.pair.preparing': 'Vecino está preparando el código. Tarda unos segundos.',
  'console.channels.pair.qrAlt':
    'Código QR para vincular el teléfono. Si no puedes apuntar la cámara, pide el código escrito, más abajo.',
  'console.channels.pair.qrScan': 'Apunta aquí la cámara del teléfono. El código cambia cada poco.',
  'console.channels.pair.codeType':
    'En el teléfono abre WhatsApp, Dispositivos vinculados, Vincular un dispositivo, Vincular con el número de teléfono, y escribe este código:',
  'console.channels.pair.secret':
    'No lo compartas ni le tomes foto: con él se entra a todos los mensajes del número.',
  'console.channels.refreshing': 'Esta página se actualiza sola mientras dura la vinculación.',
  'console.channels.stopRefreshing': 'Dejar de actualizarla sola',
  'console.channels.refresh': 'Actualizar la página',

  'console.channels.connect': 'Volver a conectar',
  'console.channels.logout': 'Desvincular el teléfono',
  'console.channels.logoutAsk': '¿Desvincular el teléfono?',
  'console.channels.logoutWhat':
    'Vecino deja de recibir y de contestar por WhatsApp. Para volver habrá que vincular un teléfono otra vez. Las conversaciones guardadas no se borran.',
  'console.channels.logoutYes': 'Sí, desvincular',
  'console.channels.back': 'No, volver a Canales',

  'console.channels.sending': 'Lo que Vecino envía por su cuenta',
  'console.channels.sendingFree': 'Avisos y encuestas salen con normalidad, dentro de las reglas de envío.',
  'console.channels.sendingToday':
    'Hoy ha enviado {{sent}} de {{ceiling}} mensajes que nadie pidió en el momento.',
  'console.channels.alarmTitle': 'WhatsApp necesita que una persona lo revise.',
  'console.channels.alarm.stopped':
    'El número está desconectado y Vecino no lo vuelve a conectar solo: nadie recibe respuesta por WhatsApp.',
  'console.channels.alarm.unpaired':
    'El número se quedó sin teléfono vinculado: nadie recibe respuesta por WhatsApp.',
  'console.channels.alarmMore': 'Ver qué pasa, en Canales',
  'console.channels.stoppedTitle': 'El envío está detenido',
  'console.channels.stoppedSince': 'Desde el',
  'console.channels.resume': 'Reanudar el envío',
  'console.channels.resumeAsk': '¿Reanudar el envío?',
  'console.channels.resumeWhat':
    'Antes de reanudar, abre WhatsApp en el teléfono y comprueba que no muestre ninguna restricción. Si WhatsApp rechazó mensajes, espera al menos 24 horas: insistir puede llevar al bloqueo definitivo del número.',
  'console.channels.resumeYes': 'Sí, reanudar',
  'console.channels.stop': 'Detener avisos y encuestas',
  'console.channels.stopAsk': '¿Detener avisos y encuestas?',
  'console.channels.stopWhat':
    'Vecino sigue contestando a quien escribe. Los avisos y las encuestas de ese tiempo no se envían, ni después.',
  'console.channels.stopYes': 'Sí, detener',
} as const;
