import { bogotaYearOf } from '../../domain/calendar/local-date.ts';
import type { Attachment } from '../../domain/messages/content.ts';
import type { Sensitivity } from '../../domain/messages/sensitivity.ts';
import { openPqrs, type Pqrs, type PqrsDraft, PqrsId } from '../../domain/pqrs/pqrs.ts';
import { formatRadicado } from '../../domain/pqrs/radicado.ts';
import {
  hashVerificationCode,
  newVerificationCode,
  type VerificationCode,
} from '../../domain/pqrs/verification.ts';
import type { Scope } from '../scope.ts';
import type { NextNumber } from '../turn.ts';

const SERIES = 'pqrs';

type Opening = {
  readonly draft: PqrsDraft;
  /** From when the law counts. */
  readonly receivedAt: Date;
  readonly name: string | null;
  readonly annexes: readonly Attachment[];
  readonly sensitivity?: Sensitivity;
};

/**
 * Opens and stores a PQRS of the person of this conversation, as the last work of its turn; the code is for them alone.
 *
 * The radicado is of the year of the turn's event, so that numbers follow each other in the order in which they are given.
 */
export async function openInTurn(
  { turn, world }: Scope,
  { draft, receivedAt, name, annexes, sensitivity }: Opening,
  next: NextNumber,
): Promise<{ readonly pqrs: Pqrs; readonly code: VerificationCode }> {
  const { id: conversationId, channel, contactId } = turn.conversation;
  const year = bogotaYearOf(turn.event.receivedAt);
  const code = newVerificationCode(world.randomBytes);
  const number = await next(SERIES, year);
  const radicado = formatRadicado({ prefix: world.entity().radicadoPrefix, year, number });
  const pqrs = openPqrs(draft, {
    id: PqrsId.parse(world.newId()),
    radicado,
    receivedAt,
    channel,
    conversationId,
    petitioner: { contactId, name },
    annexes,
    verification: { hash: hashVerificationCode({ code, radicado, hmac: world.hmac }) },
    calendar: world.calendar(),
  });
  await turn.repositories.pqrs.insert(pqrs, sensitivity);
  return { pqrs, code };
}
