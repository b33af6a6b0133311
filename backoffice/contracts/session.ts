import { z } from 'zod';
import { StaffRole } from '../../domain/people/roles.ts';

/** What a colleague signs in with. Lengths only: what is a valid address is not told before the sign-in. */
export const SignInBody = z.strictObject({
  email: z.string().trim().min(1).max(254),
  password: z.string().min(1).max(128),
});
export type SignInBody = z.infer<typeof SignInBody>;

/** Who is signed in, and what the client may offer them. */
export const SessionView = z.object({
  staff: z.object({ id: z.string(), name: z.string(), role: StaffRole }),
  permissions: z.array(z.string()),
  expiresAt: z.iso.datetime(),
});
export type SessionView = z.infer<typeof SessionView>;
