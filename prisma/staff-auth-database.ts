import { prismaAdapter } from 'better-auth/adapters/prisma';
import type { PrismaClient } from './generated/client.ts';

/** Where the sign-in library keeps sessions, accounts and its rate limit: our PostgreSQL, as an adapter to pass on. */
export function createStaffAuthDatabase(db: PrismaClient): ReturnType<typeof prismaAdapter> {
  return prismaAdapter(db, { provider: 'postgresql' });
}
