import { z } from 'zod';

/** Where a person writes to us. The console's own channel is for what staff write on somebody's behalf. */
export const Channel = z.enum(['web', 'terminal', 'whatsapp', 'console']);
export type Channel = z.infer<typeof Channel>;

/** The address of one person on one channel: a phone, a LID, a web session. Never shown in a log. */
export type Address = { readonly channel: Channel; readonly address: string };
