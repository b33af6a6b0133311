import type { BinaryNode } from '@whiskeysockets/baileys';
import { expect, test } from 'vitest';
import { toReported } from '../../../../../bot/channels/whatsapp/convert/receipt.ts';

const SELF = ['576054209676:3@s.whatsapp.net', '90057605420967:3@lid', undefined];
const PERSON = '573001112233@s.whatsapp.net';
const OWN_PHONE = '576054209676@s.whatsapp.net';

const receipt = (attrs: BinaryNode['attrs'], more: readonly string[] = []): BinaryNode => ({
  tag: 'receipt',
  attrs: { id: 'A', from: PERSON, t: '1', ...attrs },
  content: [{ tag: 'list', attrs: {}, content: more.map((id) => ({ tag: 'item', attrs: { id } })) }],
});

test.each([
  ['nothing more', {}, 'delivered'],
  ['an app in the background', { type: 'inactive' }, 'delivered'],
  ['a reader', { type: 'read' }, 'read'],
  ['a listener', { type: 'played' }, 'read'],
  ['a reader by LID', { type: 'read', from: '12345678901234@lid' }, 'read'],
  ['our own phone that has a copy', { type: 'sender', from: OWN_PHONE }, 'sent'],
  ['our own phone, of its own reading', { type: 'read', from: OWN_PHONE, recipient: PERSON }, null],
  ['our own phone by LID', { type: 'read-self', from: '90057605420967@lid' }, null],
  ['our own phone, in the name of a person', { participant: OWN_PHONE }, null],
  ['somebody who reads on another phone', { type: 'read-self' }, null],
  ['somebody who could not open it', { type: 'retry' }, null],
  ['a kind that nobody knows', { type: 'otra' }, null],
] as const)('of %s it says as much', (_, attrs, expected) => {
  expect(toReported(receipt(attrs), SELF)?.receipt ?? null).toBe(expected);
});

test('one stanza reports of many messages, and one without an id of none', () => {
  expect(toReported(receipt({}, ['B', 'C']), SELF)?.messageIds).toEqual(['A', 'B', 'C']);
  expect(toReported({ tag: 'receipt', attrs: { id: 'A', from: PERSON } }, SELF)?.messageIds).toEqual(['A']);
  expect(toReported({ tag: 'receipt', attrs: { from: PERSON } }, SELF)).toBeNull();
});
