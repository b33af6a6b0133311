import { OperationalError } from '../../domain/errors.ts';
import { AUTH_BASE_PATH, CALLER_ADDRESS_HEADER, type StaffAuth } from './auth.ts';

/** What identifies a caller: the cookies as they came, the address as Fastify believes it, the browser's own name. */
export type Caller = {
  readonly cookie: string | undefined;
  readonly address: string;
  readonly userAgent: string | undefined;
};

/** Everything that is ever asked of the library. */
type AuthPath =
  | '/get-session'
  | '/sign-in/email'
  | '/sign-out'
  | '/two-factor/enable'
  | '/two-factor/verify-totp';

type AuthRequest = {
  readonly caller: Caller;
  readonly path: AuthPath;
  readonly body?: object;
  /** The only cookie that goes along, or none. */
  readonly cookie: keyof StaffAuth['cookies'] | null;
};

export type AuthAnswer = {
  readonly status: number;
  readonly isOk: boolean;
  readonly body: unknown;
  /** Headers that must go out with the answer, whatever it is. */
  readonly setCookies: readonly string[];
};

/** Asks the library something. Only what is listed here reaches it, and only our cookies come back: no header of the caller can steer it. */
export async function callAuth(
  auth: StaffAuth,
  publicUrl: string,
  { caller, path, body, cookie }: AuthRequest,
): Promise<AuthAnswer> {
  const kept = cookie && findCookie(caller, auth.cookies[cookie]);
  const headers = new Headers({
    origin: new URL(publicUrl).origin,
    [CALLER_ADDRESS_HEADER]: caller.address,
    ...(kept && { cookie: kept }),
    ...(caller.userAgent !== undefined && { 'user-agent': caller.userAgent }),
    ...(body && { 'content-type': 'application/json' }),
  });
  const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
  const response = await auth.handler(new Request(new URL(`${AUTH_BASE_PATH}${path}`, publicUrl), init));
  if (response.status >= 500) {
    throw new OperationalError(`The sign-in library answered ${response.status} to ${path}`);
  }
  return {
    status: response.status,
    isOk: response.ok,
    body: await response.json().catch(() => null),
    setCookies: ownCookiesOf(response, auth),
  };
}

/** One cookie of a caller as it came, `name=value`; null when there is none. */
export function findCookie({ cookie }: Caller, name: string): string | null {
  const pairs = (cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`)) ?? null;
}

/** The library also clears cookies that we never set; nobody needs to hear of them. */
function ownCookiesOf(response: Response, { cookies }: StaffAuth): readonly string[] {
  const own = Object.values(cookies);
  return response.headers.getSetCookie().filter((line) => own.some((name) => line.startsWith(`${name}=`)));
}
