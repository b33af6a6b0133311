import type { AnyMessageContent } from '@whiskeysockets/baileys';
import type { Attachment, OutgoingContent } from '../../../../domain/messages/content.ts';
import type { Translate } from '../../../../locales/translate.ts';
import { toBold, toPlain } from './formatting.ts';

/** One message of the network. Several of them, in order, are one of ours. */
export type OutgoingPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'poll'; readonly name: string; readonly options: readonly string[] }
  | { readonly kind: 'file'; readonly file: Attachment; readonly caption: string | null }
  | { readonly kind: 'place'; readonly latitude: number; readonly longitude: number; readonly name: string };

const MIN_POLL_OPTIONS = 2;
const MAX_POLL_OPTIONS = 12;
const MAX_POLL_OPTION_CHARACTERS = 100;
const MAX_CAPTION_CHARACTERS = 1024;

/**
 * A message of ours as WhatsApp shows it: words first, then the poll, the files and the place.
 *
 * Whoever has an old phone answers a poll by its numbers, so the options are always in the words too.
 */
export function toWhatsApp(content: OutgoingContent, t: Translate): readonly OutgoingPart[] {
  const { attachments, location } = content;
  const text = toText(content, t);
  const captioned = canCarry(attachments, text) ? text : null;
  return [
    ...(text !== '' && captioned === null ? [{ kind: 'text' as const, text }] : []),
    ...toPoll(content, t),
    ...attachments.map((file) => ({ kind: 'file' as const, file, caption: captioned })),
    ...(location ? [{ kind: 'place' as const, ...location, name: toPlain(location.name) }] : []),
  ];
}

/** What the library sends for a part; `bytes` are those of its file. */
export function toMessageContent(part: OutgoingPart, bytes: Uint8Array | null): AnyMessageContent {
  switch (part.kind) {
    case 'text':
      return { text: part.text, linkPreview: null };
    case 'poll':
      return { poll: { name: part.name, values: [...part.options], selectableCount: 1 } };
    case 'place':
      return {
        location: { degreesLatitude: part.latitude, degreesLongitude: part.longitude, name: part.name },
      };
    default:
      return toFileContent(part, bytes);
  }
}

function toFileContent(
  { file, caption }: OutgoingPart & { kind: 'file' },
  bytes: Uint8Array | null,
): AnyMessageContent {
  if (bytes === null) {
    throw new Error('a file cannot be sent without its bytes');
  }
  const media = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const words = caption === null ? {} : { caption };
  const { mimeType: mimetype, name: fileName } = file;
  switch (familyOf(file)) {
    case 'image':
      return { image: media, mimetype, ...words };
    case 'video':
      return { video: media, mimetype, ...words };
    case 'audio':
      return toAudio(media, mimetype);
    default:
      return { document: media, mimetype, fileName, ...words };
  }
}

/** Phones play as a voice note only what they record themselves: Opus in Ogg. */
function toAudio(audio: Buffer, mimetype: string): AnyMessageContent {
  return mimetype === 'audio/ogg'
    ? { audio, mimetype: 'audio/ogg; codecs=opus', ptt: true }
    : { audio, mimetype, ptt: false };
}

function toText({ text, options, expects }: OutgoingContent, t: Translate): string {
  const lines = options.map(({ title }, index) => `${toBold(`${index + 1}.`)} ${toPlain(title)}`);
  const hint = options.length > 0 && expects === 'option' ? [t('conversation.answerByNumber')] : [];
  const blocks = [toPlain(text), lines.join('\n'), ...hint];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function toPoll({ look, options }: OutgoingContent, t: Translate): readonly OutgoingPart[] {
  const titles = options.map(({ title }) => title);
  const isPoll =
    look === 'poll' &&
    titles.length >= MIN_POLL_OPTIONS &&
    titles.length <= MAX_POLL_OPTIONS &&
    titles.every((title) => title.length <= MAX_POLL_OPTION_CHARACTERS) &&
    new Set(titles).size === titles.length;
  return isPoll ? [{ kind: 'poll', name: t('conversation.pollTitle'), options: titles }] : [];
}

/** Words go under the one photo or document that they are about; a voice note carries none. */
function canCarry(attachments: readonly Attachment[], text: string): boolean {
  const [only, ...others] = attachments;
  const hasPlace = only !== undefined && others.length === 0 && familyOf(only) !== 'audio';
  return hasPlace && text !== '' && text.length <= MAX_CAPTION_CHARACTERS;
}

function familyOf({ mimeType }: Attachment): string {
  return mimeType.split('/')[0] ?? '';
}
