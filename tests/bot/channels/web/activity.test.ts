import { expect, test } from 'vitest';
import { readActivity, readWatermark } from '../../../../bot/channels/web/activity.ts';
import { findSeqIn, toActivitySet } from '../../../../bot/channels/web/activity-set.ts';
import type { TimelineEntry } from '../../../../bot/inbox.ts';
import { incomingContent, outgoingContent } from '../../../../domain/messages/content.ts';
import { toStorableText } from '../../../../domain/messages/storable-text.ts';

const messageOf = (payload: unknown) => {
  const activity = readActivity(payload);
  return activity?.kind === 'message' ? activity.message : null;
};

test.each([
  // what is written                              what is kept
  ['hola', 'hola'],
  ['a\u0000b', 'ab'],
  ['a\ud800b', 'ab'],
  ['a\udc00', 'a'],
  ['\ud83d\ude00', '\ud83d\ude00'],
  ['línea\notra', 'línea\notra'],
  ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ["'; DROP TABLE event; --", "'; DROP TABLE event; --"],
])('%j is kept as %j', (text, kept) => {
  expect(messageOf({ type: 'message', text })?.text).toBe(kept);
});

test.each([
  ['4,096 characters', 'a'.repeat(4096), 4096, false],
  ['4,097 characters', 'a'.repeat(4097), 4096, true],
  ['64 KB of digits', '7'.repeat(65_536), 4096, true],
  ['64 KB of emoji, none cut in half', `a${'😀'.repeat(16_384)}`, 4095, true],
  ['4,097 characters of which one is NUL', `${'a'.repeat(4096)}\u0000`, 4096, false],
])('of %s', (_, text, length, truncated) => {
  const message = messageOf({ type: 'message', text });

  expect(message).toMatchObject({ truncated });
  expect(message?.text).toHaveLength(length);
  expect(toStorableText(message?.text ?? '')).toBe(message?.text);
});

test.each([
  ['nothing', undefined],
  ['null', null],
  ['a text', 'hola'],
  ['a list', [{ type: 'message', text: 'x' }]],
  ['no type', { text: 'hola' }],
  ['a type that is no text', { type: 7, text: 'hola' }],
  ['a text that is none', { type: 'message', text: { $ne: '' } }],
  ['a very long type', { type: 'x'.repeat(1000) }],
])('%s is no activity', (_, payload) => {
  expect(readActivity(payload)).toBeNull();
});

test.each(['typing', 'conversationUpdate', 'invoke', 'endOfConversation', 'messageReaction', 'algo'])(
  'an activity of type %s is ignored',
  (type) => {
    expect(readActivity({ type, membersAdded: [{ id: 'x' }] })).toMatchObject({ kind: 'ignored' });
  },
);

test.each([
  ['a good one', 'a1b2-c3', 'a1b2-c3'],
  ['the id of the opening', 'joined', null],
  ['an empty one', '', null],
  ['one with a space', 'a b', null],
  ['one with NUL', 'a\u0000', null],
  ['one too long', 'a'.repeat(101), null],
  ['a number', 7, null],
  ['an object', { a: 1 }, null],
])('of client ids, %s', (_, clientActivityID, messageId) => {
  const activity = readActivity({ type: 'message', text: 'hola', channelData: { clientActivityID } });
  expect(activity).toMatchObject({ kind: 'message', messageId });
});

test.each([
  ['a text pressed as a value', { value: 'Sí' }, { text: 'Sí' }],
  [
    'a place',
    { entities: [{ type: 'GeoCoordinates', latitude: 11.24, longitude: -74.2 }] },
    { location: { latitude: 11.24, longitude: -74.2 } },
  ],
  [
    'a place off the earth',
    { text: 'x', entities: [{ type: 'GeoCoordinates', latitude: 91, longitude: 0 }] },
    { location: null },
  ],
  ['a language', { text: 'x', locale: 'es-CO' }, { locale: 'es-CO' }],
  ['a language that is none', { text: 'x', locale: '../../etc' }, { locale: null }],
  [
    'decorations of other shapes',
    { text: 'x', entities: 'a', channelData: 7, replyToId: [], name: {} },
    { text: 'x', replyToId: null },
  ],
  [
    'a remote attachment',
    { text: 'x', attachments: [{ contentUrl: 'http://169.254.169.254/' }] },
    { text: 'x' },
  ],
  [
    'prototype keys',
    JSON.parse('{"text":"x","__proto__":{"locale":"en"},"constructor":1}'),
    { text: 'x', locale: null },
  ],
])('of a message with %s', (_, more, expected) => {
  expect(messageOf({ type: 'message', ...more })).toMatchObject(expected);
});

