/** Danger, failures, health and the way to a person. */
export const care = {
  'care.danger': 'Si hay peligro, aléjate y llama ya:\n{{lines}}',
  'care.dangerContinue': 'Ya le avisé a una persona del equipo. Cuando estés a salvo, seguimos.',
  'care.failureQuestion':
    'Cuéntame qué está pasando y en qué barrio: por ejemplo, no llega el agua, hay una fuga o no pasó el carro de la basura.',
  'care.failure':
    'Lamento lo que está pasando. Para que lo atiendan lo antes posible, llama a {{name}}: {{number}}.',
  'care.health':
    'Siento mucho que estés pasando por esto. Primero reclama ante tu EPS: debe responderte en 24 horas si es vital, en 48 si es prioritario y en 72 en los demás casos. Si no responde, acude a la Superintendencia Nacional de Salud. Si es una urgencia, llama ya:\n{{lines}}',
  'care.healthPrivate': 'Lo que me contaste sobre salud se guarda con reserva.',
  'care.person':
    'Ya pedí que una persona del equipo te escriba por aquí. Mientras tanto puedes seguir conmigo.',
  'care.personHours':
    'Ya pedí que una persona del equipo te escriba por aquí (horario: {{hours}}). Mientras tanto puedes seguir conmigo.',
  'care.personQueue':
    'Ya pedí que una persona del equipo te escriba por aquí (personas antes que tú: {{count}}). Mientras tanto puedes seguir conmigo.',
  'care.personLater':
    'A esta hora no hay nadie del equipo. El {{day}} a las {{hour}} te leen; mientras tanto puedes seguir conmigo.',
  'care.taken': 'Hola, soy {{name}}, de {{entity}}. Desde ahora te atiendo yo.',
  'care.givenBack': '{{name}} terminó. Te sigo atendiendo yo, {{assistant}}.',
  'care.ended':
    'Gracias por escribirnos. Cerramos esta conversación; si necesitas algo más, escríbeme cuando quieras.',
  'care.reopened': 'Hola de nuevo, soy {{name}}. Sigo contigo en lo que hablamos.',
  'care.unanswered': 'Todavía nadie del equipo ha podido responderte, y lo siento. ¿Qué prefieres?',
  'care.unansweredFile': 'Radicar mi solicitud',
  'care.unansweredCall': 'Que me llamen',
  'care.unansweredWait': 'Seguir esperando',
  'care.unansweredStays': 'De acuerdo. Sigues en la fila y te escriben por aquí.',
  'care.unansweredOpen':
    'Todavía nadie del equipo ha podido responderte, y lo siento. Sigues en la fila; mientras tanto terminemos esto.',
  'care.callQuestion': '¿A qué número te llamamos? Escríbelo con el indicativo si es fijo.',
  'care.callRefused':
    'Escribe un número de celular (diez cifras) o un fijo con indicativo, por ejemplo 300 123 4567.',
  'care.callKept': 'Listo: te llamamos al {{phone}}. Si alguien se desocupa antes, te escribe por aquí.',
  'care.personAfterMisses':
    'Le pedí a una persona del equipo que te escriba por aquí. Lo que llevabas queda guardado: escribe retomar cuando quieras seguir.',
} as const;
