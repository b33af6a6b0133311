import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../../domain/calendar/clock.ts';

/** Keyed hash (HMAC-SHA256) under the installation's secret. */
export type Hmac = (data: string) => Buffer;

/** The page of a token that was asked for by our own page, or by no page at all. */
export const OWN_PAGE = 'self';

/**
 * The credentials of a web session. A token opens one conversation, from one page, and nothing else.
 *
 * A page is `OWN_PAGE` or the origin of another site's page.
 */
export type Tokens = {
  readonly ttlSeconds: number;
  /** What a client keeps and sends with every request. */
  readonly issue: (conversationId: string, page?: string) => string;
  /** The conversation that the token opens from this page, or null: forged, expired and garbage look alike. */
  readonly verify: (token: string, page?: string) => string | null;
  /** Like `verify`, but also accepts a token that expired within the grace, so that a person can come back. */
  readonly verifyForRefresh: (token: string, page?: string) => string | null;
  /** A pass of half a minute for one stream, because addresses end up in logs. Who reads it must spend its id. */
  readonly issueTicket: (ticket: { conversationId: string; page: string; id: string }) => string;
  readonly verifyTicket: (ticket: string, page: string) => Ticket | null;
};

/** A pass that is genuine and in time; whether it was used before is for others to know. */
export type Ticket = { readonly conversationId: string; readonly id: string; readonly expiresAt: Date };

type TokenDependencies = {
  readonly hmac: Hmac;
  readonly clock: Clock;
  readonly ttlSeconds: number;
  /** How long after its end a token can still be exchanged for a new one. */
  readonly refreshGraceSeconds?: number;
};

const HEADER = toBase64('{"alg":"HS256","typ":"JWT"}');
const MAX_TOKEN_CHARACTERS = 1000;
const TICKET_SECONDS = 30;
const THIRTY_DAYS_SECONDS = 30 * 24 * 60 * 60;

const Claims = z.object({
  conv: z.string().min(1),
  use: z.enum(['chat', 'stream']),
  page: z.string().default(OWN_PAGE),
  jti: z.uuid().optional(),
  exp: z.int(),
});
type Claims = z.infer<typeof Claims>;

/** Creates HS256 tokens. Nothing that a client can send makes the verification throw. */
export function createTokens({
  hmac,
  clock,
  ttlSeconds,
  refreshGraceSeconds = THIRTY_DAYS_SECONDS,
}: TokenDependencies): Tokens {
  const nowSeconds = () => Math.floor(clock.now().getTime() / 1000);

  const sign = (claims: Omit<Claims, 'exp'>, seconds: number) => {
    const complete = { ...claims, user: userIdOf(claims.conv), exp: nowSeconds() + seconds };
    const signed = `${HEADER}.${toBase64(JSON.stringify(complete))}`;
    return `${signed}.${hmac(signed).toString('base64url')}`;
  };

  const find = (token: string, { use, page, graceSeconds = 0 }: Wanted) => {
    const claims = readClaims(token, hmac);
    const isMeant = claims?.use === use && claims.page === page;
    return isMeant && claims.exp + graceSeconds > nowSeconds() ? claims : null;
  };

  return {
    ttlSeconds,
    issue: (conv, page = OWN_PAGE) => sign({ conv, use: 'chat', page }, ttlSeconds),
    verify: (token, page = OWN_PAGE) => find(token, { use: 'chat', page })?.conv ?? null,
    verifyForRefresh: (token, page = OWN_PAGE) =>
      find(token, { use: 'chat', page, graceSeconds: refreshGraceSeconds })?.conv ?? null,
    issueTicket: ({ conversationId: conv, page, id: jti }) =>
      sign({ conv, use: 'stream', page, jti }, TICKET_SECONDS),
    verifyTicket: (ticket, page) => toTicket(find(ticket, { use: 'stream', page })),
  };
}

type Wanted = Pick<Claims, 'use' | 'page'> & { readonly graceSeconds?: number };

function toTicket(claims: Claims | null): Ticket | null {
  return claims?.jti
    ? { conversationId: claims.conv, id: claims.jti, expiresAt: new Date(claims.exp * 1000) }
    : null;
}

/** The only name that a person has in Direct Line: derived from the conversation, never the client's word. */
export function userIdOf(conversationId: string): string {
  return `dl_${conversationId}`;
}

/** Says whether two texts are equal in a time that tells nothing about where they differ. */
export function isSameSecret(given: string, expected: string): boolean {
  const left = Buffer.from(given);
  const right = Buffer.from(expected);
  return left.length === right.length && timingSafeEqual(left, right);
}

function readClaims(token: string, hmac: Hmac): Claims | null {
  const [header, body, signature, ...rest] = token.length > MAX_TOKEN_CHARACTERS ? [] : token.split('.');
  if (header !== HEADER || !body || !signature || rest.length > 0) {
    return null;
  }
  if (!isSameSecret(signature, hmac(`${header}.${body}`).toString('base64url'))) {
    return null;
  }
  return parseClaims(Buffer.from(body, 'base64url').toString());
}

function parseClaims(json: string): Claims | null {
  try {
    return Claims.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
}

function toBase64(text: string): string {
  return Buffer.from(text).toString('base64url');
}
