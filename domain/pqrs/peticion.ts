import { z } from 'zod';

/** What a person can file. Every kind gets a radicado, also the ones without a legal term. */
export const PqrsKind = z.enum([
  'peticion',
  'peticion-informacion',
  'consulta',
  'queja',
  'reclamo',
  'recurso',
  'denuncia',
  'sugerencia',
  'felicitacion',
  'habeas-data-consulta',
  'habeas-data-reclamo',
]);
export type PqrsKind = z.infer<typeof PqrsKind>;

/**
 * The law that governs a PQRS. They differ in the term, in what silence means and in what can stop the clock:
 * the prórroga of Ley 1755, art. 14, parágrafo does not exist under Ley 142.
 */
export const PqrsRegime = z.enum(['ley142', 'ley1755', 'ley1581', 'sin-termino']);
export type PqrsRegime = z.infer<typeof PqrsRegime>;

/**
 * What follows from an expired term: 'positive' grants the request (silencio administrativo positivo),
 * 'negative' opens the recursos as if it had been denied, 'deemed-accepted' means that the documents can no
 * longer be refused and must be handed over within three days.
 */
export type Silence = 'positive' | 'negative' | 'deemed-accepted';

export type PqrsTerm = {
  readonly regime: PqrsRegime;
  /** Business days to answer, counted from the day after arrival; null when no law gives a term. */
  readonly businessDays: number | null;
  readonly silence: Silence | null;
  /** The article that gives the term, as it is cited on paper in Colombia; null when no law gives one. */
  readonly article: string | null;
};

/** Ley 142 of 1994, art. 158: 15 business days for every petición, queja and recurso about the contract. */
const SERVICE_CONTRACT = {
  regime: 'ley142',
  businessDays: 15,
  silence: 'positive',
  article: 'Ley 142 de 1994, art. 158',
} as const satisfies PqrsTerm;

/** Ley 1437 of 2011, art. 14 as written by Ley 1755 of 2015: 15 business days unless a special law says more. */
const GENERAL_PETICION = {
  regime: 'ley1755',
  businessDays: 15,
  silence: 'negative',
  article: 'Ley 1437 de 2011, art. 14 (Ley 1755 de 2015)',
} as const satisfies PqrsTerm;

/** Art. 14, no. 1: ten business days, and silence means that the request for documents was accepted. */
const DOCUMENTS_AND_INFORMATION = {
  regime: 'ley1755',
  businessDays: 10,
  silence: 'deemed-accepted',
  article: 'Ley 1437 de 2011, art. 14, núm. 1 (Ley 1755 de 2015)',
} as const satisfies PqrsTerm;

/** Art. 14, no. 2: thirty business days for a consulta on the matters that the entity has in its charge. */
const GENERAL_CONSULTA = {
  regime: 'ley1755',
  businessDays: 30,
  silence: 'negative',
  article: 'Ley 1437 de 2011, art. 14, núm. 2 (Ley 1755 de 2015)',
} as const satisfies PqrsTerm;

/** Ley 1581 of 2012, art. 14: ten business days to let people see their own data. */
const HABEAS_DATA_CONSULTA = {
  regime: 'ley1581',
  businessDays: 10,
  silence: null,
  article: 'Ley 1581 de 2012, art. 14',
} as const satisfies PqrsTerm;

/** Ley 1581 of 2012, art. 15: fifteen business days to correct, update or erase them. */
const HABEAS_DATA_RECLAMO = {
  regime: 'ley1581',
  businessDays: 15,
  silence: null,
  article: 'Ley 1581 de 2012, art. 15',
} as const satisfies PqrsTerm;

/** Thanks are acknowledged; no law gives a term to answer them. */
const WITHOUT_TERM = {
  regime: 'sin-termino',
  businessDays: null,
  silence: null,
  article: null,
} as const satisfies PqrsTerm;

type TermPair = { readonly aboutService: PqrsTerm; readonly otherwise: PqrsTerm };

/**
 * Where both laws could apply, the shorter term stands: documents about the service in 10 days (not 15), a
 * consulta about the service in 15 (not 30).
 *
 * Ley 142 names peticiones, quejas and recursos only, so a denuncia or a sugerencia stays with art. 14 even
 * when it speaks of the service: promising positive silence for it would be false. A recurso outside the
 * contract has two months (Ley 1437, art. 86); as a petición of art. 13 it gets the shorter 15 days.
 */
const TERMS: Readonly<Record<PqrsKind, TermPair>> = {
  peticion: { aboutService: SERVICE_CONTRACT, otherwise: GENERAL_PETICION },
  'peticion-informacion': {
    aboutService: DOCUMENTS_AND_INFORMATION,
    otherwise: DOCUMENTS_AND_INFORMATION,
  },
  consulta: { aboutService: SERVICE_CONTRACT, otherwise: GENERAL_CONSULTA },
  queja: { aboutService: SERVICE_CONTRACT, otherwise: GENERAL_PETICION },
  reclamo: { aboutService: SERVICE_CONTRACT, otherwise: GENERAL_PETICION },
  recurso: { aboutService: SERVICE_CONTRACT, otherwise: GENERAL_PETICION },
  denuncia: { aboutService: GENERAL_PETICION, otherwise: GENERAL_PETICION },
  sugerencia: { aboutService: GENERAL_PETICION, otherwise: GENERAL_PETICION },
  felicitacion: { aboutService: WITHOUT_TERM, otherwise: WITHOUT_TERM },
  'habeas-data-consulta': { aboutService: HABEAS_DATA_CONSULTA, otherwise: HABEAS_DATA_CONSULTA },
  'habeas-data-reclamo': { aboutService: HABEAS_DATA_RECLAMO, otherwise: HABEAS_DATA_RECLAMO },
};

/**
 * The law, the term and the meaning of silence for a kind of PQRS.
 *
 * `aboutService` is true for anything with a service, account, invoice or failure in it, filed by a suscriptor
 * or usuario, present or future: Ley 142 is the special norm that art. 14 of Ley 1437 leaves in place.
 */
export function termOf(kind: PqrsKind, { aboutService }: { readonly aboutService: boolean }): PqrsTerm {
  return aboutService ? TERMS[kind].aboutService : TERMS[kind].otherwise;
}
