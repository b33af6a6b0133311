import type { Clock } from '../../domain/calendar/clock.ts';
import type { SecondFactorRepository } from '../../domain/people/second-factor.ts';
import { type Staff, StaffEmail, type StaffRepository } from '../../domain/people/staff.ts';

type Dependencies = {
  readonly staff: Pick<StaffRepository, 'findByEmail'>;
  readonly secondFactors: Pick<SecondFactorRepository, 'remove'>;
  readonly clock: Clock;
};

/**
 * Takes the second factor away from who lost the phone and the recovery codes, and ends their sessions.
 *
 * Null when nobody has that address. Only for whoever runs the program: in the console it takes both proofs.
 */
export async function resetSecondFactor(
  email: string,
  { staff: repository, secondFactors, clock }: Dependencies,
): Promise<Staff | null> {
  const staff = await repository.findByEmail(StaffEmail.parse(email));
  if (!staff) {
    return null;
  }
  await secondFactors.remove({
    staffId: staff.id,
    keptSessionId: null,
    audit: {
      at: clock.now(),
      actor: { kind: 'system', id: null },
      action: 'staff.second-factor-reset',
      subject: `staff/${staff.id}`,
    },
  });
  return staff;
}
