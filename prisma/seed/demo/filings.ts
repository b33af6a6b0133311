import { addDays, bogotaYearOf, localDateOf, startOfDay } from '../../../domain/calendar/local-date.ts';
import { PqrsKind } from '../../../domain/pqrs/peticion.ts';
import { openPqrs, type Pqrs, PqrsDraft, PqrsId, PqrsStatus } from '../../../domain/pqrs/pqrs.ts';
import { formatRadicado } from '../../../domain/pqrs/radicado.ts';
import type { ReceptionChannel } from '../../../domain/pqrs/reception.ts';
import { isUnanswered, UNANSWERED_STATUSES } from '../../../domain/pqrs/vencimiento.ts';
import { hashVerificationCode, newVerificationCode } from '../../../domain/pqrs/verification.ts';
import { getColleague } from './colleagues.ts';
import type { DemoPart, DemoPerson, DemoPqrs, DemoWorld } from './demo-part.ts';
import { KIND_WEIGHTS, STORIES } from './stories.ts';

const MONTHS_OF_DAYS = 240;
const HOUR_MS = 60 * 60 * 1000;
/** Filed longer ago than this, nearly everything has been answered. */
const OLD_DAYS = 25;

const RECEIVED_SHARE = 0.08;
const RECEPTION_WEIGHTS: readonly (readonly [ReceptionChannel, number])[] = [
  ['ventanilla', 40],
  ['telefono', 25],
  ['carta', 15],
  ['correo', 12],
  ['facebook', 8],
];
const AT_THE_COUNTER = ['atencion', 'atencion3', 'pqrs'] as const;

/** What a filed PQRS may have become. A draft has no radicado. */
const FILED_STATUSES = PqrsStatus.options.filter((status) => status !== 'BORRADOR');
const ANSWERED_STATUSES = FILED_STATUSES.filter((status) => !isUnanswered(status));

const COLUMNS = {
  ...{
    id: 'uuid',
    radicado: 'text',
    kind: 'text',
    regime: 'text',
    about_service: 'boolean',
    description: 'text',
  },
  ...{
    account_number: 'text',
    barrio_id: 'text',
    latitude: 'float8',
    longitude: 'float8',
    contact_id: 'uuid',
  },
  ...{
    conversation_id: 'uuid',
    petitioner_name: 'text',
    channel: 'text',
    status: 'text',
    received_at: 'timestamptz',
  },
  ...{ due_on: 'date', internal_due_on: 'date', rule_version: 'text', verification_hash: 'text' },
  created_at: 'timestamptz',
};

/**
 * Months of PQRS, numbered as they would have been and with the terms that the law gives them.
 *
 * The first ones go through every kind and every state, so that each is to be seen however small the demo is.
 */
export const demoPlan: DemoPart = {
  name: 'plan',
  fill: async (world) => {
    for (const [index, receivedAt] of listInstants(world).entries()) {
      const year = bogotaYearOf(receivedAt);
      const number = (world.numbers.get(year) ?? 0) + 1;
      world.numbers.set(year, number);
      const radicado = formatRadicado({ prefix: world.profile.radicadoPrefix, year, number });
      world.pqrs.push(createFiling(world, { receivedAt, radicado, index }));
    }
  },
};

/** Writes what was planned; the conversations that the PQRS name are there by now. */
export const demoFilings: DemoPart = {
  name: 'filings',
  fill: async ({ pqrs, numbers }, insert) => {
    await insert(
      'pqrs',
      COLUMNS,
      pqrs.map(({ filed }) => toRow(filed)),
    );
    await insert(
      'counter',
      { series: 'text', year: 'int', value: 'int' },
      [...numbers].map(([year, value]) => ({ series: 'pqrs', year, value })),
    );
  },
};

/** Working hours more than nights, and more lately than before; in order, so that numbers follow time. */
function listInstants({ chance, now, pqrsCount }: DemoWorld): readonly Date[] {
  return Array.from({ length: pqrsCount }, () => {
    const daysAgo = Math.floor(MONTHS_OF_DAYS * chance.next() ** 1.3);
    const hour = chance.happens(0.85) ? 7 + 11 * chance.next() : 24 * chance.next();
    const at = startOfDay(addDays(localDateOf(now), -daysAgo)).getTime() + hour * HOUR_MS;
    return new Date(Math.min(Math.floor(at), now.getTime() - 60_000));
  }).sort((a, b) => a.getTime() - b.getTime());
}

type Place = { readonly receivedAt: Date; readonly radicado: Pqrs['radicado']; readonly index: number };

