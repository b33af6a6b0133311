import type { PrismaClient } from '../generated/client.ts';
import { createAbsenceRepository } from './absence.ts';
import { createInvitationRepository } from './invitation.ts';
import { createOpenSessionRepository, createPasswordRepository } from './open-session.ts';
import { createPasswordLinkRepository } from './password-link.ts';
import { createSecondFactorRepository } from './second-factor.ts';
import { createSignInAttempts } from './sign-in-attempts.ts';
import { createStaffRepository } from './staff.ts';
import { createStaffDirectory } from './staff-directory.ts';

/** Everything that is kept of colleagues, over one database. */
export function createStaffStores(db: PrismaClient, newId: () => string) {
  return {
    staff: createStaffRepository(db),
    attempts: createSignInAttempts(db),
    directory: createStaffDirectory(db),
    secondFactors: createSecondFactorRepository({ db, newId }),
    invitations: createInvitationRepository(db),
    passwordLinks: createPasswordLinkRepository(db),
    openSessions: createOpenSessionRepository(db),
    passwords: createPasswordRepository(db),
    absences: createAbsenceRepository(db),
  };
}
