import { type BetterAuthOptions, betterAuth } from 'better-auth';
import { hashPassword, MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH, passwordMatches } from './passwords.ts';

/** Without a request for this long, a session ends. */
const IDLE_SESSION_HOURS = 8;

const IDLE_SECONDS = IDLE_SESSION_HOURS * 60 * 60;

/** A session in use is prolonged this often, not on every request. */
const PROLONG_AFTER_SECONDS = 10 * 60;

/** The address of the caller travels in a header of ours, because any other one is the caller's own word. */
export const CALLER_ADDRESS_HEADER = 'x-vecino-caller-address';

/** Where the library believes to be mounted. Nothing outside reaches it: requests are made by `staff-sessions.ts`. */
export const AUTH_BASE_PATH = '/api/auth';

/** Colleagues who share one office address sign in at about the same time; 30 a minute still stops a guesser. */
const SIGN_INS_PER_MINUTE = 30;

/** Only errors, and only their sentence: the library's warnings name what a person typed. */
export type AuthLogger = { readonly error: (data: object, message: string) => void };

export type StaffAuthOptions = {
  readonly database: NonNullable<BetterAuthOptions['database']>;
  /** A key derived from APP_SECRET for this purpose alone, at least 32 characters. */
  readonly secret: string;
  readonly publicUrl: string;
  readonly log: AuthLogger;
};

export type StaffAuth = {
  readonly handler: (request: Request) => Promise<Response>;
  readonly isSecure: boolean;
};

/** The sign-in library, set up: e-mail and password, nobody signs up, everything it keeps is in the database. */
export function createStaffAuth({ database, secret, publicUrl, log }: StaffAuthOptions): StaffAuth {
  const { origin, protocol } = new URL(publicUrl);
  const isSecure = protocol === 'https:';
  const { handler } = betterAuth({
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
    user: {
      modelName: 'staffUser',
      additionalFields: { role: { type: 'string', required: true, input: false } },
    },
    session: { modelName: 'staffSession', expiresIn: IDLE_SECONDS, updateAge: PROLONG_AFTER_SECONDS },
    account: { modelName: 'staffAccount' },
    verification: { modelName: 'staffVerification' },
    rateLimit: rateLimit(),
    advanced: {
      // The library would add its own weaker prefix: ours is in the name.
      useSecureCookies: false,
      ipAddress: { ipAddressHeaders: [CALLER_ADDRESS_HEADER] },
      cookies: { session_token: { name: cookieName(isSecure) } },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: isSecure, path: '/' },
    },
    logger: { level: 'error', log: (_level, message) => log.error({}, message) },
    onAPIError: { onError: (err) => logUnexpected(err, log) },
  });
  return { handler, isSecure };
}

/** `__Host-` makes a browser refuse the cookie unless it is secure, for this host alone and for every path. */
function cookieName(isSecure: boolean): string {
  return isSecure ? '__Host-vecino.session' : 'vecino.session';
}

function rateLimit(): NonNullable<BetterAuthOptions['rateLimit']> {
  return {
    enabled: true,
    storage: 'database',
    modelName: 'staffRateLimit',
    window: 60,
    max: 600,
    customRules: {
      '/sign-in/email': { window: 60, max: SIGN_INS_PER_MINUTE },
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
