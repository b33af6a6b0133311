import type { EntityProfile } from '../../domain/entity/profile.ts';
import { DomainError } from '../../domain/errors.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import type { ReplyRepository } from '../../domain/replies/reply-repository.ts';
import { fillReplyText, listReplyGaps, type ReplyValues } from '../../domain/replies/reply-text.ts';
import type { FilledReply } from '../contracts/replies.ts';
import type { InboxReading } from '../handoff/inbox-reading.ts';
import { getReadable } from '../handoff/read-inbox.ts';
import { Refusal } from '../refusal.ts';
import type { StaffSession } from '../staff/staff-sessions.ts';

type Staff = StaffSession['staff'];
type Source = Pick<InboxReading, 'inbox' | 'replies' | 'entity'>;
type Asked = { readonly conversationId: string; readonly versionId: string };

/**
 * The version in use with what this colleague may know of one conversation; what is not known stands there as a gap.
 *
 * Throws Refusal `conversation-not-found` or `reply-not-found`, and DomainError `forbidden` or `reply-not-approved`.
 */
export async function fillReply(
  { conversationId, versionId }: Asked,
  staff: Staff,
  { inbox, replies, entity }: Source,
): Promise<FilledReply> {
  const conversation = await getReadable(conversationId, staff.role, { inbox });
  const version = await replies.findVersion(versionId);
  if (version === null) {
    throw new Refusal('reply-not-found');
  }
  if (!version.isInUse) {
    throw new DomainError('reply-not-approved');
  }
  const text = fillReplyText(version.text, {
    nombre: conversation.name,
    radicado: await findOnlyRadicado(conversationId, staff, replies),
    colega: staff.name,
    ...valuesOf(entity()),
  });
  const { number, name } = version;
  return { versionId, number, name, text, gaps: [...listReplyGaps(text)] };
}

/** Of several nobody knows which one is meant: then it is left to the colleague. */
async function findOnlyRadicado(
  conversationId: string,
  { role }: Staff,
  replies: Pick<ReplyRepository, 'listRadicados'>,
): Promise<string | null> {
  if (!hasPermission(role, 'pqrs:read')) {
    return null;
  }
  const [first = null, second] = await replies.listRadicados(
    conversationId,
    hasPermission(role, 'health:read'),
  );
  return second === undefined ? first : null;
}

type Profile = Pick<EntityProfile, 'name' | 'assistantName' | 'offices' | 'serviceLine' | 'website'>;

/** What the utility says of itself; the hours are those of its first office. */
function valuesOf({ name, assistantName, offices, serviceLine, website }: Profile): ReplyValues {
  return {
    entidad: name,
    asistente: assistantName,
    horario: offices[0]?.hours ?? null,
    linea: serviceLine.number,
    sitio: website,
  };
}
