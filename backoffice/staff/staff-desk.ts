import type { Clock } from '../../domain/calendar/clock.ts';
import type { AbsenceRepository } from '../../domain/people/absence.ts';
import type { AuditLog } from '../../domain/people/audit.ts';
import type { InvitationRepository } from '../../domain/people/invitation.ts';
import type { OpenSessionRepository, PasswordRepository } from '../../domain/people/open-session.ts';
import type { PasswordLinkRepository } from '../../domain/people/password-link.ts';
import type { SecondFactorRepository } from '../../domain/people/second-factor.ts';
import type { SignInAttempts, StaffRepository } from '../../domain/people/staff.ts';
import type { StaffDirectory } from '../../domain/people/staff-directory.ts';
import { type Absences, createAbsences } from './absences.ts';
import { type AuthLogger, createStaffAuth, type StaffAuthOptions } from './auth.ts';
import { createInvitations, type Invitations } from './invitations.ts';
import { createOwnAccount, type OwnAccount } from './own-account.ts';
import { createPasswordLinks, type PasswordLinks } from './password-links.ts';
import { createRecoveryCodes } from './recovery-codes.ts';
import { createSecondStep } from './second-step.ts';
import { createSignIn, type SignIn } from './sign-in.ts';
import { createStaffSessions, type StaffSessions } from './staff-sessions.ts';
import { createTeam, type Team } from './team.ts';

/** Everything that is kept of colleagues. */
export type StaffStores = {
  readonly staff: StaffRepository;
  readonly attempts: SignInAttempts;
  readonly directory: StaffDirectory;
  readonly secondFactors: SecondFactorRepository;
  readonly invitations: InvitationRepository;
  readonly passwordLinks: PasswordLinkRepository;
  readonly openSessions: OpenSessionRepository;
  readonly passwords: PasswordRepository;
  readonly absences: AbsenceRepository;
};

export type StaffDeskOptions = StaffStores & {
  readonly audit: AuditLog;
  /** Where the sign-in library keeps its rows; made in `prisma/staff-auth-database.ts`. */
  readonly database: StaffAuthOptions['database'];
  /** A key derived from APP_SECRET for the sign-in alone, at least 32 characters. */
  readonly authSecret: string;
  /** The address that colleagues type. With https the cookies are `__Host-` and secure. */
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly newId: () => string;
};

/** What is done with colleagues and by them. */
export type StaffDesk = {
  readonly sessions: StaffSessions;
  readonly signIn: SignIn;
  readonly account: OwnAccount;
  readonly team: Team;
  readonly invitations: Invitations;
  readonly passwordLinks: PasswordLinks;
  readonly absences: Absences;
};

/** Puts the sign-in library, the stores and the rules about colleagues together. */
export function createStaffDesk(options: StaffDeskOptions, log: AuthLogger): StaffDesk {
  const { database, authSecret: secret, publicUrl, clock, staff } = options;
  const auth = createStaffAuth({ database, secret, publicUrl, log, isActive: staff.isActive });
  const recoveryCodes = createRecoveryCodes(secret);
  const sessions = createStaffSessions({ auth, clock, publicUrl });
  const secondStep = createSecondStep({ ...options, auth, recoveryCodes });
  return {
    sessions,
    signIn: createSignIn({ ...options, sessions, secondStep }),
    account: createOwnAccount({ ...options, auth, sessions, secondStep, recoveryCodes }),
    team: createTeam(options),
    invitations: createInvitations(options),
    passwordLinks: createPasswordLinks(options),
    absences: createAbsences(options),
  };
}
