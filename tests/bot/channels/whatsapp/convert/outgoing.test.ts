import { expect, test } from 'vitest';
import { toMessageId } from '../../../../../bot/channels/whatsapp/convert/message-id.ts';
import {
  type OutgoingPart,
  toMessageContent,
  toWhatsApp,
} from '../../../../../bot/channels/whatsapp/convert/outgoing.ts';
import { typingMs } from '../../../../../bot/channels/whatsapp/convert/typing.ts';
import { type OutgoingContent, outgoingContent } from '../../../../../domain/messages/content.ts';
import { en } from '../../../../../locales/en/catalogue.ts';
import { esCo } from '../../../../../locales/es-co/catalogue.ts';
import { createTranslate } from '../../../../../locales/translate.ts';

const t = createTranslate('es-CO');

function parts(content: Partial<OutgoingContent> & { text: string }): readonly OutgoingPart[] {
  return toWhatsApp(outgoingContent(content), t);
}

function textOf(content: Partial<OutgoingContent> & { text: string }): string | undefined {
  const [first] = parts(content);
  return first?.kind === 'text' ? first.text : undefined;
}

const YES_NO = ['Sí, acepto', 'No acepto'].map((title) => ({ value: title, title }));
const photo = { fileId: 'a', name: 'foto.jpg', mimeType: 'image/jpeg', bytes: 3, pending: false };
const voice = { ...photo, fileId: 'b', name: 'nota.ogg', mimeType: 'audio/ogg' };
const song = { ...photo, fileId: 'c', name: 'audio.mp3', mimeType: 'audio/mpeg' };
const paper = { ...photo, fileId: 'd', name: 'acta.pdf', mimeType: 'application/pdf' };
const clip = { ...photo, fileId: 'e', name: 'video.mp4', mimeType: 'video/mp4' };

test('a menu is numbered lines with the way to answer', () => {
  expect(textOf({ text: '¿Aceptas?', options: YES_NO, expects: 'option' })).toBe(
    '¿Aceptas?\n\n*1.* Sí, acepto\n*2.* No acepto\n\nResponde con el número.',
  );
});

test.each(['text', 'file', 'nothing'] as const)(
  'options beside %s are offered without insisting',
  (expects) => {
    const [skip] = YES_NO;
    expect(textOf({ text: '¿Cuál?', options: skip ? [skip] : [], expects })).toBe(
      '¿Cuál?\n\n*1.* Sí, acepto',
    );
  },
);

test.each([
  ['bold by stars', 'es *urgente* ya', 'es ∗urgente∗ ya'],
  ['bold as in Markdown', '**urgente**', '∗∗urgente∗∗'],
  ['cursive', '«_no_ hay agua»', '«ˍnoˍ hay agua»'],
  ['struck out', '~nada~', '∼nada∼'],
  ['one inside the other', '*_x_*', '∗ˍxˍ∗'],
  ['code', 'a ```rm``` b `x`', 'a ˋˋˋrmˋˋˋ b ˋxˋ'],
  ['over two words', 'el *tubo roto*.', 'el ∗tubo roto∗.'],
  ['a name of a file', 'Guardé IMG_2026_11.jpg', 'Guardé IMG_2026_11.jpg'],
  ['a sum', '2 * 3 * 4 y 2*3', '2 * 3 * 4 y 2*3'],
  ['a link', 'https://essmar.gov.co/_a_/*b*?q=`', 'https://essmar.gov.co/_a_/*b*?q=`'],
])('%s in quoted words stays as it was written', (_, text, shown) => {
  expect(textOf({ text })).toBe(shown);
});

test.each([
  ['Spanish', esCo],
  ['English', en],
])('no sentence of ours in %s is changed', (_, catalogue) => {
  const said = Object.entries(catalogue).filter(([key]) => !/^(console|admin)\./.test(key));

  expect(said.filter(([, sentence]) => textOf({ text: sentence }) !== sentence)).toEqual([]);
});

test('a title that looks like formatting is a title', () => {
  const options = [{ value: 'x', title: '*Sí*' }];
  expect(textOf({ text: '¿?', options, expects: 'text' })).toBe('¿?\n\n*1.* ∗Sí∗');
});

test('a poll comes after its words, which say the options too', () => {
  expect(parts({ text: '¿Fácil?', options: YES_NO, expects: 'option', look: 'poll' })).toEqual([
    { kind: 'text', text: '¿Fácil?\n\n*1.* Sí, acepto\n*2.* No acepto\n\nResponde con el número.' },
    { kind: 'poll', name: 'También puedes tocar tu respuesta', options: ['Sí, acepto', 'No acepto'] },
  ]);
});

