import type { Clock } from '../../domain/calendar/clock.ts';
import type { AuditAction } from '../../domain/people/audit-action.ts';
import { PASSWORD_LINK_HOURS, type PasswordLinkRepository } from '../../domain/people/password-link.ts';
import { assertGoodPassword } from '../../domain/people/password-rules.ts';
import type { SignInAttempts, Staff } from '../../domain/people/staff.ts';
import { Refusal } from '../refusal.ts';
import { type HandedLink, hashOfSecret, newOneTimeLink } from './one-time-link.ts';
import { hashPassword } from './passwords.ts';

export type PasswordLinksOptions = {
  readonly passwordLinks: PasswordLinkRepository;
  readonly attempts: Pick<SignInAttempts, 'clear'>;
  readonly clock: Clock;
  readonly publicUrl: string;
};

export type PasswordLinks = {
  /** Makes a link for a colleague who forgot the password; the one before is void. Nobody makes one for themselves. */
  readonly make: (staffId: string, by: { readonly id: string }) => Promise<HandedLink>;
  /** Whose link it is. One Refusal, `password-link-not-valid`, for one that was used, has expired, is void or never was. */
  readonly look: (secret: string) => Promise<Staff>;
  /** Uses the link up: sets the password, ends every session and lifts the lock. The second factor is still asked for. */
  readonly redeem: (secret: string, password: string) => Promise<Staff>;
};

/** Gives a colleague who forgot the password another one, by a link that works once. */
export function createPasswordLinks(options: PasswordLinksOptions): PasswordLinks {
  const { passwordLinks, clock } = options;
  return {
    look: (secret) => look(options, secret),
    redeem: (secret, password) => redeem(options, secret, password),

    async make(staffId, by) {
      if (staffId === by.id) {
        throw new Refusal('password-link-for-oneself');
      }
      const { stored, handed } = newOneTimeLink(
        { path: '/consola/contrasena', hours: PASSWORD_LINK_HOURS },
        options,
      );
      const audit = auditOf(clock, 'staff.password-link-made', { by: by.id, staffId });
      const outcome = await passwordLinks.make({ ...stored, staffId, audit });
      if (outcome !== 'made') {
        throw new Refusal(outcome === 'not-active' ? 'staff-not-active' : 'staff-not-found');
      }
      return handed;
    },
  };
}

async function look({ passwordLinks, clock }: PasswordLinksOptions, secret: string): Promise<Staff> {
  const staff = await passwordLinks.find(hashOfSecret(secret), clock.now());
  if (!staff) {
    throw new Refusal('password-link-not-valid');
  }
  return staff;
}

async function redeem(options: PasswordLinksOptions, secret: string, password: string): Promise<Staff> {
  const { passwordLinks, attempts, clock } = options;
  assertGoodPassword(password, await look(options, secret));
  const staff = await passwordLinks.redeem({
    secretHash: hashOfSecret(secret),
    now: clock.now(),
    passwordHash: await hashPassword(password),
    auditOf: ({ id }) => auditOf(clock, 'staff.password-chosen', { by: id, staffId: id }),
  });
  if (!staff) {
    throw new Refusal('password-link-not-valid');
  }
  // Whoever tried to remember the old one is not to wait. Wrong codes of the second step keep their own lock.
  await attempts.clear(staff.email);
  return staff;
}

function auditOf(clock: Clock, action: AuditAction, { by, staffId }: { by: string; staffId: string }) {
  return {
    at: clock.now(),
    actor: { kind: 'staff', id: by },
    action,
    subject: `staff/${staffId}`,
  } as const;
}