function createFiling(world: DemoWorld, { receivedAt, radicado, index }: Place): DemoPqrs {
  const { chance, calendar, hmac } = world;
  const kind = PqrsKind.options[index] ?? chance.weigh(KIND_WEIGHTS);
  const person = chance.happens(kind === 'denuncia' ? 0.5 : 0.04) ? null : chance.pick(world.people);
  const code = newVerificationCode(chance.bytes);
  const entry = chooseEntry(world, person);
  const filed = openPqrs(createDraft(world, kind), {
    id: PqrsId.parse(chance.id()),
    radicado,
    receivedAt,
    channel: entry.channel,
    conversationId: entry.conversationId,
    petitioner: { contactId: person?.contactId ?? null, name: person?.name ?? null },
    annexes: [],
    verification: { hash: hashVerificationCode({ code, radicado, hmac }) },
    calendar,
  });
  const status = FILED_STATUSES[index] ?? chooseStatus(world, filed, person);
  return { filed: { ...filed, status }, person, openedBy: entry.openedBy };
}

type Entry = Pick<Pqrs, 'channel' | 'conversationId'> & Pick<DemoPqrs, 'openedBy'>;

/** Most are filed by the people themselves; some are said or handed to a colleague, outside every conversation. */
function chooseEntry({ chance, colleagues }: DemoWorld, person: DemoPerson | null): Entry {
  if (chance.happens(RECEIVED_SHARE)) {
    const openedBy = getColleague(colleagues, chance.pick(AT_THE_COUNTER));
    return { channel: chance.weigh(RECEPTION_WEIGHTS), conversationId: null, openedBy };
  }
  const { channel = 'web', conversationId = null } = person ?? {};
  return { channel, conversationId, openedBy: null };
}

function createDraft({ chance, barrios, profile }: DemoWorld, kind: PqrsKind): PqrsDraft {
  const { south, north, west, east } = profile.map?.bounds ?? { south: 0, north: 0, west: 0, east: 0 };
  const within = (from: number, to: number): number =>
    Math.round((from + (to - from) * chance.next()) * 1e5) / 1e5;
  return PqrsDraft.parse({
    kind,
    aboutService: kind === 'reclamo' || kind === 'recurso' || chance.happens(0.6),
    description: chance.pick(STORIES[kind]),
    accountNumber: chance.happens(0.5) ? String(chance.between(100_000, 999_999)) : null,
    barrioId: chance.pick(barrios).id,
    location:
      profile.map && chance.happens(0.2)
        ? { latitude: within(south, north), longitude: within(west, east) }
        : null,
  });
}

/** A recent one is being worked on; of the old ones a few are late, as it happens. */
function chooseStatus(
  { chance, now }: DemoWorld,
  { dueOn, receivedAt }: Pqrs,
  person: DemoPerson | null,
): PqrsStatus {
  const days = (now.getTime() - receivedAt.getTime()) / (24 * HOUR_MS);
  if (dueOn === null || days > OLD_DAYS) {
    return chance.happens(0.04) ? chance.pick(UNANSWERED_STATUSES) : chooseAnswered(chance, person);
  }
  return chance.happens(days / OLD_DAYS / 2)
    ? chooseAnswered(chance, person)
    : chance.pick(UNANSWERED_STATUSES.slice(0, 6));
}

function chooseAnswered(chance: DemoWorld['chance'], person: DemoPerson | null): PqrsStatus {
  const usual =
    person === null
      ? (['RESPONDIDA', 'CERRADA'] as const)
      : (['NOTIFICADA', 'CERRADA', 'RESPONDIDA'] as const);
  return chance.happens(0.88) ? chance.pick(usual) : chance.pick(ANSWERED_STATUSES);
}

function toRow({ petitioner, verification, location, ...pqrs }: Pqrs): Readonly<Record<string, unknown>> {
  return {
    ...{ id: pqrs.id, radicado: pqrs.radicado, kind: pqrs.kind, regime: pqrs.regime, channel: pqrs.channel },
    ...{ status: pqrs.status, description: pqrs.description, about_service: pqrs.aboutService },
    ...{ account_number: pqrs.accountNumber, barrio_id: pqrs.barrioId },
    ...{ latitude: location?.latitude ?? null, longitude: location?.longitude ?? null },
    ...{
      contact_id: petitioner.contactId,
      petitioner_name: petitioner.name,
      conversation_id: pqrs.conversationId,
    },
    ...{
      received_at: pqrs.receivedAt,
      created_at: pqrs.receivedAt,
      due_on: pqrs.dueOn,
      internal_due_on: pqrs.internalDueOn,
    },
    ...{ rule_version: pqrs.ruleVersion, verification_hash: verification.hash },
  };
}
