/** Greeting, menu, commands and what is said when nobody understood. */
export const conversation = {
  'conversation.hello': 'Hola, soy {{assistant}}, de {{entity}}.',
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
  'conversation.locationOnly':
    'Recibí tu ubicación, pero todavía no sé usarla. Cuéntame por escrito en qué te ayudo y en qué barrio.',
  'conversation.editKept':
    'Vi que cambiaste un mensaje. Yo sigo con lo que me habías escrito; si algo debe cambiar, escríbelo de nuevo o corrígelo antes de confirmar.',
  'conversation.deleteKept':
    'Vi que borraste un mensaje. Si no quieres seguir, escribe cancelar; nada se radica hasta que lo confirmes.',
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
