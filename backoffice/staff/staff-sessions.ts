import { z } from 'zod';
import type { Clock } from '../../domain/calendar/clock.ts';
import { StaffRole } from '../../domain/people/roles.ts';
import { listMissingSetUp, type SetUp } from '../../domain/people/second-factor.ts';
import type { StaffAuth } from './auth.ts';
import { type Caller, callAuth, findCookie } from './auth-call.ts';

/** However much it is used, a session ends this long after the sign-in. */
const ABSOLUTE_SESSION_HOURS = 24;

/** The same, in milliseconds. */
export const ABSOLUTE_SESSION_MS = ABSOLUTE_SESSION_HOURS * 60 * 60 * 1000;

/** The colleague behind a request. */
export type StaffSession = {
  readonly id: string;
  readonly staff: {
    readonly id: string;
    readonly email: string;
    readonly name: string;
    readonly role: StaffRole;
  };
  /** What must be set up before anything else may be done, in this order. */
  readonly missing: readonly SetUp[];
  readonly expiresAt: Date;
};

export type { Caller } from './auth-call.ts';

/** `setCookies`: headers that must go out with the answer, whatever it is. */
type WithCookies = { readonly setCookies: readonly string[] };

export type PasswordCheck =
  | ({ readonly outcome: 'accepted'; readonly staffId: string } & WithCookies)
  | ({ readonly outcome: 'second-step' } & WithCookies)
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'too-many' };

export type StaffSessions = {
  readonly open: (
    credentials: { readonly email: string; readonly password: string },
    caller: Caller,
  ) => Promise<PasswordCheck>;
  /** Whose sign-in waits for its second step in this browser. */
  readonly findWaiting: (caller: Caller) => Promise<string | null>;
  /** Opens the session of a sign-in whose second step was accepted; null when it waits no more. */
  readonly openWaiting: (secret: string, caller: Caller) => Promise<WithCookies | null>;
  /** Makes the secret of an authenticator, not yet in use; null for a wrong password. */
  readonly prepareSecondFactor: (
    password: string,
    caller: Caller,
  ) => Promise<{ readonly uri: string } | null>;
  readonly find: (caller: Caller) => Promise<{ readonly session: StaffSession | null } & WithCookies>;
  readonly close: (caller: Caller) => Promise<WithCookies>;
};

const OpenedBody = z.union([
  z.object({ twoFactorRedirect: z.literal(true) }),
  z.object({ user: z.object({ id: z.string() }) }),
]);

const PreparedBody = z.object({ totpURI: z.string() });

const FoundBody = z
  .object({
    session: z.object({ id: z.string(), createdAt: z.coerce.date(), expiresAt: z.coerce.date() }),
    user: z.object({
      id: z.string(),
      email: z.string(),
      name: z.string(),
      role: StaffRole,
      passwordChangeNeeded: z.boolean(),
      twoFactorEnabled: z.boolean(),
      deactivatedAt: z.coerce.date().nullable(),
    }),
  })
  .nullable();

const TOO_MANY = 429;

type Dependencies = {
  readonly auth: StaffAuth;
  readonly clock: Clock;
  readonly publicUrl: string;
};

/** Sessions of colleagues, kept in the database: signing out or an end of time is final at once, everywhere. */
export function createStaffSessions(deps: Dependencies): StaffSessions {
  const { auth, clock, publicUrl } = deps;

  async function close(caller: Caller): Promise<WithCookies> {
    return callAuth(auth, publicUrl, { caller, path: '/sign-out', body: {}, cookie: 'session' });
  }

  return {
    close,
    find: (caller) => find(deps, caller, close),

    async open(credentials, caller) {
      // Without any cookie: what this browser was before says nothing about who signs in.
      const answer = await callAuth(auth, publicUrl, {
        caller,
        path: '/sign-in/email',
        body: credentials,
        cookie: null,
      });
      if (!answer.isOk) {
        return { outcome: answer.status === TOO_MANY ? 'too-many' : 'refused' };
      }
      const { setCookies } = answer;
      const opened = OpenedBody.parse(answer.body);
      return 'user' in opened
        ? { outcome: 'accepted', staffId: opened.user.id, setCookies }
        : { outcome: 'second-step', setCookies };
    },

    async findWaiting(caller) {
      const cookie = findCookie(caller, auth.cookies.challenge);
      const identifier = cookie && identifierOf(cookie);
      const challenge = identifier && (await auth.findChallenge(identifier));
      return challenge && challenge.expiresAt > clock.now() ? challenge.staffId : null;
    },

    async openWaiting(secret, caller) {
      const body = { code: await auth.passCode(secret) };
      const path = '/two-factor/verify-totp';
      const answer = await callAuth(auth, publicUrl, { caller, path, body, cookie: 'challenge' });
      return answer.isOk ? answer : null;
    },

    async prepareSecondFactor(password, caller) {
      const path = '/two-factor/enable';
      const answer = await callAuth(auth, publicUrl, { caller, path, body: { password }, cookie: 'session' });
      return answer.isOk ? { uri: PreparedBody.parse(answer.body).totpURI } : null;
    },
  };
}

async function find(
  { auth, clock, publicUrl }: Dependencies,
  caller: Caller,
  close: StaffSessions['close'],
): ReturnType<StaffSessions['find']> {
  if (findCookie(caller, auth.cookies.session) === null) {
    return { session: null, setCookies: [] };
  }
  const answer = await callAuth(auth, publicUrl, { caller, path: '/get-session', cookie: 'session' });
  const found = FoundBody.parse(answer.body);
  if (!found) {
    return { session: null, setCookies: answer.setCookies };
  }
  const { session, user } = found;
  const endsAt = new Date(session.createdAt.getTime() + ABSOLUTE_SESSION_MS);
  if (clock.now() >= endsAt || user.deactivatedAt !== null) {
    return { session: null, ...(await close(caller)) };
  }
  const { id, email, name, role, passwordChangeNeeded, twoFactorEnabled: hasSecondFactor } = user;
  return {
    session: {
      id: session.id,
      staff: { id, email, name, role },
      missing: listMissingSetUp({ role, passwordChangeNeeded, hasSecondFactor }),
      expiresAt: session.expiresAt < endsAt ? session.expiresAt : endsAt,
    },
    setCookies: answer.setCookies,
  };
}

/** What stands before the signature; the signature itself is checked when the session is opened. */
function identifierOf(cookie: string): string | null {
  try {
    const value = decodeURIComponent(cookie.slice(cookie.indexOf('=') + 1));
    return value.slice(0, Math.max(0, value.lastIndexOf('.'))) || null;
  } catch {
    return null;
  }
}
