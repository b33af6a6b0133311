import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { symmetricDecrypt } from 'better-auth/crypto';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../../domain/people/password-rules.ts';
import { hashPassword, passwordMatches } from './passwords.ts';

/** Without a request for this long, a session ends. */
const IDLE_SESSION_HOURS = 8;

const IDLE_SECONDS = IDLE_SESSION_HOURS * 60 * 60;

/** A session in use is prolonged this often, not on every request. */
const PROLONG_AFTER_SECONDS = 10 * 60;

/** Between the password and the code. */
const CHALLENGE_SECONDS = 10 * 60;

/** The address of the caller travels in a header of ours, because any other one is the caller's own word. */
export const CALLER_ADDRESS_HEADER = 'x-vecino-caller-address';

/** Where the library believes to be mounted. Nothing outside reaches it: requests are made by `staff-sessions.ts`. */
export const AUTH_BASE_PATH = '/api/auth';

/** Colleagues who share one office address sign in at about the same time; 30 a minute still stops a guesser. */
const SIGN_INS_PER_MINUTE = 30;

/** What the library says when somebody who was deactivated knows the password: an answer, not a failure. */
const REFUSED_SESSION = 'Failed to create session';

/** Only errors, and only their sentence: the library's warnings name what a person typed. */
export type AuthLogger = { readonly error: (data: object, message: string) => void };

export type StaffAuthOptions = {
  readonly database: NonNullable<BetterAuthOptions['database']>;
  /** A key derived from APP_SECRET for this purpose alone, at least 32 characters. */
  readonly secret: string;
  readonly publicUrl: string;
  readonly log: AuthLogger;
  /** Asked before any session is opened. */
  readonly isActive: (staffId: string) => Promise<boolean>;
};

/** Of a sign-in that waits for its second step: whose it is and until when. */
export type Challenge = { readonly staffId: string; readonly expiresAt: Date };

export type StaffAuth = {
  readonly handler: (request: Request) => Promise<Response>;
  readonly isSecure: boolean;
  readonly cookies: { readonly session: string; readonly challenge: string };
  readonly findChallenge: (identifier: string) => Promise<Challenge | null>;
  /** The secret of an authenticator; throws when the ciphertext was altered. */
  readonly openSecret: (sealed: string) => Promise<string>;
  /** The code that the library itself takes at this moment, once ours has been checked. */
  readonly passCode: (secret: string) => Promise<string>;
};

/** The sign-in library, set up: password and second factor, nobody signs up, everything it keeps is in the database. */
export function createStaffAuth(options: StaffAuthOptions): StaffAuth {
  const isSecure = new URL(options.publicUrl).protocol === 'https:';
  const cookies = {
    session: cookieName('session', isSecure),
    challenge: cookieName('second-step', isSecure),
  };
  const auth = betterAuth({ ...settingsOf(options, cookies, isSecure), plugins: [secondFactorPlugin()] });
  return {
    handler: auth.handler,
    isSecure,
    cookies,
    async findChallenge(identifier) {
      const { internalAdapter } = await auth.$context;
      const found = await internalAdapter.findVerificationValue(identifier);
      return found && { staffId: found.value, expiresAt: found.expiresAt };
    },
    async openSecret(sealed) {
      const { secretConfig } = await auth.$context;
      return symmetricDecrypt({ key: secretConfig, data: sealed });
    },
    async passCode(secret) {
      const { code } = await auth.api.generateTOTP({ body: { secret } });
      return code;
    },
  };
}

function settingsOf(
  { database, secret, publicUrl, log, isActive }: StaffAuthOptions,
  cookies: StaffAuth['cookies'],
  isSecure: boolean,
) {
  const { origin } = new URL(publicUrl);
  return {
    appName: 'Vecino',
    baseURL: origin,
    basePath: AUTH_BASE_PATH,
    secret,
    trustedOrigins: [origin],
    telemetry: { enabled: false },
    database,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
      password: { hash: hashPassword, verify: passwordMatches },
    },
    ...models(),
    databaseHooks: {
      session: { create: { before: async ({ userId }) => ((await isActive(userId)) ? undefined : false) } },
    },
    rateLimit: rateLimit(),
    advanced: {
      // The library would add its own weaker prefix: ours is in the name.
      useSecureCookies: false,
      ipAddress: { ipAddressHeaders: [CALLER_ADDRESS_HEADER] },
      cookies: { session_token: { name: cookies.session }, two_factor: { name: cookies.challenge } },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' },
    },
    logger: {
      level: 'error',
      log: (_level, message) => message !== REFUSED_SESSION && log.error({}, message),
    },
    onAPIError: { onError: (err) => logUnexpected(err, log) },
  } satisfies BetterAuthOptions;
}

function models() {
  return {
    user: {
      modelName: 'staffUser',
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        passwordChangeNeeded: { type: 'boolean', required: false, input: false },
        deactivatedAt: { type: 'date', required: false, input: false },
      },
    },
    session: { modelName: 'staffSession', expiresIn: IDLE_SECONDS, updateAge: PROLONG_AFTER_SECONDS },
    account: { modelName: 'staffAccount' },
    verification: { modelName: 'staffVerification', storeIdentifier: 'hashed' },
  } as const satisfies BetterAuthOptions;
}

/**
 * It makes and seals the secret, holds a sign-in between its two steps and opens the session.
 *
 * Whether a code may be used is decided by `second-step.ts`: the library would accept one twice, and it keeps recovery
 * codes so that they can be read. Its own are therefore none, and its own counts do not lock.
 */
function secondFactorPlugin() {
  return twoFactor({
    twoFactorTable: 'staffTwoFactor',
    twoFactorCookieMaxAge: CHALLENGE_SECONDS,
    accountLockout: { enabled: false },
    backupCodeOptions: { customBackupCodesGenerate: () => [] },
  });
}

/** `__Host-` makes a browser refuse the cookie unless it is secure, for this host alone and for every path. */
function cookieName(name: string, isSecure: boolean): string {
  return isSecure ? `__Host-vecino.${name}` : `vecino.${name}`;
}

function rateLimit(): NonNullable<BetterAuthOptions['rateLimit']> {
  const perMinute = { window: 60, max: SIGN_INS_PER_MINUTE };
  return {
    enabled: true,
    storage: 'database',
    modelName: 'staffRateLimit',
    window: 60,
    max: 600,
    customRules: {
      '/sign-in/email': perMinute,
      '/two-factor/verify-totp': perMinute,
      '/two-factor/enable': perMinute,
      // Read on every request of every colleague: the limit of the whole server is enough for it.
      '/get-session': false,
    },
  };
}

/** A refusal of the library is an answer; anything else is a failure that somebody must look at. */
function logUnexpected(err: unknown, log: AuthLogger): void {
  const isRefusal = err instanceof Error && err.name === 'APIError';
  if (!isRefusal) {
    log.error({ err }, 'sign-in library failed');
  }
}
