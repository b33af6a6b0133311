import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import { DomainError } from '../domain/errors.ts';
import { hasPermission, type Permission } from '../domain/people/permissions.ts';
import { Refusal } from './refusal.ts';
import type { Caller, StaffSession, StaffSessions } from './staff/staff-sessions.ts';

/**
 * What a route asks of whoever calls it: a permission, being signed in, or nothing.
 *
 * Only a `setting-up` route answers a colleague who still has to choose a password or to set up the second factor.
 */
export type RouteAccess = Permission | 'signed-in' | 'setting-up' | 'public';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Every route of the console declares it; without it the application does not start. */
    access?: RouteAccess;
  }
  interface FastifyRequest {
    /** The colleague behind the request, or null on a public route without a session. */
    staffSession: StaffSession | null;
  }
}

export type AccessOptions = { readonly sessions: Pick<StaffSessions, 'find'>; readonly publicUrl: string };

const SAFE_METHODS: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Guards every route that is registered on this instance afterwards.
 *
 * It runs before the body is read and before anything is validated, so that a stranger learns nothing from an
 * error message.
 */
export function guardRoutes(app: FastifyInstance, { sessions, publicUrl }: AccessOptions): void {
  app.decorateRequest('staffSession', null);
  app.addHook('onRoute', refuseUndeclared);
  app.addHook('onRequest', async (request, reply) => {
    if (!SAFE_METHODS.includes(request.method)) {
      assertOwnOrigin(request, publicUrl);
    }
    const { session, setCookies } = await sessions.find(callerOf(request));
    if (setCookies.length > 0) {
      reply.header('set-cookie', [...setCookies]);
    }
    request.staffSession = session;
    assertAllowed(request.routeOptions.config.access, session);
  });
}

/** Who calls, in the terms of the sign-in. */
export function callerOf(request: FastifyRequest): Caller {
  return {
    cookie: request.headers.cookie,
    address: request.ip,
    userAgent: request.headers['user-agent'],
  };
}

/** The colleague behind a request to a route that is not public. */
export function getStaff(request: FastifyRequest): StaffSession['staff'] {
  return getSession(request).staff;
}

/** The session behind a request to a route that is not public. */
export function getSession({ staffSession }: FastifyRequest): StaffSession {
  if (!staffSession) {
    throw new Refusal('not-signed-in');
  }
  return staffSession;
}

function refuseUndeclared({ url, method, config }: RouteOptions): void {
  if (config?.access === undefined) {
    throw new Error(`Route ${String(method)} ${url} declares no access`);
  }
}

/** A route that fell through to "not found" has no configuration: it is open to everybody and shows nothing. */
function assertAllowed(access: RouteAccess | undefined, session: StaffSession | null): void {
  if (access === undefined || access === 'public') {
    return;
  }
  if (!session) {
    throw new Refusal('not-signed-in');
  }
  if (access === 'setting-up') {
    return;
  }
  assertReady(session);
  if (access !== 'signed-in' && !hasPermission(session.staff.role, access)) {
    throw new DomainError('forbidden');
  }
}

function assertReady({ missing }: StaffSession): void {
  const [next] = missing;
  if (next !== undefined) {
    throw new Refusal(next === 'password' ? 'password-change-needed' : 'second-factor-needed');
  }
}

/**
 * Refuses a change that another site makes in a colleague's name.
 *
 * A browser always says where a form or a request that changes something comes from. Our own page may be reached
 * under the public address or under the host of this very request (a proxy, localhost).
 */
function assertOwnOrigin(request: FastifyRequest, publicUrl: string): void {
  const { origin } = request.headers;
  const own = [new URL(publicUrl).origin, `http://${request.host}`, `https://${request.host}`];
  if (origin === undefined || !own.includes(origin)) {
    throw new Refusal('foreign-origin');
  }
}
