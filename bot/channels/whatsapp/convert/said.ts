import type { proto } from '@whiskeysockets/baileys';
import type { IncomingContent, WordlessKind } from '../../../../domain/messages/content.ts';
import { captionOf, hasMedia } from './media.ts';

/** What one kind of message says, as far as it can be read. */
export type Said = {
  readonly text: string;
  readonly wordless?: WordlessKind;
  readonly location?: NonNullable<IncomingContent['location']>;
};

type Readers = { readonly [Key in keyof proto.IMessage]?: (part: NonNullable<proto.IMessage[Key]>) => Said };

/** The kinds that are read, one a line; files are read beside them, because what counts is fetched. */
const READERS: Readers = {
  conversation: (text) => ({ text }),
  extendedTextMessage: ({ text }) => ({ text: text ?? '' }),
  locationMessage: ({ degreesLatitude, degreesLongitude, name, address }) =>
    toPlace([degreesLatitude, degreesLongitude], [name, address].filter(Boolean).join(', ')),
  liveLocationMessage: ({ degreesLatitude, degreesLongitude, caption }) => ({
    ...toPlace([degreesLatitude, degreesLongitude], caption ?? ''),
    wordless: 'live-location',
  }),
  buttonsResponseMessage: ({ selectedDisplayText }) => ({ text: selectedDisplayText ?? '' }),
  templateButtonReplyMessage: ({ selectedDisplayText }) => ({ text: selectedDisplayText ?? '' }),
  listResponseMessage: ({ title }) => ({ text: title ?? '' }),
  interactiveResponseMessage: ({ body }) => ({ text: body?.text ?? '' }),
  stickerMessage: () => wordless('sticker'),
  lottieStickerMessage: () => wordless('sticker'),
  stickerPackMessage: () => wordless('sticker'),
  contactMessage: () => wordless('contact'),
  contactsArrayMessage: () => wordless('contact'),
  pollCreationMessage: () => wordless('poll'),
  pollCreationMessageV2: () => wordless('poll'),
  pollCreationMessageV3: () => wordless('poll'),
  pollCreationMessageV4: () => wordless('poll'),
  pollCreationMessageV5: () => wordless('poll'),
};

/** What phones send among themselves and nobody wrote; an album announces photos that come by themselves. */
const NOISE: ReadonlySet<string> = new Set([
  'albumMessage',
  'call',
  'callLogMesssage',
  'chat',
  'deviceSentMessage',
  'encCommentMessage',
  'encEventResponseMessage',
  'encReactionMessage',
  'fastRatchetKeySenderKeyDistributionMessage',
  'groupStatusMentionMessage',
  'keepInChatMessage',
  'limitSharingMessage',
  'messageContextInfo',
  'messageHistoryBundle',
  'messageHistoryNotice',
  'pinInChatMessage',
  'pollCreationOptionImageMessage',
  'pollUpdateMessage',
  'protocolMessage',
  'reactionMessage',
  'requestPhoneNumberMessage',
  'secretEncryptedMessage',
  'senderKeyDistributionMessage',
  'statusMentionMessage',
  'statusNotificationMessage',
  'stickerSyncRmrMessage',
]);

/** What a message says; null when there is nothing in it that a person said. */
export function findSaid(content: proto.IMessage): Said | null {
  if (hasMedia(content)) {
    return { text: captionOf(content) };
  }
  for (const [kind, read] of Object.entries(READERS)) {
    const part = content[kind as keyof proto.IMessage];
    if (part) {
      return (read as (part: unknown) => Said)(part);
    }
  }
  return hasSomethingElse(content) ? wordless('unknown') : null;
}

/** The id of the message that this one quotes, in whatever kind of message it comes. */
export function findQuoted(content: proto.IMessage): string | null {
  for (const part of Object.values(content)) {
    const stanzaId = (part as { contextInfo?: proto.IContextInfo | null } | null)?.contextInfo?.stanzaId;
    if (stanzaId) {
      return stanzaId;
    }
  }
  return null;
}

function hasSomethingElse(content: proto.IMessage): boolean {
  return Object.entries(content).some(
    ([kind, part]) => typeof part === 'object' && part !== null && !NOISE.has(kind),
  );
}

function wordless(kind: WordlessKind): Said {
  return { text: '', wordless: kind };
}

function toPlace([latitude, longitude]: readonly (number | null | undefined)[], text: string): Said {
  const isOnEarth = Math.abs(latitude ?? Number.NaN) <= 90 && Math.abs(longitude ?? Number.NaN) <= 180;
  return isOnEarth
    ? { text, location: { latitude: Number(latitude), longitude: Number(longitude) } }
    : { text, wordless: 'unknown' };
}
