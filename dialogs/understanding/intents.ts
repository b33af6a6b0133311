/** Everything that a message can be about. The names are a stable face: example files and stored labels use them. */
export const INTENTS = [
  'saludo',
  'despedida',
  'cancelar',
  'asesor',
  'fuera_de_alcance',
  'otro_servicio',
  'habeasdata',
  'baja',
  'afirmar',
  'negar',
  'conformidad.si',
  'conformidad.no',
  'consulta.radicado',
  'consulta.intervenciones',
  'consulta.horarios',
  'pago.puntos',
  'factura.duplicado',
  'salud.queja',
  'pqrs.peticion',
  'pqrs.queja',
  'pqrs.reclamo.facturacion',
  'pqrs.sugerencia',
  'pqrs.felicitacion',
  'pqrs.denuncia',
  'pqrs.recurso',
  'falla.sin_agua',
  'falla.baja_presion',
  'falla.fuga',
  'falla.tuberia_rota',
  'falla.agua_turbia',
  'falla.alcantarilla_rebosada',
  'falla.tapa_alcantarilla',
  'falla.inundacion',
  'falla.malos_olores',
  'falla.hundimiento_via',
  'falla.medidor',
  'falla.basura_no_recogida',
  'falla.escombros',
  'falla.barrido',
  'falla.poda',
  'falla.animal_muerto',
] as const;

export type Intent = (typeof INTENTS)[number];

/** Intents that are not the utility's business: naming them is a refusal, not an action. */
export const OUT_OF_SCOPE: ReadonlySet<Intent> = new Set(['fuera_de_alcance', 'otro_servicio']);

const KNOWN: ReadonlySet<string> = new Set(INTENTS);

/**
 * The coarse labels of the first example files. The first intent of each row is the equivalent one; the rest are
 * finer names that the coarse label also covered, so none of them is an error for such a row.
 */
const COARSE_LABELS: Readonly<Record<string, readonly [Intent, ...Intent[]]>> = {
  agente_humano: ['asesor'],
  conforme_si: ['conformidad.si', 'afirmar'],
  conforme_no: ['conformidad.no', 'negar'],
  estado_radicado: ['consulta.radicado'],
  interv_programadas: ['consulta.intervenciones'],
  horarios: ['consulta.horarios'],
  puntos_pago: ['pago.puntos'],
  factura_duplicado: ['factura.duplicado'],
  queja_eps: ['salud.queja'],
  habeas_data: ['habeasdata', 'baja'],
  fuera_alcance: ['fuera_de_alcance', 'otro_servicio'],
  falla_sin_agua: ['falla.sin_agua'],
  falla_baja_presion: ['falla.baja_presion'],
  falla_fuga: ['falla.fuga', 'falla.tuberia_rota'],
  falla_agua_turbia: ['falla.agua_turbia'],
  falla_alcantarilla: [
    'falla.alcantarilla_rebosada',
    'falla.tapa_alcantarilla',
    'falla.inundacion',
    'falla.malos_olores',
    'falla.hundimiento_via',
  ],
  falla_medidor: ['falla.medidor'],
  falla_aseo: [
    'falla.basura_no_recogida',
    'falla.escombros',
    'falla.barrido',
    'falla.poda',
    'falla.animal_muerto',
  ],
  pqrs_peticion: ['pqrs.peticion'],
  pqrs_queja: ['pqrs.queja'],
  pqrs_reclamo: ['pqrs.reclamo.facturacion', 'pqrs.recurso'],
  pqrs_sugerencia: ['pqrs.sugerencia', 'pqrs.felicitacion'],
  pqrs_denuncia: ['pqrs.denuncia'],
};

export function isIntent(label: string): label is Intent {
  return KNOWN.has(label);
}

/** The intents that are right for a row with this label, the canonical one first; throws for an unknown label. */
export function getAcceptedIntents(label: string): readonly [Intent, ...Intent[]] {
  if (isIntent(label)) {
    return [label];
  }
  const accepted = Object.hasOwn(COARSE_LABELS, label) ? COARSE_LABELS[label] : undefined;
  if (!accepted) {
    throw new Error(`Unknown intent label: ${label}`);
  }
  return accepted;
}
