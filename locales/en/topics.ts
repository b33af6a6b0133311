import type { topics as source } from '../es-co/topics.ts';

/** The same sentences in English. */
export const topics = {
  'topic.filing': 'File a request',
  'topic.peticion': 'File a petition',
  'topic.queja': 'File a complaint about the attention',
  'topic.reclamo': 'File a claim about the bill or the service',
  'topic.recurso': 'File an appeal against a decision',
  'topic.denuncia': 'File a report',
  'topic.sugerencia': 'File a suggestion',
  'topic.felicitacion': 'Say thank you',
  'topic.status': 'Ask about a request',
  'topic.failure': 'Report a failure of the service',
  'topic.interventions': 'Know when there are works in my barrio',
  'topic.payment': 'Know where to pay',
  'topic.hours': 'Offices and hours',
  'topic.invoice': 'Ask for a copy of the bill',
  'topic.health': 'A problem with my EPS',
  'topic.rights': 'My personal data',
  'topic.optOut': 'Receive no more notices',
  'topic.person': 'Talk to a person',
} as const satisfies Record<keyof typeof source, string>;
