import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { proto, type WACallEvent, type WAMessage } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import {
  type Arrival,
  type ConvertDependencies,
  toArrival,
  toCallArrival,
} from '../../../../../bot/channels/whatsapp/convert/incoming.ts';
import { clockAt } from '../../../../../domain/calendar/clock.ts';
import { IncomingContent, incomingContent } from '../../../../../domain/messages/content.ts';

const NOW = new Date('2026-11-20T15:00:00Z');
const SENT_AT = new Date('2026-11-20T14:59:58Z');
const ID = '3A0123456789ABCDEF01';
const OURS = '3EB0AAAAAAAAAAAAAAAAAA';
const OUTBOX_ID = '10000000-0000-4000-8000-000000000001';
const PHONE = '573001112233@s.whatsapp.net';
const LID = '90573001112233@lid';
const OUR_PHONE = '576054210000@s.whatsapp.net';
const OUR_LID = '90576054210000@lid';
const SECRET = randomBytes(32);
const MEDIA = {
  url: 'https://127.0.0.1/steal',
  directPath: '/v/t62.7118-24/abc?ccb=11',
  mediaKey: Uint8Array.from({ length: 32 }, (_, index) => index),
  fileSha256: new Uint8Array(32).fill(1),
  fileEncSha256: new Uint8Array(32).fill(2),
  fileLength: 1234,
  jpegThumbnail: new Uint8Array(500),
};

const POLL: proto.IMessage = {
  messageContextInfo: { messageSecret: SECRET },
  pollCreationMessageV3: {
    name: 'Toca tu respuesta',
    options: [{ optionName: 'Muy fácil' }, { optionName: 'Difícil' }],
    selectableOptionsCount: 1,
  },
};

const deps: ConvertDependencies = {
  sent: {
    findOutboxId: async (id) => (id === OURS ? OUTBOX_ID : null),
    findById: async (messageId) =>
      messageId === OURS
        ? {
            messageId,
            account: 'principal',
            personId: 'p',
            outboxId: OUTBOX_ID,
            message: proto.Message.encode(POLL).finish(),
          }
        : null,
  },
  self: () => ['576054210000:7@s.whatsapp.net', '90576054210000:7@lid'],
  clock: clockAt('2026-11-20T15:00:00Z'),
};

/** As it comes out of the network: encoded and decoded again. */
function aMessage(message: proto.IMessage | null, rest: Partial<WAMessage> = {}): WAMessage {
  return {
    key: { remoteJid: PHONE, remoteJidAlt: LID, fromMe: false, id: ID, participant: '' },
    messageTimestamp: SENT_AT.getTime() / 1000,
    ...(message ? { message: proto.Message.decode(proto.Message.encode(message).finish()) } : {}),
    ...rest,
  };
}

async function arrivalOf(message: proto.IMessage, rest: Partial<WAMessage> = {}): Promise<Arrival> {
  const arrival = await toArrival(aMessage(message, rest), deps);
  if (arrival === null) {
    throw new Error('the message is nothing to us');
  }
  IncomingContent.parse(arrival.content);
  return arrival;
}

const QUOTING = { contextInfo: { stanzaId: OURS, participant: OUR_PHONE } };
const UNKNOWN_QUOTE = { contextInfo: { stanzaId: 'ANOTHER', participant: PHONE } };
const PLACE = { degreesLatitude: 11.2408, degreesLongitude: -74.199 };
const POINT = { latitude: 11.2408, longitude: -74.199 };

test('a message says who wrote it, where to answer and when it was sent', async () => {
  expect(await toArrival(aMessage({ conversation: 'Hola' }), deps)).toEqual({
    kind: 'message',
    messageId: ID,
    content: incomingContent({ text: 'Hola' }),
    media: null,
    identity: { lid: LID, phone: PHONE },
    replyTo: PHONE,
    sentAt: SENT_AT,
  });
});

