import { z } from 'zod';

/** `health`: data of Ley 1581 art. 5. Ciphertext at rest, and every reader filters it by permission. */
export const Sensitivity = z.enum(['normal', 'health']);
export type Sensitivity = z.infer<typeof Sensitivity>;

/** Turns sensitive content into ciphertext before it is stored, and back for who may read it. */
export type Sealer = {
  readonly seal: (plain: unknown) => { readonly sealed: string };
  /** Throws when the text was sealed under another secret or was altered. */
  readonly open: (stored: { readonly sealed: string }) => unknown;
};
