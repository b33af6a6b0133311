import { z } from 'zod';

/** Whose console this is, for everybody who sees the sign-in page. `logo`: an address of ours, or null. */
export const EntityView = z.object({
  name: z.string(),
  assistantName: z.string(),
  colors: z.object({ primary: z.string(), onPrimary: z.string() }),
  logo: z.string().nullable(),
  services: z.array(z.string()),
});
export type EntityView = z.infer<typeof EntityView>;
