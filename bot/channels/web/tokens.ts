import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../../../domain/calendar/clock.ts';

/** Keyed hash (HMAC-SHA256) under the installation's secret. */
export type Hmac = (data: string) => Buffer;

/** The credentials of a web session. A token opens one conversation and nothing else. */
export type Tokens = {
  readonly ttlSeconds: number;
  /** What a client keeps and sends with every request. */
  readonly issue: (conversationId: string) => string;
  /** The conversation that the token opens, or null: forged, altered, expired and garbage look alike. */
  readonly verify: (token: string) => string | null;
  /** Like `verify`, but also accepts a token that expired within the grace, so that a person can come back. */
  readonly verifyForRefresh: (token: string) => string | null;
  /** A short-lived pass for one address (a stream), because addresses end up in logs. */
  readonly issueTicket: (conversationId: string) => string;
  readonly verifyTicket: (ticket: string) => string | null;
};

type TokenDependencies = {
  readonly hmac: Hmac;
  readonly clock: Clock;
  readonly ttlSeconds: number;
  /** How long after its end a token can still be exchanged for a new one. */
  readonly refreshGraceSeconds?: number;
};

const HEADER = toBase64('{"alg":"HS256","typ":"JWT"}');
const MAX_TOKEN_CHARACTERS = 1000;
const TICKET_SECONDS = 60;
const THIRTY_DAYS_SECONDS = 30 * 24 * 60 * 60;

const Claims = z.object({
  conv: z.string().min(1),
  use: z.enum(['chat', 'stream']),
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

  const issue = (conv: string, use: Claims['use'], seconds: number) => {
    const claims = { conv, user: userIdOf(conv), use, exp: nowSeconds() + seconds };
    const signed = `${HEADER}.${toBase64(JSON.stringify(claims))}`;
    return `${signed}.${hmac(signed).toString('base64url')}`;
  };

  const verify = (token: string, use: Claims['use'], graceSeconds: number) => {
    const claims = readClaims(token, hmac);
    return claims?.use === use && claims.exp + graceSeconds > nowSeconds() ? claims.conv : null;
  };

  return {
    ttlSeconds,
    issue: (conversationId) => issue(conversationId, 'chat', ttlSeconds),
    verify: (token) => verify(token, 'chat', 0),
    verifyForRefresh: (token) => verify(token, 'chat', refreshGraceSeconds),
    issueTicket: (conversationId) => issue(conversationId, 'stream', TICKET_SECONDS),
    verifyTicket: (ticket) => verify(ticket, 'stream', 0),
  };
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
