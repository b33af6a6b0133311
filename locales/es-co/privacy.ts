/** The aviso de privacidad (Ley 1581 of 2012) and the way out of messages. A change of words wants a new version. */
export const privacy = {
  'privacy.aviso':
    'Antes de empezar: {{responsible}} (NIT {{nit}}) es responsable de tus datos y los usa para tramitar tus solicitudes y responderte. Puedes conocerlos, corregirlos, pedir que se borren o retirar este permiso en {{email}}. La política completa está en {{url}}. ¿Aceptas?',
  'privacy.accept': 'Acepto',
  'privacy.refuse': 'No acepto',
  'privacy.accepted': 'Gracias. Quedó registrado.',
  'privacy.refused':
    'Entendido, no pasa nada. Igual puedes radicar y consultar: tus datos se usarán solo para atender tu solicitud, como lo ordena la ley, y para nada más.',
  'privacy.unclear': 'Para seguir necesito saber si aceptas. Responde 1 para Acepto o 2 para No acepto.',
  'privacy.unanswered':
    'Sigamos sin tu autorización: tus datos se usarán solo para atender lo que pidas, como lo ordena la ley.',
  'privacy.help':
    'Puedes aceptar o no: en los dos casos te atiendo. Si aceptas, guardo la prueba de tu autorización; si no, uso tus datos solo para lo que pidas.',
  'privacy.rightsQuestion':
    'Tus datos son tuyos. Puedo radicar tu solicitud; también puedes escribir a {{email}}. ¿Qué quieres hacer?',
  'privacy.rightsSee': 'Conocer los datos que tienen de mí',
  'privacy.rightsChange': 'Corregir o borrar mis datos',
  'privacy.rightsNothing': 'Nada por ahora',
  'privacy.offQuestion': '¿Qué no quieres recibir más?',
  'privacy.onQuestion': '¿Qué quieres recibir?',
  'privacy.choiceAvisos': 'Avisos de trabajos y daños',
  'privacy.choiceEncuestas': 'Encuestas',
  'privacy.choiceNeither': 'Ninguno de los dos',
  'privacy.choiceBoth': 'Los dos',
  'privacy.choiceKeep': 'Dejar todo como está',
  'privacy.off.avisos':
    'Listo: no te enviaré más avisos; el servicio y las respuestas a tus PQRS y a tus mensajes siguen igual.',
  'privacy.off.encuestas':
    'Listo: no te enviaré más encuestas; el servicio y las respuestas a tus PQRS y a tus mensajes siguen igual.',
  'privacy.off.all':
    'Listo: no te enviaré avisos ni encuestas; el servicio y las respuestas a tus PQRS y a tus mensajes siguen igual.',
  'privacy.on.avisos':
    'Listo: te enviaré avisos de trabajos y daños, además de las respuestas a tus PQRS y a tus mensajes, que siempre te llegan; si cambias de idea, escribe BAJA avisos.',
  'privacy.on.encuestas':
    'Listo: te haremos encuestas de una sola pregunta, además de las respuestas a tus PQRS y a tus mensajes, que siempre te llegan; si cambias de idea, escribe BAJA encuestas.',
  'privacy.on.all':
    'Listo: te enviaré avisos y encuestas, además de las respuestas a tus PQRS y a tus mensajes, que siempre te llegan; si cambias de idea, escribe BAJA.',
  'privacy.choiceKept': 'Todo sigue como estaba. Cuéntame en qué más te ayudo.',
} as const;
