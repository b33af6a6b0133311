import type { PqrsKind } from '../domain/pqrs/peticion.ts';
import type { PlainMessageKey } from '../locales/translate.ts';
import type { Intent } from './understanding/intents.ts';

/** What the assistant can do about a message. Several intents lead to the same topic. */
export type Topic =
  | 'greeting'
  | 'goodbye'
  | 'cancel'
  | 'person'
  | 'filing'
  | 'resume'
  | 'status'
  | 'mine'
  | 'failure'
  | 'failureAsk'
  | 'interventions'
  | 'payment'
  | 'hours'
  | 'invoice'
  | 'health'
  | 'rights'
  | 'optOut'
  | 'yes'
  | 'no'
  | 'otherService'
  | 'outOfScope';

const PQRS_KINDS = {
  'pqrs.peticion': 'peticion',
  'pqrs.queja': 'queja',
  'pqrs.reclamo.facturacion': 'reclamo',
  'pqrs.sugerencia': 'sugerencia',
  'pqrs.felicitacion': 'felicitacion',
  'pqrs.denuncia': 'denuncia',
  'pqrs.recurso': 'recurso',
} as const satisfies Partial<Record<Intent, PqrsKind>>;

type KindIntent = keyof typeof PQRS_KINDS;

const TOPICS: Readonly<Record<Exclude<Intent, KindIntent | `falla.${string}`>, Topic>> = {
  saludo: 'greeting',
  despedida: 'goodbye',
  cancelar: 'cancel',
  asesor: 'person',
  fuera_de_alcance: 'outOfScope',
  otro_servicio: 'otherService',
  habeasdata: 'rights',
  baja: 'optOut',
  afirmar: 'yes',
  negar: 'no',
  'conformidad.si': 'yes',
  'conformidad.no': 'no',
  'consulta.radicado': 'status',
  'consulta.intervenciones': 'interventions',
  'consulta.horarios': 'hours',
  'pago.puntos': 'payment',
  'factura.duplicado': 'invoice',
  'salud.queja': 'health',
};

/** The kind of PQRS that an intent files, or null when it files none. */
export function kindOf(intent: Intent): PqrsKind | null {
  return isKindIntent(intent) ? PQRS_KINDS[intent] : null;
}

/** The topic of an intent. */
export function topicOf(intent: Intent): Topic {
  if (isKindIntent(intent)) {
    return 'filing';
  }
  return isFailure(intent) ? 'failure' : TOPICS[intent];
}

/** How a topic is named when several are offered; null for those that nobody would choose from a list. */
export function topicTitleKey(intent: Intent): PlainMessageKey | null {
  const kind = isKindIntent(intent) ? PQRS_KINDS[intent] : null;
  return kind ? `topic.${kind}` : TITLES[topicOf(intent)];
}

const TITLES: Readonly<Record<Topic, PlainMessageKey | null>> = {
  greeting: null,
  goodbye: null,
  cancel: null,
  person: 'topic.person',
  filing: 'topic.filing',
  resume: null,
  status: 'topic.status',
  mine: null,
  failure: 'topic.failure',
  failureAsk: null,
  interventions: 'topic.interventions',
  payment: 'topic.payment',
  hours: 'topic.hours',
  invoice: 'topic.invoice',
  health: 'topic.health',
  rights: 'topic.rights',
  optOut: 'topic.optOut',
  yes: null,
  no: null,
  otherService: null,
  outOfScope: null,
};

function isKindIntent(intent: Intent): intent is KindIntent {
  return Object.hasOwn(PQRS_KINDS, intent);
}

function isFailure(intent: Intent): intent is Extract<Intent, `falla.${string}`> {
  return intent.startsWith('falla.');
}
