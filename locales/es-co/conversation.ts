/** Greeting, menu, commands and what is said when nobody understood. */
export const conversation = {
  'conversation.hello': 'Hola, soy {{assistant}}, de {{entity}}.',
  'conversation.helloBrief': 'Soy {{assistant}}, de {{entity}}.',
  'conversation.helloAgain': '¡Hola de nuevo! Seguimos donde íbamos.',
  'conversation.menuQuestion': '¿En qué te ayudo? Responde con el número o escríbelo con tus palabras.',
  'conversation.menuFile': 'Radicar una petición, queja o reclamo',
  'conversation.menuStatus': 'Consultar una solicitud',
  'conversation.menuMine': 'Ver mis solicitudes',
  'conversation.menuFailure': 'Reportar una falla',
  'conversation.menuPayment': 'Puntos de pago',
  'conversation.menuHours': 'Oficinas y horarios',
  'conversation.menuPerson': 'Hablar con una persona',
  'conversation.menuResume': 'Retomar lo que dejé guardado',
  'conversation.optionNotFound':
    'No reconocí esa respuesta. Elige una de las opciones, por número o por nombre.',
  'conversation.notUnderstood': 'Perdona, no te entendí. Elige una opción o cuéntamelo con otras palabras.',
  'conversation.whichTopic': 'Quiero entenderte bien. ¿Es alguna de estas?',
  'conversation.noneOfThese': 'Ninguna de estas',
  'conversation.help':
    'En cualquier momento puedes escribir: menú, para ver las opciones; atrás, para volver a la pregunta anterior; cancelar, para dejarlo guardado; asesor, para hablar con una persona.',
  'conversation.cancelled': 'Listo, lo dejamos así.',
  'conversation.cancelledKept':
    'Listo, lo dejamos así. Guardé lo que llevabas: escribe retomar cuando quieras seguir.',
  'conversation.nothingToCancel': 'No hay ningún trámite abierto.',
  'conversation.firstQuestion': 'Esta es la primera pregunta. Si prefieres salir, escribe menú.',
  'conversation.restarted': 'Tuvimos una actualización. Guardé lo que llevabas.',
  'conversation.truncated':
    'Tu mensaje es muy largo y solo pude leer los primeros 4.096 caracteres. Si falta algo importante, envíamelo en otro mensaje.',
  'conversation.emptyMessage':
    'Puedo leer textos y recibir fotos, documentos PDF y audios. ¿Me lo cuentas por escrito?',
  'conversation.locationKept': 'Recibí tu ubicación. Si radicas una solicitud, la dejo anotada.',
  'conversation.sticker': '¡Gracias por el sticker! Yo solo entiendo palabras: escríbeme en qué te ayudo.',
  'conversation.contact':
    'Recibí un contacto, pero no puedo usarlo. Si hace falta algún dato, escríbelo, por favor.',
  'conversation.viewOnce':
    'Esa foto o audio era para ver una sola vez y no puedo abrirlo. Si quieres que lo tenga, envíalo de forma normal.',
  'conversation.poll': 'No puedo votar en encuestas. Escríbeme lo que necesitas.',
  'conversation.liveLocation':
    'No puedo seguir una ubicación en vivo, así que me quedo con el punto donde empezó.',
  'conversation.unknownKind': 'Ese tipo de mensaje no lo puedo abrir. ¿Me lo cuentas por escrito?',
  'conversation.call':
    'Por aquí no puedo atender llamadas, pero te ayudo por escrito: cuéntame qué necesitas. Si es una emergencia, llama a:\n{{lines}}',
  'conversation.reaction': 'Vi tu reacción. Para que cuente, respóndeme con el número o con palabras.',
  'conversation.voiceUnheard': 'Todavía no puedo oír notas de voz: ¿me respondes eso por escrito?',
  'conversation.wordsPlease': 'Recibí tu archivo, pero aquí necesito la respuesta por escrito.',
  'conversation.editApplied': 'Listo, lo cambié. Ahora dice:\n{{line}}',
  'conversation.editAppliedTo': 'Listo, cambié tu respuesta: {{title}}.',
  'conversation.editNoted': 'Vi que cambiaste el mensaje. Tomo lo que escribiste ahora.',
  'conversation.editRefused': 'Vi que cambiaste un mensaje, pero así no lo puedo usar.',
  'conversation.editUnread':
    'Vi que cambiaste un mensaje, pero no pude leer el cambio. Escríbelo de nuevo en otro mensaje, por favor.',
  'conversation.editAfterFiling':
    'Vi que cambiaste un mensaje. La solicitud {{radicado}} ya quedó radicada con lo que decía antes, y el cambio queda guardado junto al original. Si quieres agregarlo a la solicitud, escribe radicar y menciona ese número, o escribe asesor.',
  'conversation.deleteAfterFiling':
    'Vi que borraste un mensaje. La solicitud {{radicado}} ya quedó radicada con lo que decía. Si quieres agregar o corregir algo, escribe radicar y menciona ese número, o escribe asesor.',
  'conversation.answerRemoved': 'Vi que borraste ese mensaje, así que quité esta respuesta: {{title}}.',
  'conversation.fileRemoved': 'Vi que lo borraste, así que quité de tu solicitud: {{names}}.',
  'conversation.editKept':
    'Vi que cambiaste un mensaje. Yo sigo con lo que me habías escrito; si algo debe cambiar, escríbelo de nuevo o corrígelo antes de confirmar.',
  'conversation.deleteKept':
    'Vi que borraste un mensaje. Si no quieres seguir, escribe cancelar; nada se radica hasta que lo confirmes.',
  'conversation.answerByNumber': 'Responde con el número.',
  'conversation.pollTitle': 'También puedes tocar tu respuesta',
  'conversation.stuckQuestion': 'Parece que no nos estamos entendiendo. ¿Qué prefieres?',
  'conversation.stuckContinue': 'Seguir intentando',
  'conversation.stuckSkip': 'Saltar esta pregunta',
  'conversation.stuckPerson': 'Hablar con una persona',
  'conversation.stuckMenu': 'Ir al menú',
  'conversation.resumeQuestion': 'Tienes una solicitud sin terminar. ¿Qué quieres hacer?',
  'conversation.resumeContinue': 'Retomarla',
  'conversation.resumeFresh': 'Borrarla y empezar otra',
  'conversation.resumeLater': 'Dejarla para después',
  'conversation.goodbye': 'Con mucho gusto. Aquí estoy cuando me necesites.',
  'conversation.whatNext': '¿En qué te ayudo?',
  'conversation.outOfScope':
    'Eso no está a mi alcance: atiendo los servicios de {{entity}}. Si tiene que ver con ellos, cuéntame un poco más.',
  'conversation.otherService':
    'Ese servicio lo presta otra entidad. {{entity}} atiende {{services}}. Si quieres, puedo radicar tu solicitud y se trasladará a quien corresponde.',
  'conversation.serviceAcueducto': 'acueducto',
  'conversation.serviceAlcantarillado': 'alcantarillado',
  'conversation.serviceAseo': 'aseo',
} as const;
