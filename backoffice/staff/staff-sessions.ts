import { z } from 'zod';
import type { Clock } from '../../domain/calendar/clock.ts';
import { OperationalError } from '../../domain/errors.ts';
import { StaffRole } from '../../domain/people/roles.ts';
import { AUTH_BASE_PATH, CALLER_ADDRESS_HEADER, type StaffAuth } from './auth.ts';

/** However much it is used, a session ends this long after the sign-in. */
const ABSOLUTE_SESSION_HOURS = 24;

const ABSOLUTE_SESSION_MS = ABSOLUTE_SESSION_HOURS * 60 * 60 * 1000;

/** The colleague behind a request. */
export type StaffSession = {
  readonly staff: { readonly id: string; readonly name: string; readonly role: StaffRole };
  readonly expiresAt: Date;
};

/** What identifies a caller: the cookies as they came, the address as Fastify believes it, the browser's own name. */
export type Caller = {
  readonly cookie: string | undefined;
  readonly address: string;
  readonly userAgent: string | undefined;
};

/** `setCookies`: headers that must go out with the answer, whatever it is. */
type WithCookies = { readonly setCookies: readonly string[] };

export type PasswordCheck =
  | ({ readonly outcome: 'accepted'; readonly staffId: string } & WithCookies)
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'too-many' };

export type StaffSessions = {
  readonly open: (
    credentials: { readonly email: string; readonly password: string },
    caller: Caller,
  ) => Promise<PasswordCheck>;
  readonly find: (caller: Caller) => Promise<{ readonly session: StaffSession | null } & WithCookies>;
  readonly close: (caller: Caller) => Promise<WithCookies>;
};

const OpenedBody = z.object({ user: z.object({ id: z.string() }) });

const FoundBody = z
  .object({
    session: z.object({ createdAt: z.coerce.date(), expiresAt: z.coerce.date() }),
    user: z.object({ id: z.string(), name: z.string(), role: StaffRole }),
  })
  .nullable();

/** Sessions of colleagues, kept in the database: signing out or an end of time is final at once, everywhere. */
export function createStaffSessions({
  auth,
  clock,
  publicUrl,
}: {
  readonly auth: StaffAuth;
  readonly clock: Clock;
  readonly publicUrl: string;
}): StaffSessions {
  const call = (request: AuthRequest) => callAuth({ auth, publicUrl, request });

  async function close(caller: Caller): Promise<WithCookies> {
    return { setCookies: cookiesOf(await call({ caller, path: '/sign-out', body: {} })) };
  }

  return {
    close,

    async open(credentials, caller) {
      const response = await call({ caller, path: '/sign-in/email', body: credentials });
      if (response.status === 429) {
        return { outcome: 'too-many' };
      }
      if (!response.ok) {
        return { outcome: 'refused' };
      }
      const { user } = OpenedBody.parse(await response.json());
      return { outcome: 'accepted', staffId: user.id, setCookies: cookiesOf(response) };
    },

    async find(caller) {
      if (caller.cookie === undefined) {
        return { session: null, setCookies: [] };
      }
      const response = await call({ caller, path: '/get-session' });
      const found = FoundBody.parse(await response.json());
      if (!found) {
        return { session: null, setCookies: cookiesOf(response) };
      }
      const endsAt = new Date(found.session.createdAt.getTime() + ABSOLUTE_SESSION_MS);
      if (clock.now() >= endsAt) {
        return { session: null, ...(await close(caller)) };
      }
      const expiresAt = found.session.expiresAt < endsAt ? found.session.expiresAt : endsAt;
      return { session: { staff: found.user, expiresAt }, setCookies: cookiesOf(response) };
    },
  };
}

type AuthRequest = { readonly caller: Caller; readonly path: string; readonly body?: object };

/** Only what is listed here reaches the library: no header of the caller can steer it. */
async function callAuth({
  auth,
  publicUrl,
  request: { caller, path, body },
}: {
  readonly auth: StaffAuth;
  readonly publicUrl: string;
  readonly request: AuthRequest;
}): Promise<Response> {
  const headers = new Headers({
    origin: new URL(publicUrl).origin,
    [CALLER_ADDRESS_HEADER]: caller.address,
    ...(caller.cookie !== undefined && { cookie: caller.cookie }),
    ...(caller.userAgent !== undefined && { 'user-agent': caller.userAgent }),
    ...(body && { 'content-type': 'application/json' }),
  });
  const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
  const response = await auth.handler(new Request(new URL(`${AUTH_BASE_PATH}${path}`, publicUrl), init));
  if (response.status >= 500) {
    throw new OperationalError(`The sign-in library answered ${response.status} to ${path}`);
  }
  return response;
}

function cookiesOf(response: Response): readonly string[] {
  return response.headers.getSetCookie();
}
