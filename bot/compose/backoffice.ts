import type { FastifyInstance } from 'fastify';
import { backoffice } from '../../backoffice/backoffice.ts';
import type { Clock } from '../../domain/calendar/clock.ts';
import type { SendingControl } from '../../domain/messages/sending-control.ts';
import { MAIN_ACCOUNT } from '../../domain/messages/whatsapp-account.ts';
import { createTranslate } from '../../locales/translate.ts';
import { createAuditLog } from '../../prisma/repositories/audit.ts';
import { createPqrsStaffReader } from '../../prisma/repositories/pqrs-staff-reader.ts';
import { createSendingControl } from '../../prisma/repositories/sending-control.ts';
import { createSignInAttempts } from '../../prisma/repositories/sign-in-attempts.ts';
import { createStaffRepository } from '../../prisma/repositories/staff.ts';
import { createWhatsAppControl } from '../../prisma/repositories/whatsapp-control.ts';
import type { Entity } from '../../prisma/seed/seed-entity.ts';
import { createStaffAuthDatabase } from '../../prisma/staff-auth-database.ts';
import type { Config } from '../config.ts';
import type { Files } from '../files.ts';
import type { Messaging } from '../messaging.ts';
import { calendarOf } from './calendar.ts';
import { sendingLimitsOf } from './sending-limits.ts';
import type { Storage } from './storage.ts';

type Dependencies = {
  readonly config: Pick<Config, 'whatsapp'>;
  readonly storage: Storage;
  readonly entity: Entity;
  readonly messaging: Messaging;
  readonly files: Files;
  readonly clock: Clock;
  readonly publicUrl: string;
};

/** The staff's side: sign-in, API and pages. */
export async function registerBackoffice(app: FastifyInstance, deps: Dependencies): Promise<void> {
  const { storage, entity, messaging, files, clock, publicUrl } = deps;
  const { prisma } = storage.database;
  await app.register(backoffice, {
    database: createStaffAuthDatabase(prisma),
    authSecret: storage.keys.derive('staff-sign-in'),
    publicUrl,
    staff: createStaffRepository(prisma),
    attempts: createSignInAttempts(prisma),
    audit: createAuditLog(prisma),
    pqrs: createPqrsStaffReader(prisma),
    timeline: messaging.timeline,
    files,
    whatsapp: createWhatsAppControl(storage.database, storage.keys.sealer),
    sending: composeSending(deps),
    calendar: calendarOf(entity),
    clock,
    entityName: entity.profile.name,
    locale: 'es-CO',
    t: createTranslate('es-CO'),
  });
}

/** In every process that serves the console: what is stopped stands in the database, whoever owns the number. */
function composeSending({ config: { whatsapp }, storage, clock }: Dependencies): SendingControl | null {
  return whatsapp === null
    ? null
    : createSendingControl({
        database: storage.database,
        account: MAIN_ACCOUNT,
        limits: sendingLimitsOf(whatsapp),
        clock,
      });
}
