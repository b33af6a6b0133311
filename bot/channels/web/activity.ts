import { z } from 'zod';
import { MAX_TEXT_CHARACTERS } from '../../../domain/messages/content.ts';
import { toStorableText } from '../../../domain/messages/storable-text.ts';

/** A Direct Line activity, as far as we read it. */
export type IncomingActivity =
  | { readonly kind: 'message'; readonly messageId: string | null; readonly message: WrittenMessage }
  | { readonly kind: 'seen'; readonly upTo: number }
  | { readonly kind: 'ignored'; readonly messageId: string | null };

/** What a person wrote, before it is known which files and which message of ours it goes with. */
export type WrittenMessage = {
  readonly text: string;
  readonly truncated: boolean;
  readonly location: { readonly latitude: number; readonly longitude: number } | null;
  readonly locale: string | null;
  /** The activity that is quoted; whether it is one of ours is for the reader to find out. */
  readonly replyToId: string | null;
};

/** The largest sequence number that the database holds. */
const MAX_SEQ = 2_147_483_647;

/** The id of the event that opens a conversation: nobody may write under it. */
export const JOINED_ID = 'joined';

/** The name of the event by which a client says how far the person has read. */
const SEEN_EVENT = 'vecino.seen';

const ClientId = z
  .string()
  .regex(/^[\w.:-]{1,100}$/)
  .refine((id) => id !== JOINED_ID);

const Place = z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) });
const GeoEntity = Place.extend({ type: z.enum(['GeoCoordinates', 'Place']) });

/** Decorations that are malformed are dropped; a malformed type or text is refused. */
const ActivityPayload = z.object({
  type: z.string().max(60),
  text: z.string().nullish(),
  name: z.string().nullish().catch(null),
  value: z.unknown().optional(),
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$/)
    .nullish()
    .catch(null),
  replyToId: z.string().max(200).nullish().catch(null),
  entities: z.array(z.unknown()).max(20).nullish().catch(null),
  channelData: z
    .object({ clientActivityID: ClientId.nullish().catch(null) })
    .nullish()
    .catch(null),
});
type ActivityPayload = z.infer<typeof ActivityPayload>;

/** Reads what a client posted, or null when it is no activity. Kinds that we do not use are ignored, not refused. */
export function readActivity(payload: unknown): IncomingActivity | null {
  const activity = ActivityPayload.safeParse(payload).data;
  if (!activity) {
    return null;
  }
  const messageId = activity.channelData?.clientActivityID ?? null;
  if (activity.type === 'message') {
    return { kind: 'message', messageId, message: toWrittenMessage(activity) };
  }
  if (activity.type === 'event' && activity.name === SEEN_EVENT) {
    return { kind: 'seen', upTo: readWatermark(activity.value) };
  }
  return { kind: 'ignored', messageId };
}

/**
 * The sequence number behind a watermark; 0 for everything that is none, which means from the beginning.
 *
 * Clients send `-`, nothing, or the word `undefined` when they have none.
 */
export function readWatermark(value: unknown): number {
  const seq = typeof value === 'string' || typeof value === 'number' ? Math.floor(Number(value)) : 0;
  return Number.isFinite(seq) ? Math.min(Math.max(seq, 0), MAX_SEQ) : 0;
}

function toWrittenMessage({ text, value, locale, replyToId, entities }: ActivityPayload): WrittenMessage {
  const pressed = typeof value === 'string' ? value : '';
  const written = toStorableText(text || pressed);
  const geo = (entities ?? []).map((entity) => GeoEntity.safeParse(entity).data).find(Boolean);

  return {
    text: toStorableText(written.slice(0, MAX_TEXT_CHARACTERS)),
    truncated: written.length > MAX_TEXT_CHARACTERS,
    location: geo ? { latitude: geo.latitude, longitude: geo.longitude } : null,
    locale: locale ?? null,
    replyToId: replyToId ?? null,
  };
}
