import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { EntityProfile } from '../../domain/entity/profile.ts';
import { createBarrioRepository } from '../../prisma/repositories/barrio.ts';
import { createSettingsRepository } from '../../prisma/repositories/entity-settings.ts';
import { DirectLineClient } from '../support/direct-line-client.ts';
import { startTestVecino, type TestVecino } from '../support/vecino.ts';

/** Two processes of one installation: what is changed on one is read on the other. */
let here: TestVecino;
let there: TestVecino;
beforeAll(async () => {
  here = await startTestVecino();
  there = await startTestVecino({ databaseUrl: here.databaseUrl, dataDir: here.dataDir });
});
afterAll(async () => {
  await there.stop();
  await here.stop();
});

async function change(edit: (profile: EntityProfile) => Partial<EntityProfile>): Promise<void> {
  const settings = createSettingsRepository(here.vecino.storage.database, 'essmar');
  const { profile, version } = await settings.get();
  const saved = await settings.save({
    profile: { ...profile, ...edit(profile) },
    version,
    audit: {
      at: new Date('2026-11-20T15:00:00Z'),
      actor: { kind: 'system', id: null },
      action: 'entity.changed',
      subject: 'entity/essmar',
      after: { version: version + 1 },
    },
  });
  expect(saved).toBe('saved');
}

const readThere = async (path: string): Promise<string> => (await fetch(there.origin + path)).text();
const seenThere = (path: string, words: string) =>
  vi.waitFor(async () => expect(await readThere(path)).toContain(words), { timeout: 10_000, interval: 50 });

test('citizens of the other process read it on every page, and the assistant says it', async () => {
  await change((profile) => ({
    assistantName: 'Agüita',
    serviceLine: { name: 'Línea amiga', number: '605 111 2233' },
    texts: { 'information.officesHoliday': 'En festivos descansamos.' },
    colors: { ...profile.colors, primary: '#4a148c' },
  }));

  await seenThere('/ayuda', 'Línea amiga: 605 111 2233');
  expect(await readThere('/ayuda')).toContain('En festivos descansamos.');
  expect(await readThere('/')).toContain('Hola, soy Agüita, de ESSMAR.');
  expect(await readThere('/kiosco')).toContain('Agüita');
  expect(await readThere('/manifest.webmanifest')).toContain('#4a148c');

  const citizen = new DirectLineClient(there.origin);
  await citizen.open();
  await citizen.post('hola', randomUUID());
  await citizen.pollUntil(() => citizen.texts().includes('Hola, soy Agüita, de ESSMAR.'));
});

test('a barrio that was added is offered and understood by the other process', async () => {
  const barrios = createBarrioRepository(here.vecino.storage.database, 'essmar');
  const id = `essmar-${randomUUID()}`;
  const details = {
    name: 'Villa Prueba',
    kind: 'barrio',
    comuna: '9',
    comunaName: null,
    active: true,
  } as const;
  await barrios.insert(
    { id, ...details, aliases: ['La Nueva Prueba'] },
    {
      at: new Date('2026-11-20T15:00:00Z'),
      actor: { kind: 'system', id: null },
      action: 'barrio.added',
      subject: `barrio/${id}`,
    },
  );

  await seenThere('/radicar', 'Villa Prueba');
});

test('what was changed while the other process heard nothing is read when it hears again', async () => {
  const { pool } = here.vecino.storage.database;
  await pool.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'vecino-settings' AND datname = current_database()",
  );
  await change(() => ({ serviceLine: { name: 'Línea nueva', number: '117' } }));

  await seenThere('/ayuda', 'Línea nueva: 117');
});

test('a change that is taken back is read by nobody', async () => {
  const { database } = here.vecino.storage;
  const attempt = database.transaction(async (db) => {
    await db.$executeRaw`UPDATE entity SET profile = jsonb_set(profile, '{assistantName}', '"Nadie"')`;
    throw new Error('taken back');
  });
  await expect(attempt).rejects.toThrow('taken back');
  await change(() => ({ assistantName: 'Marea' }));

  await seenThere('/', 'Hola, soy Marea, de ESSMAR.');
});

test('a second utility serves its own citizens with no code', async () => {
  const emdupar = await startTestVecino({ settings: { ENTITY: 'emdupar' } });
  const help = await (await fetch(`${emdupar.origin}/ayuda`)).text();
  const page = await (await fetch(emdupar.origin)).text();
  const form = await (await fetch(`${emdupar.origin}/radicar`)).text();
  await emdupar.stop();

  expect(help).toContain('https://www.emdupar.gov.co');
  expect(help).toContain('lunes a viernes, 8:00 a. m. a 12:00 m. y 2:00 p. m. a 5:00 p. m.');
  expect(page).toContain('Hola, soy Vecino, de EMDUPAR.');
  expect(form).toContain('Guatapurí');
});