test.each<[string, proto.IMessage, Partial<IncomingContent>]>([
  ['a long text', { extendedTextMessage: { text: 'Hola\nbuenas' } }, { text: 'Hola\nbuenas' }],
  ['a disappearing text', { ephemeralMessage: { message: { conversation: 'Hola' } } }, { text: 'Hola' }],
  [
    'an answer to us',
    { extendedTextMessage: { text: 'sí', ...QUOTING } },
    { text: 'sí', quotedId: OUTBOX_ID },
  ],
  ['an answer to themselves', { extendedTextMessage: { text: 'sí', ...UNKNOWN_QUOTE } }, { text: 'sí' }],
  ['a text that cannot be stored', { conversation: 'a\u0000b' }, { text: 'ab' }],
  [
    'a button',
    { buttonsResponseMessage: { selectedDisplayText: 'Sí', selectedButtonId: 'x' } },
    { text: 'Sí' },
  ],
  ['a button of a template', { templateButtonReplyMessage: { selectedDisplayText: 'No' } }, { text: 'No' }],
  ['a choice of a list', { listResponseMessage: { title: 'Queja', description: 'd' } }, { text: 'Queja' }],
  ['an interactive answer', { interactiveResponseMessage: { body: { text: 'Vale' } } }, { text: 'Vale' }],
  ['a place', { locationMessage: PLACE }, { location: POINT }],
  [
    'a place with a name',
    { locationMessage: { ...PLACE, name: 'Parque', address: 'Calle 22' } },
    { location: POINT, text: 'Parque, Calle 22' },
  ],
  [
    'a place on no map',
    { locationMessage: { degreesLatitude: 99, degreesLongitude: 0 } },
    { wordless: 'unknown' },
  ],
  ['a live place', { liveLocationMessage: PLACE }, { location: POINT, wordless: 'live-location' }],
  [
    'a live place with words',
    { liveLocationMessage: { ...PLACE, caption: 'aquí' } },
    { location: POINT, wordless: 'live-location', text: 'aquí' },
  ],
  ['a sticker', { stickerMessage: MEDIA }, { wordless: 'sticker' }],
  [
    'a moving sticker',
    { lottieStickerMessage: { message: { stickerMessage: MEDIA } } },
    { wordless: 'sticker' },
  ],
  ['a contact', { contactMessage: { displayName: 'X', vcard: 'BEGIN' } }, { wordless: 'contact' }],
  ['contacts', { contactsArrayMessage: { contacts: [] } }, { wordless: 'contact' }],
  ['a poll of theirs', { pollCreationMessage: { name: 'x' } }, { wordless: 'poll' }],
  ['a poll of one answer', { pollCreationMessageV3: { name: 'x' } }, { wordless: 'poll' }],
  ['an event', { eventMessage: { name: 'x' } }, { wordless: 'unknown' }],
  ['an invitation', { groupInviteMessage: { inviteCode: 'x' } }, { wordless: 'unknown' }],
  [
    'a photo to see once',
    { viewOnceMessage: { message: { imageMessage: MEDIA } } },
    { wordless: 'view-once' },
  ],
  [
    'a photo to see once, 2',
    { viewOnceMessageV2: { message: { imageMessage: MEDIA } } },
    { wordless: 'view-once' },
  ],
  [
    'a voice note to hear once',
    { viewOnceMessageV2Extension: { message: { audioMessage: MEDIA } } },
    { wordless: 'view-once' },
  ],
  [
    'a disappearing photo to see once',
    { ephemeralMessage: { message: { viewOnceMessageV2: { message: { imageMessage: MEDIA } } } } },
    { wordless: 'view-once' },
  ],
  ['a photo marked to see once', { imageMessage: { ...MEDIA, viewOnce: true } }, { wordless: 'view-once' }],
  ['what linked devices may not see', { placeholderMessage: { type: 0 } }, { wordless: 'view-once' }],
  [
    'a photo that nobody can fetch',
    { imageMessage: { caption: 'mira' } },
    { wordless: 'unknown', text: 'mira' },
  ],
  ['a video that nobody can fetch', { videoMessage: { ...MEDIA, mediaKey: null } }, { wordless: 'unknown' }],
])('%s', async (_, message, content) => {
  const { kind, media, content: got } = await arrivalOf(message);

  expect({ kind, media, content: got }).toEqual({
    kind: 'message',
    media: null,
    content: incomingContent({ text: '', ...content }),
  });
});

