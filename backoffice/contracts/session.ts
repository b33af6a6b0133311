import { z } from 'zod';
import { StaffRole } from '../../domain/people/roles.ts';

/** The longest text that is looked at as a password: a bound, not the rule for a good one. */
const MAX_TYPED = 128;

/** A password as it was typed. */
export const TypedPassword = z.string().min(1).max(MAX_TYPED);

/** A code of an authenticator or a recovery code, with the spaces and dashes that people type. */
export const TypedCode = z.string().trim().min(1).max(40);

/** What a colleague signs in with. Lengths only: what is a valid address is not told before the sign-in. */
export const SignInBody = z.strictObject({
  email: z.string().trim().min(1).max(254),
  password: TypedPassword,
});
export type SignInBody = z.infer<typeof SignInBody>;

/** The second step of a sign-in. */
export const SecondStepBody = z.strictObject({ code: TypedCode });
export type SecondStepBody = z.infer<typeof SecondStepBody>;

/** `second-step`: the password is right, and a code is asked for. */
export const SignInAnswer = z.object({ next: z.enum(['ready', 'second-step']) });
export type SignInAnswer = z.infer<typeof SignInAnswer>;

/** What the door says before anybody enters. */
export const DoorView = z.object({ hasStaff: z.boolean() });
export type DoorView = z.infer<typeof DoorView>;

/** Who is signed in, and what the client may offer them: no permission while something is missing. */
export const SessionView = z.object({
  staff: z.object({ id: z.string(), email: z.string(), name: z.string(), role: StaffRole }),
  permissions: z.array(z.string()),
  /** What must be set up before anything else may be done, in this order. */
  missing: z.array(z.enum(['password', 'second-factor'])),
  expiresAt: z.iso.datetime(),
});
export type SessionView = z.infer<typeof SessionView>;
