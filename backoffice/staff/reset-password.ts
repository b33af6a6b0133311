import type { Clock } from '../../domain/calendar/clock.ts';
import type { PasswordRepository } from '../../domain/people/open-session.ts';
import {
  type SignInAttempts,
  type Staff,
  StaffEmail,
  type StaffRepository,
} from '../../domain/people/staff.ts';
import { hashPassword, newOneTimePassword } from './passwords.ts';

type Dependencies = {
  readonly staff: Pick<StaffRepository, 'findByEmail' | 'isActive'>;
  readonly passwords: Pick<PasswordRepository, 'reset'>;
  readonly attempts: Pick<SignInAttempts, 'clear'>;
  readonly clock: Clock;
};

export type PasswordReset =
  | { readonly outcome: 'reset'; readonly staff: Staff; readonly password: string }
  | { readonly outcome: 'nobody' | 'not-active' };

/**
 * Gives somebody who forgot the password another one, to be changed at once, and returns its only copy.
 *
 * Ends their sessions and lifts the lock of the password; the second factor stays. Only for whoever runs the program: in
 * the console a link is made, whose password nobody else ever knows.
 */
export async function resetPassword(
  email: string,
  { staff: repository, passwords, attempts, clock }: Dependencies,
): Promise<PasswordReset> {
  const staff = await repository.findByEmail(StaffEmail.parse(email));
  if (!staff) {
    return { outcome: 'nobody' };
  }
  const password = newOneTimePassword();
  const isReset =
    (await repository.isActive(staff.id)) &&
    (await passwords.reset({
      staffId: staff.id,
      passwordHash: await hashPassword(password),
      audit: {
        at: clock.now(),
        actor: { kind: 'system', id: null },
        action: 'staff.password-reset',
        subject: `staff/${staff.id}`,
      },
    }));
  if (!isReset) {
    return { outcome: 'not-active' };
  }
  await attempts.clear(staff.email);
  return { outcome: 'reset', staff, password };
}
