import { z } from 'zod';

/** The body of every answer that is not a success; `message` is for people, `code` for programs. */
export const ApiError = z.object({ code: z.string(), message: z.string() });
export type ApiError = z.infer<typeof ApiError>;
