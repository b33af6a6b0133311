import { DomainError } from '../../domain/errors.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import { maySeeCode, type ReadIntake } from '../../domain/pqrs/intake.ts';
import { termOf } from '../../domain/pqrs/peticion.ts';
import type { Radicado } from '../../domain/pqrs/radicado.ts';
import { isVerbal } from '../../domain/pqrs/reception.ts';
import type { StaffPqrsDetail } from '../../domain/pqrs/staff-reader.ts';
import { toGroupedCode } from '../../domain/pqrs/verification.ts';
import type { Constancia } from '../contracts/pqrs-intake.ts';
import type { IntakeDesk } from './intake-desk.ts';

/** Enough of a document to recognise one's own. */
const SEEN_OF_DOCUMENT = 3;

type Reader = { readonly id: string; readonly role: StaffRole };

/**
 * The constancia of a PQRS. Throws DomainError `pqrs-not-found`, and `forbidden` for a health matter that the reader may not
 * see, unless the reader is the one who has just filed it.
 */
export async function readConstancia(
  radicado: Radicado,
  reader: Reader,
  desk: IntakeDesk,
): Promise<Constancia> {
  const found = await desk.pqrs.findByRadicado(radicado);
  if (!found) {
    throw new DomainError('pqrs-not-found', { radicado });
  }
  const intake = await desk.reader.findByRadicado(radicado);
  const code = codeFor(found, { intake, reader }, desk);
  if (found.sensitivity === 'health' && !hasPermission(reader.role, 'health:read') && code === null) {
    throw new DomainError('forbidden');
  }
  return {
    ...factsOf(found),
    entered: enteredOf(found, intake),
    ...detailsOf(intake),
    ...termFactsOf(found),
    code,
    entity: entityOf(desk),
  };
}

function codeFor(
  found: StaffPqrsDetail,
  { intake, reader }: { readonly intake: ReadIntake | null; readonly reader: Reader },
  { clock, codeOf }: IntakeDesk,
): string | null {
  const isFromConversation = found.conversation !== null;
  const isSeen =
    intake !== null &&
    maySeeCode({ ...intake, isFromConversation }, { staffId: reader.id, now: clock.now() });
  return isSeen ? toGroupedCode(codeOf(intake.id)) : null;
}

function factsOf(found: StaffPqrsDetail) {
  const { radicado, kind, description, channel, petitionerName, anonymous, barrio, accountNumber } = found;
  return {
    ...{ radicado, kind, description, channel, petitionerName, anonymous, barrio, accountNumber },
    receivedAt: found.receivedAt.toISOString(),
    annexes: found.annexes.map(({ name, status }) => ({ name, status })),
  };
}

function enteredOf(found: StaffPqrsDetail, intake: ReadIntake | null): Constancia['entered'] {
  return (
    intake && {
      at: intake.filedAt.toISOString(),
      by: intake.openedByName,
      lateReason: intake.lateReason,
      isVerbal: isVerbal(found.channel),
      readBack: intake.readBack,
      aviso: intake.aviso,
      isFromConversation: found.conversation !== null,
    }
  );
}

function detailsOf(intake: ReadIntake | null) {
  const { document = null, phone = null, email = null, postalAddress = null } = intake?.details ?? {};
  return { document: document && maskDocument(document), phone, email, postalAddress };
}

function maskDocument(document: string): string {
  const hidden = Math.max(0, document.length - SEEN_OF_DOCUMENT);
  return '•'.repeat(hidden) + document.slice(hidden);
}

function termFactsOf({ kind, aboutService, dueOn }: StaffPqrsDetail) {
  const { article, silence } = termOf(kind, { aboutService });
  return { dueOn, article, positiveSilence: silence === 'positive' };
}

function entityOf({ entity, publicUrl }: IntakeDesk): Constancia['entity'] {
  const { name, nit, privacy } = entity();
  return { name, nit, privacyUrl: privacy.url, consultUrl: new URL('/consulta', publicUrl).href };
}
