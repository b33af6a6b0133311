import { randomUUID } from 'node:crypto';
import { previewCitizen } from '../../bot/compose/citizen-preview.ts';
import { redrawLogo } from '../../bot/files/redraw-logo.ts';
import type { Clock } from '../../domain/calendar/clock.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { createBarrioRepository } from '../../prisma/repositories/barrio.ts';
import { createSettingsRepository } from '../../prisma/repositories/entity-settings.ts';
import { loadEntity } from '../../prisma/seed/seed-entity.ts';

/** The settings of a utility on a test database, seeded as at the first start. */
export async function openTestSettings(
  db: PrismaClient,
  { slug = 'essmar', clock }: { slug?: string; clock: Clock },
) {
  const database = {
    run: <T>(work: (db: PrismaClient) => Promise<T>) => work(db),
    transaction: <T>(work: (db: Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]) => Promise<T>) =>
      db.$transaction(work),
  };
  let entity = await loadEntity(database, slug);
  return {
    settings: createSettingsRepository(database, slug),
    barrios: createBarrioRepository(database, slug),
    entity: {
      profile: () => entity.profile,
      barrios: () => entity.barrios,
      reload: async () => {
        entity = await loadEntity(database, slug);
      },
    },
    redrawLogo,
    previewCitizen,
    newId: randomUUID,
    clock,
  };
}
