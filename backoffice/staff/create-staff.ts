import type { Clock } from '../../domain/calendar/clock.ts';
import { Staff, type StaffRepository } from '../../domain/people/staff.ts';
import { hashPassword, newOneTimePassword } from './passwords.ts';

type Dependencies = { readonly staff: StaffRepository; readonly clock: Clock; readonly newId: () => string };

export type NewStaff = { readonly email: string; readonly name: string; readonly role: string };

export type StaffCreation =
  | { readonly outcome: 'created'; readonly staff: Staff; readonly password: string }
  | { readonly outcome: 'email-taken' };

/**
 * Lets a colleague in: stores the account and returns the only copy of its password.
 *
 * Throws a ZodError that names the field when the address, the name or the role is not valid. There is no other
 * way to become staff: nobody can sign up.
 */
export async function createStaff(
  { email, name, role }: NewStaff,
  { staff: repository, clock, newId }: Dependencies,
): Promise<StaffCreation> {
  const staff = Staff.parse({ id: newId(), email, name, role });
  const password = newOneTimePassword();

  const result = await repository.insert({
    staff,
    passwordHash: await hashPassword(password),
    audit: {
      at: clock.now(),
      actor: { kind: 'system', id: null },
      action: 'staff.created',
      subject: `staff/${staff.id}`,
      after: { role: staff.role },
    },
  });
  return result === 'inserted' ? { outcome: 'created', staff, password } : { outcome: 'email-taken' };
}
