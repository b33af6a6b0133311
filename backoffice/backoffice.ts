import type { FastifyPluginAsync } from 'fastify';
import type { AuditLog } from '../domain/people/audit.ts';
import type { SignInAttempts, StaffRepository } from '../domain/people/staff.ts';
import type { Locale, Translate } from '../locales/translate.ts';
import { backofficeApi } from './api/backoffice-api.ts';
import type { ChannelsControl } from './channels/channels-control.ts';
import { consolePages } from './pages/console-pages.ts';
import type { PqrsReading } from './pqrs/reader.ts';
import { createStaffAuth, type StaffAuthOptions } from './staff/auth.ts';
import { createSignIn } from './staff/sign-in.ts';
import { createStaffSessions } from './staff/staff-sessions.ts';

export type BackofficeOptions = PqrsReading &
  ChannelsControl & {
    /** Where the sign-in library keeps its rows; made in `prisma/staff-auth-database.ts`. */
    readonly database: StaffAuthOptions['database'];
    /** A key derived from APP_SECRET for the sign-in alone, at least 32 characters. */
    readonly authSecret: string;
    /** The address that colleagues type. With https the session cookie is `__Host-` and secure. */
    readonly publicUrl: string;
    readonly staff: StaffRepository;
    readonly attempts: SignInAttempts;
    readonly audit: AuditLog;
    /** The name of the utility, shown above every page. */
    readonly entityName: string;
    readonly locale: Locale;
    readonly t: Translate;
  };

/** The staff side of the application: the API under `/api/v1` and the pages under `/consola`. */
export const backoffice: FastifyPluginAsync<BackofficeOptions> = async (app, options) => {
  const { database, authSecret, publicUrl, staff, attempts, audit, entityName, locale, t, clock } = options;
  const reading: PqrsReading = options;
  const channels: ChannelsControl = options;
  const auth = createStaffAuth({ database, secret: authSecret, publicUrl, log: app.log });
  const sessions = createStaffSessions({ auth, clock, publicUrl });
  const signIn = createSignIn({ sessions, attempts, staff, audit, clock });

  await app.register(backofficeApi, { prefix: '/api/v1', sessions, publicUrl, signIn, reading, channels, t });
  await app.register(consolePages, {
    prefix: '/consola',
    sessions,
    publicUrl,
    signIn,
    reading,
    channels,
    staff,
    entityName,
    locale,
    t,
  });
};
