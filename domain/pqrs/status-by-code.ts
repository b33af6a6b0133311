import type { Pqrs, PqrsRepository } from './pqrs.ts';
import type { Radicado } from './radicado.ts';
import {
  type Hmac,
  mayTryVerification,
  type VerificationCode,
  verificationCodeMatches,
} from './verification.ts';

const NO_ATTEMPTS = { failures: 0, lastFailureAt: null };

/** One attempt to read a PQRS with the code of its acuse. */
export type CodeAttempt = {
  readonly radicado: Radicado;
  readonly code: VerificationCode;
  readonly now: Date;
};

/** Opens a PQRS to whoever has its code, wherever they come from. Implemented in `prisma/repositories/pqrs-by-code.ts`. */
export type PqrsByCode = {
  /** Attempts at the same time on one radicado take turns, so that no rush of guesses passes the limit. */
  readonly find: (attempt: CodeAttempt) => Promise<Pqrs | null>;
};

/**
 * The PQRS of a radicado, if the code is its own and one more attempt is allowed.
 *
 * One null for a wrong code, an unknown radicado and a lock, after the same reads in the same order: nothing can be
 * learned from the answer. A failure is counted on the radicado, whoever makes it; an attempt under a lock is not, or
 * whoever insists would keep it shut for ever.
 */
export async function findByCode(
  repository: Pick<
    PqrsRepository,
    'lockVerificationAttempts' | 'findByRadicado' | 'recordVerificationFailure'
  >,
  hmac: Hmac,
  { radicado, code, now }: CodeAttempt,
): Promise<Pqrs | null> {
  const attempts = (await repository.lockVerificationAttempts(radicado)) ?? NO_ATTEMPTS;
  const pqrs = await repository.findByRadicado(radicado);
  const isProven = pqrs !== null && verificationCodeMatches({ code, pqrs, hmac });
  if (!mayTryVerification({ ...attempts, now })) {
    return null;
  }
  if (isProven) {
    return pqrs;
  }
  await repository.recordVerificationFailure(radicado, now);
  return null;
}
