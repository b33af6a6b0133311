import { createHash } from 'node:crypto';
import type { DemoPart, DemoPerson, DemoWorld } from './demo-part.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const FIRST_NAMES = [
  ...[
    'Luz Marina',
    'Yadira',
    'Carlos',
    'Nubia',
    'Jorge Luis',
    'Maribel',
    'Wilmer',
    'Osiris',
    'Álvaro',
    'Candelaria',
  ],
  ...[
    'Edinson',
    'Rosa Elena',
    'Libardo',
    'Katerine',
    'Manuel',
    'Denis',
    'Hernando',
    'Yuranis',
    'Ana Milena',
    'Efraín',
  ],
  ...['Sandra', 'Rafael', 'Cielo', 'Alcides', 'Milena', 'Gustavo', 'Betty', 'Deiver', 'Amparo', 'Néstor'],
];
const SURNAMES = [
  ...[
    'Polo',
    'Noguera',
    'Charris',
    'Mozo',
    'Granados',
    'De la Hoz',
    'Orozco',
    'Manjarrés',
    'Pacheco',
    'Ternera',
  ],
  ...[
    'Villalobos',
    'Fandiño',
    'Bermúdez',
    'Camargo',
    'Vives',
    'Escorcia',
    'Padilla',
    'Rodríguez',
    'Gutiérrez',
    'Díaz',
  ],
];

/** The numbers of the demo: 57 300 000 and four digits, made up. Whoever sees one anywhere knows that it is no person's. */
export const DEMO_PHONE = /^57300000\d{4}$/;
const PHONES = 10_000;

const PERSON_SHARE = 0.45;
const WHATSAPP_SHARE = 0.7;

/** People who wrote, with where they write from and what they allowed. */
export const demoPeople: DemoPart = {
  name: 'people',
  fill: async (world, insert) => {
    world.people.push(...createPeople(world));
    const people = world.people;
    const onWhatsApp = people.filter(({ channel }) => channel === 'whatsapp');
    const rows = people.map((person) => ({
      ...{ id: person.contactId, created_at: person.since, channel: person.channel, address: person.address },
      contact_id: person.contactId,
    }));
    await insert('contact', { id: 'uuid', created_at: 'timestamptz' }, rows);
    await insert(
      'contact_address',
      { channel: 'text', address: 'text', contact_id: 'uuid', created_at: 'timestamptz' },
      rows,
    );
    await insert(
      'whatsapp_person',
      { id: 'uuid', phone: 'text', created_at: 'timestamptz' },
      onWhatsApp.map(({ address, since }, index) => ({
        id: address,
        phone: phoneOf(index),
        created_at: since,
      })),
    );
    await insert(
      'consent',
      CONSENT_COLUMNS,
      people.flatMap((person) => listConsents(person, world)),
    );
  },
};

function phoneOf(index: number): string {
  // A step that shares no factor with their number: neighbours in time have numbers far apart.
  return `57300000${String((index * 7919 + 1234) % PHONES).padStart(4, '0')}`;
}

function createPeople({ chance, now, pqrsCount }: DemoWorld): readonly DemoPerson[] {
  const count = Math.min(PHONES, Math.ceil(pqrsCount * PERSON_SHARE));
  return Array.from({ length: count }, () => ({
    contactId: chance.id(),
    name: `${chance.pick(FIRST_NAMES)} ${chance.pick(SURNAMES)} ${chance.pick(SURNAMES)}`,
    channel: chance.happens(WHATSAPP_SHARE) ? ('whatsapp' as const) : ('web' as const),
    address: chance.id(),
    conversationId: chance.id(),
    since: new Date(now.getTime() - chance.between(240, 300) * DAY_MS),
  }));
}

const CONSENT_COLUMNS = {
  ...{ id: 'uuid', contact_id: 'uuid', purpose: 'text', granted: 'boolean', text_version: 'text' },
  ...{ text_hash: 'text', channel: 'text', given_at: 'timestamptz' },
};
const TEXT_VERSION = 'demo';

/** Nobody of the demo allowed surveys: the assistant would ask them by itself. */
function listConsents(
  { contactId, channel, since }: DemoPerson,
  { chance }: DemoWorld,
): readonly Readonly<Record<string, unknown>>[] {
  const choices = {
    tramite: true,
    avisos: chance.happens(0.6),
    ubicacion: chance.happens(0.4),
    encuestas: false,
  };
  return Object.entries(choices).map(([purpose, granted]) => ({
    ...{ id: chance.id(), contact_id: contactId, purpose, granted, channel, given_at: since },
    text_version: TEXT_VERSION,
    text_hash: createHash('sha256').update(`${TEXT_VERSION}:${purpose}`).digest('hex'),
  }));
}
