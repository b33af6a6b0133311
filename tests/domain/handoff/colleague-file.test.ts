import { expect, test } from 'vitest';
import { type ColleagueFile, isSendable, unsentBefore } from '../../../domain/handoff/colleague-file.ts';

const KEPT = new Date('2026-11-20T15:00:00Z');
const HOUR_MS = 3_600_000;
const after = (hours: number) => new Date(KEPT.getTime() + hours * HOUR_MS);

const aFile = (change: Partial<ColleagueFile> = {}): ColleagueFile => ({
  ...{ fileId: 'f', name: 'recibo.pdf', mimeType: 'application/pdf', bytes: 10, pending: false },
  ...{ conversationId: 'talk', staffId: 'ana', keptAt: KEPT, sentAt: null },
  ...change,
});

test.each<readonly [string, ColleagueFile, Date, boolean]>([
  ['that was kept a moment ago', aFile(), after(0), true],
  ['that was kept a day ago', aFile(), after(24), true],
  ['that was kept longer ago', aFile(), after(24.01), false],
  ['that was sent, when the same answer comes again', aFile({ sentAt: after(1) }), after(90), true],
  ['of another conversation', aFile({ conversationId: 'other' }), after(0), false],
  ['that another colleague keeps', aFile({ staffId: 'luis' }), after(0), false],
  ['of another colleague that was sent', aFile({ staffId: 'luis', sentAt: after(1) }), after(2), false],
])('whether an answer of Ana may carry a file %s', (_, file, now, may) => {
  expect(isSendable(file, { conversationId: 'talk', staffId: 'ana', now })).toBe(may);
});

test('nothing is forgotten that could still be sent, with a day for its turn', () => {
  expect(unsentBefore(after(48))).toEqual(KEPT);
});
