import type { Clock } from '../../domain/calendar/clock.ts';
import type { LiveEntity } from '../../prisma/live-entity.ts';
import { createBarrioRepository } from '../../prisma/repositories/barrio.ts';
import { createSettingsRepository } from '../../prisma/repositories/entity-settings.ts';
import { redrawLogo } from '../files/redraw-logo.ts';
import { createNewId } from '../new-id.ts';
import { previewCitizen } from './citizen-preview.ts';
import type { Storage } from './storage.ts';

type Dependencies = { readonly storage: Storage; readonly entity: LiveEntity; readonly clock: Clock };

/** What the console reads and changes the utility with; every process follows its changes. */
export function composeSettings({ storage: { database }, entity, clock }: Dependencies) {
  const { slug } = entity.profile();
  return {
    settings: createSettingsRepository(database, slug),
    barrios: createBarrioRepository(database, slug),
    entity,
    redrawLogo,
    previewCitizen,
    newId: createNewId(clock),
    clock,
  };
}
