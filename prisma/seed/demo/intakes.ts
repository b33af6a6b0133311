import { isVerbal } from '../../../domain/pqrs/reception.ts';
import { AUDIT } from './colleagues.ts';
import type { DemoPart } from './demo-part.ts';
import type { Chance } from './random.ts';

const INTAKE = {
  ...{ id: 'uuid', digest: 'text', pqrs_id: 'uuid', opened_by_id: 'text', filed_at: 'timestamptz' },
  ...{ late_reason: 'text', read_back: 'boolean', aviso: 'text', document: 'text', phone: 'text' },
  ...{ email: 'text', postal_address: 'text' },
};
const ENTERED_MS = 6 * 60_000;
const STREETS = ['Calle 22', 'Carrera 5', 'Calle 30', 'Carrera 12', 'Avenida del Río'] as const;

/** How colleagues began the PQRS of the counter, the telephone and the letters, with its line of the audit. */
export const demoIntakes: DemoPart = {
  name: 'intakes',
  fill: async ({ pqrs, chance }, insert) => {
    const opened = pqrs.flatMap(({ filed, person, openedBy }) =>
      openedBy === null
        ? []
        : [{ filed, person, openedBy, filedAt: new Date(filed.receivedAt.getTime() + ENTERED_MS) }],
    );
    await insert(
      'pqrs_intake',
      INTAKE,
      opened.map(({ filed: { id, channel }, person, openedBy, filedAt }) => ({
        ...{ id: chance.id(), digest: 'demo', pqrs_id: id, opened_by_id: openedBy.id, filed_at: filedAt },
        read_back: isVerbal(channel) ? chance.happens(0.9) : null,
        ...(person !== null && toldOf(channel, chance)),
      })),
    );
    await insert(
      'audit',
      AUDIT,
      opened.map(({ filed: { radicado, channel, receivedAt }, openedBy, filedAt }) => ({
        ...{ at: filedAt, actor_kind: 'staff', actor_id: openedBy.id, action: 'pqrs.opened-by-staff' },
        ...{ subject: `pqrs/${radicado}`, after: { channel, receivedAt } },
      })),
    );
  },
};

/** What the colleague wrote down of who gave their name. */
function toldOf(channel: string, chance: Chance): Readonly<Record<string, unknown>> {
  const aviso = chance.pick(AVISOS[isVerbal(channel) ? 'verbal' : 'written']);
  if (channel === 'carta') {
    const place = `${chance.pick(STREETS)} # ${chance.between(2, 40)}-${chance.between(10, 99)}`;
    return { aviso, postal_address: `${place}, Santa Marta` };
  }
  return channel === 'correo' ? { aviso, email: `persona${chance.between(10, 99)}@demo.invalid` } : { aviso };
}

const AVISOS = { verbal: ['de-palabra', 'firmado'], written: ['firmado', 'sin-autorizacion'] } as const;
