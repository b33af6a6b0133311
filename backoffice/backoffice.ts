import type { FastifyPluginAsync } from 'fastify';
import type { AuditReader } from '../domain/people/audit-reader.ts';
import type { Translate } from '../locales/translate.ts';
import { backofficeApi } from './api/backoffice-api.ts';
import type { ListsOptions } from './api/lists.ts';
import type { ChannelsControl } from './channels/channels-control.ts';
import { CONSOLE_FOLDER, consoleApp } from './console/console-app.ts';
import type { InboxReading } from './handoff/inbox-reading.ts';
import type { IntakeSource } from './pqrs/intake-desk.ts';
import type { PqrsReading } from './pqrs/reader.ts';
import type { SettingsControl } from './settings/settings-control.ts';
import { createStaffDesk, type StaffDeskOptions } from './staff/staff-desk.ts';

export type BackofficeOptions = PqrsReading &
  ChannelsControl &
  StaffDeskOptions & {
    readonly auditReader: AuditReader;
    readonly settings: SettingsControl;
    readonly inbox: Omit<InboxReading, 'directory' | 'files' | 'clock'>;
    readonly intake: IntakeSource;
    readonly lists: ListsOptions;
    /** Where the console's program for the browser is, unless where the build leaves it. */
    readonly consoleFolder?: string;
    readonly t: Translate;
  };

/** The staff side of the application: the API under `/api/v1` and the console itself under `/consola`. */
export const backoffice: FastifyPluginAsync<BackofficeOptions> = async (app, options) => {
  const { publicUrl, t, settings, clock } = options;
  const audit = { reader: options.auditReader, log: options.audit, clock };
  const reading: PqrsReading = options;
  const channels: ChannelsControl = options;
  const desk = createStaffDesk(options, app.log);
  const { sessions } = desk;

  const inbox = { ...options.inbox, directory: options.directory, files: options.files, clock };

  await app.register(backofficeApi, {
    prefix: '/api/v1',
    sessions,
    publicUrl,
    desk,
    reading,
    inbox,
    intake: { ...options.intake, ...reading, people: options.lists.people, inbox },
    channels,
    audit,
    settings,
    lists: options.lists,
    t,
  });
  await app.register(consoleApp, { prefix: '/consola', folder: options.consoleFolder ?? CONSOLE_FOLDER, t });
};
