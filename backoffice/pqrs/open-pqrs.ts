import { bogotaYearOf } from '../../domain/calendar/local-date.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Attachment } from '../../domain/messages/content.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import { describePetition, type FiledIntake, type IntakeToFile } from '../../domain/pqrs/intake.ts';
import { openPqrs, type Pqrs, PqrsDraft, PqrsId } from '../../domain/pqrs/pqrs.ts';
import { formatRadicado } from '../../domain/pqrs/radicado.ts';
import { type Reception, receptionOf } from '../../domain/pqrs/reception.ts';
import { hashVerificationCode, toGroupedCode } from '../../domain/pqrs/verification.ts';
import type { IntakeView, OpenPqrsBody } from '../contracts/pqrs-intake.ts';
import { Refusal } from '../refusal.ts';
import { getAnnexes } from './intake-annexes.ts';
import type { IntakeDesk } from './intake-desk.ts';

type Colleague = { readonly id: string; readonly role: StaffRole };

/**
 * Files what a colleague received, once: the same id sent again gives the same radicado.
 *
 * Nothing that is missing of the person stops it (Ley 1437 of 2011, arts. 15 and 16, parágrafo 2). Throws the DomainErrors of
 * `receptionOf`, `intake-changed` when that id has filed other answers, and Refusal `person-not-found` or `annex-not-found`.
 */
export async function openForPerson(
  body: OpenPqrsBody,
  staff: Colleague,
  desk: IntakeDesk,
): Promise<IntakeView> {
  const digest = desk.digestOf(JSON.stringify(body));
  const earlier = await desk.intakes.find(body.id);
  if (earlier !== null) {
    return toSameView(earlier, digest, desk);
  }
  const filedAt = desk.clock.now();
  const { receivedAt, ...told } = body;
  const reception = receptionOf(
    { ...told, receivedAt: receivedAt === null ? null : new Date(receivedAt) },
    filedAt,
  );
  await assertKnown(body.person, staff.role, desk);
  const home = body.annexIds.length > 0 ? await desk.openHome(body.id) : null;
  const annexes = home === null ? [] : await getAnnexes(body.annexIds, home, desk);
  const intake = toIntake(body, { desk, digest, staff, filedAt, reception, home, annexes });
  return toSameView(await desk.intakes.file(intake), digest, desk);
}

/** Whoever may not look people up cannot name one either. */
async function assertKnown(
  person: OpenPqrsBody['person'],
  role: StaffRole,
  { people }: Pick<IntakeDesk, 'people'>,
): Promise<void> {
  if (person.kind !== 'known') {
    return;
  }
  if (!hasPermission(role, 'people:read')) {
    throw new DomainError('forbidden');
  }
  if ((await people.findById(person.contactId, false)) === null) {
    throw new Refusal('person-not-found');
  }
}

function toSameView(filed: FiledIntake, digest: string, desk: IntakeDesk): IntakeView {
  if (filed.digest !== digest) {
    throw new DomainError('intake-changed');
  }
  const { radicado, receivedAt, dueOn } = filed.pqrs;
  const code = toGroupedCode(desk.codeOf(filed.id));
  return { state: 'filed', radicado, receivedAt: receivedAt.toISOString(), dueOn, code };
}

type Circumstances = {
  readonly desk: IntakeDesk;
  readonly digest: string;
  readonly staff: Colleague;
  readonly filedAt: Date;
  readonly reception: Reception;
  readonly home: string | null;
  readonly annexes: readonly Attachment[];
};

function toIntake(body: OpenPqrsBody, circumstances: Circumstances): IntakeToFile {
  const { desk, digest, staff, filedAt, reception, home } = circumstances;
  const { id, person, details, aviso } = body;
  const isAnonymous = person.kind === 'anonymous';
  const nothing = { document: null, phone: null, email: null, postalAddress: null };
  return {
    ...{ id, digest, filedAt, person },
    openedById: staff.id,
    lateReason: reception.lateReason,
    readBack: reception.readBack,
    aviso: isAnonymous ? null : aviso,
    // What would tell who it is has no place in an anonymous one (Ley 962 of 2005, art. 81).
    details: isAnonymous ? nothing : details,
    conversationId: home,
    consent: aviso === null || aviso === 'sin-autorizacion' ? null : desk.aviso(),
    isHealth: desk.isHealthMatter(describePetition(body)),
    open: (given) => toPqrs(body, circumstances, given),
  };
}

function toPqrs(
  body: OpenPqrsBody,
  { desk, filedAt, reception, annexes }: Circumstances,
  { number, contactId }: { readonly number: number; readonly contactId: string | null },
): Pqrs {
  const { kind, aboutService, accountNumber, barrio, channel, person } = body;
  const place = barrio === null ? { barrioId: null, barrioText: null } : desk.findBarrio(barrio);
  const draft = PqrsDraft.parse({
    ...{ kind, aboutService, accountNumber, ...place },
    description: describePetition(body),
  });
  const { radicadoPrefix: prefix } = desk.entity();
  // Radicados are consecutive in the order in which they are given, also of a letter of last year.
  const radicado = formatRadicado({ prefix, year: bogotaYearOf(filedAt), number });
  const code = desk.codeOf(body.id);
  return openPqrs(draft, {
    id: PqrsId.parse(desk.newId()),
    radicado,
    receivedAt: reception.receivedAt,
    channel,
    conversationId: null,
    petitioner: { contactId, name: person.kind === 'anonymous' ? null : person.name },
    annexes,
    verification: { hash: hashVerificationCode({ code, radicado, hmac: desk.codeHmac }) },
    calendar: desk.calendar,
  });
}
