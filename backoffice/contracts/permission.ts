/** What a colleague may do, as the client names it. */
export type { Permission } from '../../domain/people/permissions.ts';
