import type { Clock } from '../../domain/calendar/clock.ts';
import type { AuditAction } from '../../domain/people/audit-action.ts';
import { INVITATION_HOURS, type InvitationRepository } from '../../domain/people/invitation.ts';
import { assertGoodPassword } from '../../domain/people/password-rules.ts';
import { type SignInAttempts, Staff } from '../../domain/people/staff.ts';
import { Refusal } from '../refusal.ts';
import type { NewStaff } from './create-staff.ts';
import { type HandedLink, hashOfSecret, newOneTimeLink } from './one-time-link.ts';
import { hashPassword } from './passwords.ts';

const LINK = { path: '/consola/invitacion', hours: INVITATION_HOURS } as const;

export type InvitationsOptions = {
  readonly invitations: InvitationRepository;
  readonly attempts: Pick<SignInAttempts, 'clear'>;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly publicUrl: string;
};

export type Invitations = {
  readonly invite: (
    person: NewStaff,
    by: { readonly id: string },
  ) => Promise<HandedLink & { readonly staff: Staff }>;
  /** Makes another link; the one before is void. */
  readonly renew: (staffId: string, by: { readonly id: string }) => Promise<HandedLink>;
  /** Who is invited. One Refusal, `invitation-not-valid`, for a link that was used, has expired, is void or never was. */
  readonly look: (secret: string) => Promise<Staff>;
  /** Uses the link up. Returns who has joined, who can sign in from then on. */
  readonly redeem: (
    secret: string,
    person: { readonly name: string; readonly password: string },
  ) => Promise<Staff>;
};

/** Lets colleagues in by a link that works once. */
export function createInvitations(options: InvitationsOptions): Invitations {
  const { invitations, clock, newId } = options;
  return {
    look: (secret) => look(options, secret),
    redeem: (secret, person) => redeem(options, secret, person),

    async invite(person, by) {
      const staff = Staff.parse({ ...person, id: newId() });
      const { stored, handed } = newOneTimeLink(LINK, options);
      const audit = { ...auditOf(clock, by.id, 'staff.invited'), subject: `staff/${staff.id}` };
      const result = await invitations.invite({
        ...stored,
        staff,
        audit: { ...audit, after: { role: staff.role } },
      });
      if (result === 'email-taken') {
        throw new Refusal('email-taken');
      }
      return { ...handed, staff };
    },

    async renew(staffId, by) {
      const { stored, handed } = newOneTimeLink(LINK, options);
      const audit = { ...auditOf(clock, by.id, 'staff.invitation-renewed'), subject: `staff/${staffId}` };
      if (!(await invitations.renew({ ...stored, staffId, audit }))) {
        throw new Refusal('staff-not-found');
      }
      return handed;
    },
  };
}

async function look({ invitations, clock }: InvitationsOptions, secret: string): Promise<Staff> {
  const staff = await invitations.find(hashOfSecret(secret), clock.now());
  if (!staff) {
    throw new Refusal('invitation-not-valid');
  }
  return staff;
}

async function redeem(
  options: InvitationsOptions,
  secret: string,
  { name, password }: { readonly name: string; readonly password: string },
): Promise<Staff> {
  const { invitations, attempts, clock } = options;
  const { email } = await look(options, secret);
  assertGoodPassword(password, { email, name });
  const staff = await invitations.redeem({
    secretHash: hashOfSecret(secret),
    now: clock.now(),
    name,
    passwordHash: await hashPassword(password),
    auditOf: ({ id }) => ({
      ...auditOf(clock, id, 'staff.invitation-redeemed'),
      subject: `staff/${id}`,
    }),
  });
  if (!staff) {
    throw new Refusal('invitation-not-valid');
  }
  // Whoever guessed at the address before it had a password must not keep its owner out.
  await attempts.clear(staff.email);
  return staff;
}

function auditOf(clock: Clock, by: string, action: AuditAction) {
  return { at: clock.now(), actor: { kind: 'staff', id: by }, action } as const;
}