test('the mark of what was to be seen once is told, although it has no content', async () => {
  const key = { remoteJid: PHONE, fromMe: false, id: ID, isViewOnce: true };

  expect((await toArrival({ key, messageTimestamp: 1 }, deps))?.content.wordless).toBe('view-once');
});

test.each([
  ['as long as is read', 4096, false],
  ['longer', 4097, true],
])('a text %s', async (_, length, truncated) => {
  const { content } = await arrivalOf({ conversation: 'a'.repeat(length) });

  expect([content.text.length, content.truncated]).toEqual([4096, truncated]);
});

test('a text is never cut through a sign', async () => {
  const { content } = await arrivalOf({ conversation: `${'a'.repeat(4095)}😀😀` });

  expect(content.text).toBe('a'.repeat(4095));
});

test.each<[string, proto.IMessage, object]>([
  [
    'a photo with words',
    { imageMessage: { ...MEDIA, mimetype: 'image/jpeg', caption: 'mira' } },
    { kind: 'image', mimeType: 'image/jpeg', fileName: null, isVoiceNote: false },
  ],
  [
    'a photo of an album',
    { associatedChildMessage: { message: { imageMessage: { ...MEDIA, caption: 'mira' } } } },
    { kind: 'image', mimeType: 'image/jpeg', fileName: null, isVoiceNote: false },
  ],
  [
    'a video',
    { videoMessage: { ...MEDIA, mimetype: 'video/mp4', caption: 'mira' } },
    { kind: 'video', mimeType: 'video/mp4', fileName: null, isVoiceNote: false },
  ],
  [
    'a round video',
    { ptvMessage: { ...MEDIA, mimetype: 'video/mp4', caption: 'mira' } },
    { kind: 'video', mimeType: 'video/mp4', fileName: null, isVoiceNote: false },
  ],
  [
    'a document with words',
    {
      documentWithCaptionMessage: {
        message: {
          documentMessage: { ...MEDIA, mimetype: 'application/pdf', fileName: 'a.pdf', caption: 'mira' },
        },
      },
    },
    { kind: 'document', mimeType: 'application/pdf', fileName: 'a.pdf', isVoiceNote: false },
  ],
])('%s', async (_, message, expected) => {
  const { media, content } = await arrivalOf(message);

  expect(content).toEqual(incomingContent({ text: 'mira' }));
  expect(media).toMatchObject({ ...expected, bytes: 1234 });
});

test.each<[string, proto.Message.IAudioMessage, object]>([
  [
    'a voice note',
    { ptt: true, mimetype: 'audio/ogg; codecs=opus' },
    { mimeType: 'audio/ogg', isVoiceNote: true },
  ],
  ['a song', { ptt: false, mimetype: 'audio/mpeg' }, { mimeType: 'audio/mpeg', isVoiceNote: false }],
  ['an audio of a strange type', { mimetype: 'x"><script>' }, { mimeType: 'audio/ogg', isVoiceNote: false }],
])('%s', async (_, audio, expected) => {
  const { media } = await arrivalOf({ audioMessage: { ...MEDIA, ...audio } });

  expect(media).toMatchObject({ kind: 'audio', fileName: null, ...expected });
});

test.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\fotos\\medidor.jpg', 'medidor.jpg'],
  ['fac\u0000tu\u202era|.pdf', 'factura.pdf'],
  ['..', null],
  ['', null],
  [`${'a'.repeat(300)}.pdf`, `${'a'.repeat(116)}.pdf`],
])('a document called %j is kept as %j', async (fileName, kept) => {
  const { media } = await arrivalOf({ documentMessage: { ...MEDIA, fileName } });

  expect(media?.fileName).toBe(kept);
});

