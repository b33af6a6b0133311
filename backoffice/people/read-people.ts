import { z } from 'zod';
import { hasPermission } from '../../domain/people/permissions.ts';
import type { PeopleCursor, PersonReader, PersonSummary } from '../../domain/people/person-reader.ts';
import { maskPhone } from '../../domain/people/phone.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import { Radicado } from '../../domain/pqrs/radicado.ts';
import type { PeopleList, PeopleQuery, PersonDetail, PersonItem } from '../contracts/people.ts';
import { parsePlaceText, toPlaceText } from '../place-text.ts';
import { toListItem } from '../pqrs/read-list.ts';
import type { PqrsReading } from '../pqrs/reader.ts';
import { Refusal } from '../refusal.ts';

/** What reading people needs from outside. */
export type PeopleReading = Pick<PqrsReading, 'pqrs' | 'calendar' | 'clock'> & {
  readonly people: PersonReader;
};

const Instant = z.iso.datetime().transform((text) => new Date(text));
const Place = z.union([
  z.tuple([z.literal('p'), Instant, Radicado]),
  z.tuple([z.literal('t'), Instant, z.uuid()]),
]);

/** One page of people. */
export async function readPeople(
  { scope, cursor, limit }: PeopleQuery,
  role: StaffRole,
  { people }: PeopleReading,
): Promise<PeopleList> {
  const place = cursor === undefined ? null : parseCursor(cursor);
  if (place !== null && place.scope !== scope) {
    throw new Refusal('invalid-request');
  }
  const withHealth = hasPermission(role, 'health:read');
  const page = await people.list({ scope, cursor: place, limit, withHealth });
  return {
    items: page.items.map(toPersonItem),
    nextCursor: page.nextCursor && toCursorText(page.nextCursor),
  };
}

/** One person. Throws Refusal `person-not-found`. */
export async function readPerson(id: string, role: StaffRole, reading: PeopleReading): Promise<PersonDetail> {
  const found = await reading.people.findById(id, hasPermission(role, 'health:read'));
  if (!found) {
    throw new Refusal('person-not-found');
  }
  return {
    ...toPersonItem(found),
    pqrs: found.pqrs.map((item) => toListItem(item, role, reading)),
    conversations: found.conversations.map(({ id: conversationId, channel, startedAt, lastAt }) => ({
      id: conversationId,
      channel,
      startedAt: startedAt.toISOString(),
      lastAt: lastAt.toISOString(),
    })),
    consents: found.consents.map(({ givenAt, ...consent }) => ({
      ...consent,
      givenAt: givenAt.toISOString(),
    })),
  };
}

function toPersonItem({
  id,
  name,
  addresses,
  pqrsCount,
  firstSeenAt,
  lastContactAt,
}: PersonSummary): PersonItem {
  return {
    id,
    name,
    addresses: addresses.map(({ channel, phone }) => ({ channel, masked: phone && maskPhone(phone) })),
    pqrsCount,
    firstSeenAt: firstSeenAt.toISOString(),
    lastContactAt: lastContactAt.toISOString(),
  };
}

function toCursorText(cursor: PeopleCursor): string {
  const place =
    cursor.scope === 'con-pqrs'
      ? ['p', cursor.receivedAt.toISOString(), cursor.radicado]
      : ['t', cursor.createdAt.toISOString(), cursor.id];
  return toPlaceText(place);
}

/** Throws Refusal `invalid-request` for a text that this console did not write. */
function parseCursor(text: string): PeopleCursor {
  const [kind, at, id] = parsePlaceText(text, Place);
  return kind === 'p'
    ? { scope: 'con-pqrs', receivedAt: at, radicado: id }
    : { scope: 'todas', createdAt: at, id };
}
