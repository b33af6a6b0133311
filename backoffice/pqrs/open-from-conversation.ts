import { DomainError } from '../../domain/errors.ts';
import { decideAct } from '../../domain/handoff/care.ts';
import type { Colleague, ColleagueAct } from '../../domain/handoff/colleague-act.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import { describePetition, type IntakeAct } from '../../domain/pqrs/intake.ts';
import type { IntakeView, OpenFromConversationBody } from '../contracts/pqrs-intake.ts';
import { getReadable, toCare } from '../handoff/read-inbox.ts';
import { Refusal } from '../refusal.ts';
import { getAnnexes } from './intake-annexes.ts';
import type { IntakeDesk } from './intake-desk.ts';

type Actor = Colleague & { readonly role: StaffRole };
type Reader = Pick<Actor, 'id' | 'role'>;
type Request = { readonly conversationId: string; readonly intakeId: string };

/**
 * Puts the filing of a PQRS into the order of a conversation, where its turn files it and gives the person the acuse.
 *
 * Durable when it returns; the same id sent again changes nothing. Throws DomainError `conversation-not-yours`, and
 * `intake-changed` when that id stands for other answers.
 */
export async function openFromConversation(
  conversationId: string,
  { body, by }: { readonly body: OpenFromConversationBody; readonly by: Actor },
  desk: IntakeDesk,
): Promise<IntakeView> {
  const request = { conversationId, intakeId: body.id };
  const digest = desk.digestOf(JSON.stringify(body));
  const earlier = await findReadable(request, by, desk);
  if (earlier !== null) {
    return readSame(request, { earlier, digest }, desk);
  }
  const found = await getReadable(conversationId, by.role, desk.inbox);
  const act = await toAct(body, { conversationId, by, digest }, desk);
  if (decideAct(toCare(found), act, desk.clock.now()).kind === 'refused') {
    throw new DomainError('conversation-not-yours');
  }
  const attachments = await getAnnexes(body.annexIds, conversationId, desk);
  const text = describePetition(body);
  await desk.inbox.acts.act({ id: body.id, conversationId, act, text, attachments });
  return readOpened(request, by, desk);
}

/** How far it has come. Throws Refusal `page-not-found` when nobody put it there. */
export async function readOpened(
  request: Request,
  reader: Reader,
  desk: Pick<IntakeDesk, 'intakes' | 'reader' | 'inbox'>,
): Promise<IntakeView> {
  const act = await findReadable(request, reader, desk);
  if (act === null) {
    throw new Refusal('page-not-found');
  }
  return toView(request, act, desk);
}

/**
 * What was put into a conversation that the reader may read. Whoever filed it learns the number also when what was filed made
 * it a conversation about health.
 */
async function findReadable(
  { conversationId, intakeId }: Request,
  { id, role }: Reader,
  { reader, inbox }: Pick<IntakeDesk, 'reader' | 'inbox'>,
): Promise<IntakeAct | null> {
  const act = await reader.findAct(conversationId, intakeId);
  if (act?.openedById !== id) {
    await getReadable(conversationId, role, inbox);
  }
  return act;
}

function readSame(
  request: Request,
  { earlier, digest }: { readonly earlier: IntakeAct; readonly digest: string },
  desk: IntakeDesk,
): Promise<IntakeView> {
  if (earlier.digest !== digest) {
    throw new DomainError('intake-changed');
  }
  return toView(request, earlier, desk);
}

async function toView(
  { intakeId }: Request,
  { outcome }: IntakeAct,
  { intakes }: Pick<IntakeDesk, 'intakes'>,
): Promise<IntakeView> {
  if (outcome !== 'applied') {
    return { state: outcome === null ? 'waiting' : 'refused' };
  }
  const filed = await intakes.find(intakeId);
  if (filed === null) {
    throw new Error('a turn that filed left no PQRS');
  }
  const { radicado, receivedAt, dueOn } = filed.pqrs;
  // The code went to the person alone.
  return { state: 'filed', radicado, receivedAt: receivedAt.toISOString(), dueOn, code: null };
}

type Context = { readonly conversationId: string; readonly by: Actor; readonly digest: string };

async function toAct(
  body: OpenFromConversationBody,
  { conversationId, by, digest }: Context,
  desk: IntakeDesk,
): Promise<ColleagueAct> {
  const { kind, aboutService, accountNumber, barrio, name, messageIds } = body;
  const place = barrio === null ? { barrioId: null, barrioText: null } : desk.findBarrio(barrio);
  const receivedAt = await firstSaidAt(conversationId, messageIds, desk);
  return {
    act: 'open-pqrs',
    by: { id: by.id, name: by.name },
    filing: {
      ...{ kind, aboutService, accountNumber, name, ...place },
      ...{ intakeId: body.id, digest, receivedAt: receivedAt.toISOString() },
    },
  };
}

async function firstSaidAt(
  conversationId: string,
  messageIds: readonly string[],
  { reader, clock }: Pick<IntakeDesk, 'reader' | 'clock'>,
): Promise<Date> {
  if (messageIds.length === 0) {
    return clock.now();
  }
  const firstAt = await reader.findFirstSaid(conversationId, messageIds);
  if (firstAt === null) {
    throw new Refusal('invalid-request');
  }
  return firstAt;
}