test('what is kept of a file opens it, and does not lead to where its sender says', async () => {
  const { media } = await arrivalOf({ ephemeralMessage: { message: { imageMessage: MEDIA } } });
  const { message } = proto.WebMessageInfo.decode(media?.encoded ?? new Uint8Array());
  const { imageMessage } = message ?? {};

  expect(imageMessage?.directPath).toBe(MEDIA.directPath);
  expect([...(imageMessage?.mediaKey ?? [])]).toEqual([...MEDIA.mediaKey]);
  expect([...(imageMessage?.fileSha256 ?? [])]).toEqual([...MEDIA.fileSha256]);
  expect(imageMessage?.url ?? '').toBe('');
  expect(media?.encoded.byteLength).toBeLessThan(300);
});

test('a size that cannot be is no size', async () => {
  const { media } = await arrivalOf({ imageMessage: { ...MEDIA, fileLength: -5 } });

  expect(media?.bytes).toBeGreaterThanOrEqual(0);
});

const EDIT = proto.Message.ProtocolMessage.Type.MESSAGE_EDIT;
const REVOKE = proto.Message.ProtocolMessage.Type.REVOKE;
const TARGET = { remoteJid: OUR_PHONE, fromMe: false, id: '3AEDITED' };

function edit(editedMessage: proto.IMessage): proto.IMessage {
  return { protocolMessage: { key: TARGET, type: EDIT, editedMessage } };
}

test.each<[string, proto.IMessage, Pick<Arrival, 'kind'> & Partial<IncomingContent>]>([
  ['an edit', edit({ conversation: 'otro' }), { kind: 'edit', text: 'otro', targetId: '3AEDITED' }],
  [
    'an edit in its envelope',
    { editedMessage: { message: edit({ extendedTextMessage: { text: 'otro' } }) } },
    { kind: 'edit', text: 'otro', targetId: '3AEDITED' },
  ],
  [
    'an edit of what is under a photo',
    edit({ imageMessage: { ...MEDIA, caption: 'otro' } }),
    { kind: 'edit', text: 'otro', targetId: '3AEDITED' },
  ],
  [
    'an edit that only phones can read',
    {
      secretEncryptedMessage: {
        targetMessageKey: TARGET,
        secretEncType: 2,
        encIv: SECRET,
        encPayload: SECRET,
      },
    },
    { kind: 'edit', text: '', targetId: '3AEDITED' },
  ],
  [
    'an edit in a disappearing chat',
    { ephemeralMessage: { message: edit({ conversation: 'otro' }) } },
    { kind: 'edit', text: 'otro', targetId: '3AEDITED' },
  ],
  [
    'a deletion',
    { protocolMessage: { key: TARGET, type: REVOKE } },
    { kind: 'delete', text: '', targetId: '3AEDITED' },
  ],
  [
    'a reaction to us',
    { reactionMessage: { key: { id: OURS }, text: '👍' } },
    { kind: 'reaction', text: '👍', targetId: OUTBOX_ID },
  ],
  [
    'a reaction to themselves',
    { reactionMessage: { key: { id: '3AMINE' }, text: '😡' } },
    { kind: 'reaction', text: '😡', targetId: '3AMINE' },
  ],
  [
    'a reaction with an endless id',
    { reactionMessage: { key: { id: 'x'.repeat(5000) }, text: '👍' } },
    { kind: 'reaction', text: '👍', targetId: 'x'.repeat(200) },
  ],
])('%s', async (_, message, { kind, ...content }) => {
  const arrival = await arrivalOf(message);

  expect([arrival.kind, arrival.messageId, arrival.media]).toEqual([kind, ID, null]);
  expect(arrival.content).toEqual(incomingContent({ text: '', ...content }));
});

