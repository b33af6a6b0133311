import { z } from 'zod';
import { StaffRole } from '../../domain/people/roles.ts';
import { TypedPassword } from './session.ts';

/** `invited`: has not used the link yet. `inactive`: was deactivated and may come back. */
const StaffStateView = z.enum(['active', 'invited', 'inactive']);

const StaffName = z.string().trim().min(1).max(120);

/** A colleague. `lastSignInAt` and `invitationExpiresAt` are null when there is nothing to tell. */
export const StaffView = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: StaffRole,
  state: StaffStateView,
  hasSecondFactor: z.boolean(),
  lastSignInAt: z.iso.datetime().nullable(),
  invitationExpiresAt: z.iso.datetime().nullable(),
  /** What a change is made against. */
  version: z.int().min(1),
});
export type StaffView = z.infer<typeof StaffView>;

/** `roles`: those that exist, for whoever chooses one. */
export const StaffList = z.object({ items: z.array(StaffView), roles: z.array(StaffRole) });
export type StaffList = z.infer<typeof StaffList>;

/** The path of one colleague. */
export const StaffParams = z.strictObject({ staffId: z.string().min(1).max(64) });

export const StaffBody = z.strictObject({ version: z.int().min(1), name: StaffName, role: StaffRole });
export type StaffBody = z.infer<typeof StaffBody>;

/** Somebody else changed the colleague first: nothing was stored. `lastChange`: who did, null when it was no colleague. */
export const StaffConflict = z.object({
  code: z.literal('version-conflict'),
  message: z.string(),
  current: StaffView,
  lastChange: z.object({ by: z.string().nullable(), at: z.iso.datetime() }).nullable(),
});
export type StaffConflict = z.infer<typeof StaffConflict>;

/** Whom to invite. */
export const InvitationBody = z.strictObject({
  email: z.string().trim().max(254).pipe(z.email()),
  name: StaffName,
  role: StaffRole,
});
export type InvitationBody = z.infer<typeof InvitationBody>;

/** A link to hand over. It is shown once: of its secret only a hash is kept. */
export const HandedLinkView = z.object({
  staffId: z.string(),
  link: z.string(),
  expiresAt: z.iso.datetime(),
});
export type HandedLinkView = z.infer<typeof HandedLinkView>;

/** The secret of a link, from the fragment of its address. */
const LinkSecret = z.string().min(1).max(100);

export const LinkSecretBody = z.strictObject({ secret: LinkSecret });
export type LinkSecretBody = z.infer<typeof LinkSecretBody>;

/** Who is invited, for the invited person. */
export const InvitedView = z.object({ email: z.string(), name: z.string(), role: StaffRole });
export type InvitedView = z.infer<typeof InvitedView>;

/** What the invited person chooses. The role is not theirs to say. */
export const RedemptionBody = z.strictObject({
  secret: LinkSecret,
  name: StaffName,
  password: TypedPassword,
});
export type RedemptionBody = z.infer<typeof RedemptionBody>;

/** Whose password a link changes, for whoever has it. */
export const PasswordLinkView = z.object({ email: z.string(), name: z.string() });
export type PasswordLinkView = z.infer<typeof PasswordLinkView>;

/** What is chosen with a link. Whose account it is, the link says. */
export const ChosenPasswordBody = z.strictObject({ secret: LinkSecret, password: TypedPassword });
export type ChosenPasswordBody = z.infer<typeof ChosenPasswordBody>;