test.each([
  ['one option', ['a']],
  ['thirteen options', Array.from({ length: 13 }, (_, index) => `opción ${index}`)],
  ['two equal options', ['a', 'a']],
  ['a title that does not fit', ['a', 'b'.repeat(101)]],
])('%s make no poll', (_, titles) => {
  const options = titles.map((title) => ({ value: title, title }));
  expect(parts({ text: '¿?', options, look: 'poll' }).map(({ kind }) => kind)).toEqual(['text']);
});

test.each([
  ['one photo carries the words', [photo], 'Mira', [{ kind: 'file', file: photo, caption: 'Mira' }]],
  [
    'a voice note comes after the words',
    [voice],
    'Oye',
    [
      { kind: 'text', text: 'Oye' },
      { kind: 'file', file: voice, caption: null },
    ],
  ],
  [
    'several files come after the words',
    [photo, paper],
    'Van dos',
    [
      { kind: 'text', text: 'Van dos' },
      { kind: 'file', file: photo, caption: null },
      { kind: 'file', file: paper, caption: null },
    ],
  ],
  ['a file without words has no caption', [paper], '', [{ kind: 'file', file: paper, caption: null }]],
])('%s', (_, attachments, text, expected) => {
  expect(parts({ text, attachments })).toEqual(expected);
});

test('words that do not fit under a photo come before it', () => {
  const text = 'a'.repeat(1025);
  expect(parts({ text, attachments: [photo] }).map(({ kind }) => kind)).toEqual(['text', 'file']);
});

test('a place comes with its name', () => {
  const location = { latitude: 11.24, longitude: -74.2, name: 'Oficina' };
  expect(parts({ text: 'Te esperamos', location })).toEqual([
    { kind: 'text', text: 'Te esperamos' },
    { kind: 'place', ...location },
  ]);
});

test.each([
  ['a text without preview', { kind: 'text', text: 'Hola' }, { text: 'Hola', linkPreview: null }],
  [
    'a poll with one answer',
    { kind: 'poll', name: '¿?', options: ['a', 'b'] },
    { poll: { name: '¿?', values: ['a', 'b'], selectableCount: 1 } },
  ],
  [
    'a place',
    { kind: 'place', latitude: 1, longitude: 2, name: 'x' },
    { location: { degreesLatitude: 1, degreesLongitude: 2, name: 'x' } },
  ],
  [
    'a photo',
    { kind: 'file', file: photo, caption: 'Mira' },
    { image: Buffer.from('abc'), mimetype: 'image/jpeg', caption: 'Mira' },
  ],
  [
    'a video',
    { kind: 'file', file: clip, caption: null },
    { video: Buffer.from('abc'), mimetype: 'video/mp4' },
  ],
  [
    'a document under its name',
    { kind: 'file', file: paper, caption: null },
    { document: Buffer.from('abc'), mimetype: 'application/pdf', fileName: 'acta.pdf' },
  ],
  [
    'a voice note',
    { kind: 'file', file: voice, caption: null },
    { audio: Buffer.from('abc'), mimetype: 'audio/ogg; codecs=opus', ptt: true },
  ],
  [
    'a song',
    { kind: 'file', file: song, caption: null },
    { audio: Buffer.from('abc'), mimetype: 'audio/mpeg', ptt: false },
  ],
])('the library is given %s', (_, part, expected) => {
  expect(toMessageContent(part as OutgoingPart, new TextEncoder().encode('abc'))).toEqual(expected);
});

test('a file without bytes is a mistake of ours', () => {
  expect(() => toMessageContent({ kind: 'file', file: photo, caption: null }, null)).toThrow();
});

test.each([
  ['nothing', 0, 0.5, 600],
  ['nothing, by bad luck', 0, 0, 600],
  ['a sentence', 100, 0.5, 2400],
  ['a sentence, quicker', 100, 0, 1800],
  ['a sentence, slower', 100, 1, 3000],
  ['a page', 4000, 0, 4000],
])('typing %s takes its time', (_, characters, chance, ms) => {
  expect(typingMs(characters, chance)).toBe(ms);
});

test('the id of a part is always the same, of the usual form, and no other part has it', () => {
  const ids = [toMessageId('a', 0), toMessageId('a', 1), toMessageId('b', 0), toMessageId('a', 0)];
  expect(ids.every((id) => /^3EB0[0-9A-F]{18}$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(3);
});
