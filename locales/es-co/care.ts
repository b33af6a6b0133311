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
  'care.personAfterMisses':
    'Le pedí a una persona del equipo que te escriba por aquí. Lo que llevabas queda guardado: escribe retomar cuando quieras seguir.',
} as const;