/** As a phone seals a vote (loopback trial): the key depends on how it calls both sides. */
function aVote(titles: readonly string[], names = { creator: OUR_PHONE, voter: PHONE }): proto.IMessage {
  const { creator, voter } = names;
  const sign = Buffer.concat([
    ...[OURS, creator, voter, 'Poll Vote'].map((part) => Buffer.from(part)),
    Buffer.of(1),
  ]);
  const first = createHmac('sha256', Buffer.alloc(32)).update(SECRET).digest();
  const key = createHmac('sha256', first).update(sign).digest();
  const encIv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, encIv).setAAD(Buffer.from(`${OURS}\u0000${voter}`));
  const selectedOptions = titles.map((title) => createHash('sha256').update(title).digest());
  const plain = proto.Message.PollVoteMessage.encode({ selectedOptions }).finish();
  const encPayload = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  return { pollUpdateMessage: { pollCreationMessageKey: { id: OURS }, vote: { encPayload, encIv } } };
}

test.each([
  [OUR_PHONE, PHONE],
  [OUR_PHONE, LID],
  [OUR_LID, PHONE],
  [OUR_LID, LID],
])('a vote that calls us %s and them %s is the answer it names', async (creator, voter) => {
  const { kind, content } = await arrivalOf(aVote(['Difícil'], { creator, voter }));

  expect([kind, content]).toEqual(['message', incomingContent({ text: 'Difícil', quotedId: OUTBOX_ID })]);
});

test('a vote that cannot be opened is not taken for another', async () => {
  const { content } = await arrivalOf(
    aVote(['Difícil'], { creator: OUR_PHONE, voter: '573009998877@s.whatsapp.net' }),
  );

  expect(content).toEqual(incomingContent({ text: '', wordless: 'unknown', quotedId: OUTBOX_ID }));
});

test.each<[string, proto.IMessage]>([
  ['an emptied vote', aVote([])],
  ['a vote for something that is not in the poll', aVote(['Regular'])],
  [
    'a vote in a poll of their own',
    {
      pollUpdateMessage: {
        pollCreationMessageKey: { id: '3AMINE' },
        vote: { encIv: SECRET, encPayload: SECRET },
      },
    },
  ],
  ['a reaction taken back', { reactionMessage: { key: { id: OURS }, text: '' } }],
  ['an empty text', { conversation: ' \n ' }],
  ['only a key for a group', { senderKeyDistributionMessage: { groupId: 'x' } }],
  ['the announcement of an album', { albumMessage: { expectedImageCount: 2 } }],
  ['a message pinned', { pinInChatMessage: { key: TARGET, type: 1 } }],
  ['a change of how long messages last', { protocolMessage: { type: 3, ephemeralExpiration: 86_400 } }],
  ['a history sync that somebody forged', { protocolMessage: { type: 5, historySyncNotification: {} } }],
  ['keys that somebody forged', { protocolMessage: { type: 6, appStateSyncKeyShare: {} } }],
  ['a deletion of nothing', { protocolMessage: { type: REVOKE } }],
  ['nothing but what surrounds a message', { messageContextInfo: { messageSecret: SECRET } }],
])('%s is nothing to us', async (_, message) => {
  expect(await toArrival(aMessage(message), deps)).toBeNull();
});

test.each<[string, Partial<WAMessage>]>([
  ['ours', { key: { remoteJid: PHONE, fromMe: true, id: ID } }],
  ['of a group', { key: { remoteJid: '12345@g.us', participant: PHONE, fromMe: false, id: ID } }],
  ['a status', { key: { remoteJid: 'status@broadcast', participant: PHONE, fromMe: false, id: ID } }],
  ['of a channel', { key: { remoteJid: '123@newsletter', fromMe: false, id: ID } }],
  ['of a list', { broadcast: true }],
  ['of WhatsApp itself', { key: { remoteJid: '0@s.whatsapp.net', fromMe: false, id: ID } }],
  ['of an assistant of WhatsApp', { key: { remoteJid: '867051314767696@bot', fromMe: false, id: ID } }],
  ['not readable yet', { messageStubType: 2 }],
  ['between our own devices', { category: 'peer' }],
  ['without id', { key: { remoteJid: PHONE, fromMe: false } }],
])('a message that is %s is nothing to us', async (_, rest) => {
  expect(await toArrival(aMessage({ conversation: 'Hola' }, rest), deps)).toBeNull();
});