test.each([
  ['12', 12],
  [12, 12],
  ['-', 0],
  ['', 0],
  ['undefined', 0],
  [undefined, 0],
  ['-5', 0],
  ['1.9', 1],
  ['1e99', 2_147_483_647],
  ['Infinity', 0],
  [['7'], 0],
])('the watermark %j means %d', (value, seq) => {
  expect(readWatermark(value)).toBe(seq);
});

test('the seen event says how far', () => {
  expect(readActivity({ type: 'event', name: 'vecino.seen', value: '7' })).toEqual({ kind: 'seen', upTo: 7 });
  expect(readActivity({ type: 'event', name: 'webchat/join' })).toMatchObject({ kind: 'ignored' });
});

const at = new Date('2026-03-02T15:06:00Z');
const incoming = incomingContent({ text: 'hola' });
const context = {
  conversationId: 'c1',
  assistantName: 'Vecino',
  linkTo: (id: string) => `https://x/${id}`,
};
const written: TimelineEntry = {
  direction: 'in',
  seq: 2,
  id: '9',
  messageId: 'mine',
  kind: 'message',
  content: incoming,
  at,
};
const joined: TimelineEntry = { ...written, seq: 1, messageId: 'joined', kind: 'joined' };
const said: TimelineEntry = {
  direction: 'out',
  seq: 3,
  id: '4d6f3c2e-0000-4000-8000-000000000000',
  inReplyTo: 'mine',
  content: outgoingContent({
    text: '¿Aceptas?',
    options: [{ value: 'si', title: 'Sí' }],
    expects: 'option',
    attachments: [{ fileId: 'f1', name: 'acta.pdf', mimeType: 'application/pdf', bytes: 9, pending: false }],
  }),
  at,
};

test('an entry that the person wrote comes back under its own id', () => {
  const { activities } = toActivitySet([written], 0, context);
  expect(activities).toEqual([
    expect.objectContaining({
      id: 'c1|m-mine',
      type: 'message',
      text: 'hola',
      from: { id: 'dl_c1', role: 'user' },
      channelData: { clientActivityID: 'mine' },
      timestamp: '2026-03-02T15:06:00.000Z',
    }),
  ]);
});

test('what the person answered says which message it quotes, and where the person was', () => {
  const location = { latitude: 11.24, longitude: -74.2 };
  const answer = { ...written, quotedSeq: 3, content: incomingContent({ text: 'sí', location }) };
  const { activities } = toActivitySet([answer, written], 0, context);

  expect(activities).toEqual([
    expect.objectContaining({ replyToId: 'c1|0000003', entities: [{ type: 'GeoCoordinates', ...location }] }),
    expect.not.objectContaining({ replyToId: expect.anything(), entities: expect.anything() }),
  ]);
});

test('what the assistant said carries options, hint, files and what it answers', () => {
  const { activities } = toActivitySet([said], 0, context);
  expect(activities).toEqual([
    expect.objectContaining({
      id: 'c1|0000003',
      from: { id: 'vecino', name: 'Vecino', role: 'bot' },
      replyToId: 'c1|m-mine',
      inputHint: 'expectingInput',
      suggestedActions: { actions: [{ type: 'imBack', title: 'Sí', value: 'Sí' }] },
      attachments: [{ contentType: 'application/pdf', name: 'acta.pdf', contentUrl: 'https://x/f1' }],
      locale: 'es-CO',
    }),
  ]);
});

test('what nobody should see moves the watermark only', () => {
  expect(toActivitySet([joined], 0, context)).toEqual({ activities: [], watermark: '1' });
  expect(toActivitySet([], 7, context)).toEqual({ activities: [], watermark: '7' });
});

test.each([
  ['c1|0000003', 3],
  ['c2|0000003', null],
  ['c1|m-mine', null],
  ['c1|0000003|1', null],
  ['c1|3; DROP', null],
  ['', null],
])('the activity id %j is our message %j', (id, seq) => {
  expect(findSeqIn(id, 'c1')).toBe(seq);
});
