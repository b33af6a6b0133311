import { randomUUID } from 'node:crypto';
import { createStaff } from '../../backoffice/staff/create-staff.ts';
import { systemClock } from '../../domain/calendar/clock.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import { needsSecondFactor } from '../../domain/people/second-factor.ts';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import { createStaffRepository } from '../../prisma/repositories/staff.ts';
import { totpCode, totpStepAt } from './totp.ts';

/** What a program of ours does at the console in a colleague's name. */
export type ConsoleCaller = {
  readonly cookie: string;
  readonly get: (path: string) => Promise<string>;
  readonly post: (path: string, body: object) => Promise<{ readonly status: number; readonly body: string }>;
};

/** Signs a new colleague in at a running program, ready to work: with a second factor where the role needs one. */
export async function enterConsole(
  origin: string,
  db: PrismaClient,
  role: StaffRole,
): Promise<ConsoleCaller> {
  const email = `${randomUUID()}@essmar.test`;
  const created = await createStaff(
    { email, name: 'Ana Ruiz', role },
    { staff: createStaffRepository(db), clock: systemClock, newId: randomUUID },
  );
  if (created.outcome !== 'created') {
    throw new Error(created.outcome);
  }
  const { password } = created;
  await db.staffUser.update({ where: { id: created.staff.id }, data: { passwordChangeNeeded: false } });
  const caller = callerAt(origin, await cookieFrom(origin, { email, password }));
  if (needsSecondFactor(role)) {
    const { body } = await caller.post('/account/second-factor', { password });
    const { secret } = JSON.parse(body) as { secret: string };
    const code = totpCode(secret, totpStepAt(systemClock.now()));
    await caller.post('/account/second-factor/confirm', { code });
  }
  return caller;
}

async function cookieFrom(origin: string, pair: object): Promise<string> {
  const response = await fetch(`${origin}/api/v1/session`, {
    method: 'POST',
    headers: { origin, 'content-type': 'application/json' },
    body: JSON.stringify(pair),
  });
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

/** Whoever holds this cookie, at a program that may have been started anew. Paths are below `/api/v1`. */
export function callerAt(origin: string, cookie: string): ConsoleCaller {
  return {
    cookie,
    get: async (path) => (await fetch(`${origin}/api/v1${path}`, { headers: { cookie } })).text(),
    post: async (path, body) => {
      const response = await fetch(`${origin}/api/v1${path}`, {
        method: 'POST',
        headers: { cookie, origin, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: await response.text() };
    },
  };
}