test('an endless id is cut', async () => {
  const key = { remoteJid: PHONE, fromMe: false, id: `${'x'.repeat(5000)}` };

  expect((await arrivalOf({ conversation: 'Hola' }, { key })).messageId).toBe('x'.repeat(200));
});

test.each([
  ['a number with a device', '573001112233:12@s.whatsapp.net', undefined, { lid: null, phone: PHONE }, PHONE],
  [
    'a LID and its number',
    '90573001112233:3@lid',
    '573001112233:0@s.whatsapp.net',
    { lid: LID, phone: PHONE },
    LID,
  ],
  ['a LID alone', LID, undefined, { lid: LID, phone: null }, LID],
  ['a number kept at a provider', '573001112233:99@hosted', undefined, { lid: null, phone: PHONE }, PHONE],
])('%s is a person', async (_, remoteJid, remoteJidAlt, identity, replyTo) => {
  const key = { remoteJid, ...(remoteJidAlt ? { remoteJidAlt } : {}), fromMe: false, id: ID };
  const arrival = await arrivalOf({ conversation: 'Hola' }, { key });

  expect([arrival.identity, arrival.replyTo]).toEqual([identity, replyTo]);
});

test.each([
  ['in the future', NOW.getTime() / 1000 + 60, NOW],
  ['at no time', undefined, NOW],
  ['at zero', 0, NOW],
  ['months ago', new Date('2026-01-01T00:00:00Z').getTime() / 1000, new Date('2026-10-21T15:00:00Z')],
])('a message sent %s counts within the last 30 days', async (_, seconds, sentAt) => {
  const arrival = await arrivalOf({ conversation: 'Hola' }, { messageTimestamp: seconds ?? null });

  expect(arrival.sentAt).toEqual(sentAt);
});

const CALL: WACallEvent = {
  chatId: LID,
  from: '90573001112233:0@lid',
  callerPn: PHONE,
  id: 'ABC',
  date: SENT_AT,
  status: 'offer',
  offline: false,
};

test('a call is answered in writing to who called', () => {
  expect(toCallArrival(CALL, deps)).toEqual({
    kind: 'message',
    messageId: 'call-ABC',
    content: incomingContent({ text: '', wordless: 'call' }),
    media: null,
    identity: { lid: LID, phone: PHONE },
    replyTo: LID,
    sentAt: SENT_AT,
  });
});

test.each<[string, Partial<WACallEvent>]>([
  ['the end of a call', { status: 'terminate' }],
  ['a call answered elsewhere', { status: 'accept' }],
  ['a call of a group', { isGroup: true }],
  ['a call of nobody', { from: '123@g.us' }],
])('%s is nothing to us', (_, rest) => {
  expect(toCallArrival({ ...CALL, ...rest }, deps)).toBeNull();
});

/** Every kind of message that the protocol knows. */
const KINDS = Object.entries(proto.Message.prototype).flatMap(([kind, value]) =>
  typeof value === 'function' || kind === 'conversation' ? [] : [kind],
);

test('the protocol knows many kinds of messages', () => {
  expect(KINDS.length).toBeGreaterThan(80);
});

test.each(KINDS)('an empty %s does no harm', async (kind) => {
  const message = proto.Message.fromObject({ [kind]: {} });
  const arrival = await toArrival(aMessage(message), deps);

  expect(arrival === null || IncomingContent.safeParse(arrival.content).success).toBe(true);
});
