import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { backoffice } from '../../backoffice/backoffice.ts';
import type { Clock } from '../../domain/calendar/clock.ts';
import type { SendingControl } from '../../domain/messages/sending-control.ts';
import { MAIN_ACCOUNT } from '../../domain/messages/whatsapp-account.ts';
import { createTranslate } from '../../locales/translate.ts';
import type { LiveEntity } from '../../prisma/live-entity.ts';
import { createAuditLog } from '../../prisma/repositories/audit.ts';
import { createAuditReader } from '../../prisma/repositories/audit-reader.ts';
import { createOutboxWatch } from '../../prisma/repositories/outbox-watch.ts';
import { createPqrsStaffReader } from '../../prisma/repositories/pqrs-staff-reader.ts';
import { createSendingControl } from '../../prisma/repositories/sending-control.ts';
import { createStaffStores } from '../../prisma/repositories/staff-stores.ts';
import { createWhatsAppControl } from '../../prisma/repositories/whatsapp-control.ts';
import { createStaffAuthDatabase } from '../../prisma/staff-auth-database.ts';
import type { Config } from '../config.ts';
import type { Messaging } from '../messaging.ts';
import { createNewId } from '../new-id.ts';
import { calendarOf } from './calendar.ts';
import { composeConsoleLists } from './console-lists.ts';
import type { ComposedFiles } from './files.ts';
import { composeInboxReading } from './inbox-reading.ts';
import { composeIntake } from './intake.ts';
import { sendingLimitsOf } from './sending-limits.ts';
import { composeSettings } from './settings.ts';
import type { Storage } from './storage.ts';

type Dependencies = Pick<ComposedFiles, 'files' | 'colleagueFiles' | 'keepColleagueFile'> & {
  readonly config: Pick<Config, 'whatsapp'>;
  readonly storage: Storage;
  readonly entity: LiveEntity;
  readonly messaging: Messaging;
  readonly clock: Clock;
  readonly log: Logger;
  readonly publicUrl: string;
};

/** The staff's side: sign-in, API and pages. */
export async function registerBackoffice(app: FastifyInstance, deps: Dependencies): Promise<void> {
  const { storage, entity, messaging, files, clock, log, publicUrl } = deps;
  const { prisma } = storage.database;
  const newId = createNewId(clock);
  await app.register(backoffice, {
    database: createStaffAuthDatabase(prisma),
    authSecret: storage.keys.derive('staff-sign-in'),
    publicUrl,
    ...createStaffStores(prisma, newId),
    newId,
    audit: createAuditLog(prisma),
    auditReader: createAuditReader(prisma, storage.keys.sealer),
    settings: composeSettings(deps),
    inbox: composeInboxReading(deps),
    intake: composeIntake({
      ...{ entity, files, newId, publicUrl },
      database: storage.database,
      keys: storage.keys,
      inbox: messaging.inbox,
    }),
    lists: composeConsoleLists({ db: prisma, url: storage.url, log, entity: entity.profile, newId }),
    pqrs: createPqrsStaffReader(prisma),
    timeline: messaging.timeline,
    files,
    whatsapp: createWhatsAppControl(storage.database, storage.keys.sealer),
    sending: composeSending(deps),
    outboxWatch: createOutboxWatch(prisma),
    calendar: calendarOf(entity),
    clock,
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
