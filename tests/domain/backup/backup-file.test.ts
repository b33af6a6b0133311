import { describe, expect, test } from 'vitest';
import {
  BackupKeep,
  backupNameOf,
  listExpiredBackups,
  parseBackupName,
} from '../../../domain/backup/backup-file.ts';
import { isBackupDue, isBackupLate } from '../../../domain/backup/backup-run.ts';
import { parseErasures, toErasureLine } from '../../../domain/people/erasure.ts';

const file = (entity: string, instant: string) => {
  const parsed = parseBackupName(backupNameOf(entity, new Date(instant)));
  if (parsed === null) {
    throw new Error('not one of ours');
  }
  return parsed;
};

test('a name says whose it is and of when', () => {
  expect(backupNameOf('essmar', new Date('2026-11-22T07:30:05.999Z'))).toBe(
    'vecino-essmar-20261122T073005Z.respaldo',
  );
  expect(parseBackupName('vecino-essmar-20261122T073005Z.respaldo')).toEqual({
    name: 'vecino-essmar-20261122T073005Z.respaldo',
    entity: 'essmar',
    takenAt: new Date('2026-11-22T07:30:05Z'),
  });
});

test.each([
  'vecino-essmar-20261122T073005Z.respaldo.part',
  '.vecino-essmar-20261122T073005Z.respaldo',
  'vecino-essmar-20261322T073005Z.respaldo',
  'vecino-essmar-20260230T073005Z.respaldo',
  'vecino-ESSMAR-20261122T073005Z.respaldo',
  'vecino-essmar-20261122T073005Z.respaldo\n',
  'otra-cosa.respaldo',
  'vecino-essmar.borrados',
])('%j is none of our names', (name) => {
  expect(parseBackupName(name)).toBeNull();
});

describe('what stays', () => {
  const everyNight = Array.from({ length: 60 }, (_, night) =>
    file('essmar', new Date(Date.parse('2026-11-22T07:30:00Z') - night * 86_400_000).toISOString()),
  );

  test('the newest of each of seven days and of each of four weeks, which end on Sunday', () => {
    const gone = new Set(listExpiredBackups(everyNight, 'essmar', { daily: 7, weekly: 4 }));

    expect(
      everyNight.filter((one) => !gone.has(one)).map(({ takenAt }) => takenAt.toISOString().slice(5, 10)),
    ).toEqual([
      ...['11-22', '11-21', '11-20', '11-19', '11-18', '11-17', '11-16'],
      ...['11-15', '11-08', '11-01'],
    ]);
  });

  test('of two in a day the later; never another entity; and the newest whatever the rule', () => {
    const noon = file('essmar', '2026-11-22T17:00:00Z');
    const night = file('essmar', '2026-11-22T07:30:00Z');
    const theirs = file('emdupar', '2020-01-01T07:30:00Z');

    expect(listExpiredBackups([night, theirs, noon], 'essmar', { daily: 7, weekly: 4 })).toEqual([night]);
    expect(listExpiredBackups([night], 'essmar', { daily: 0, weekly: 0 })).toEqual([]);
  });

  test('old ones stay while there are no newer ones', () => {
    const old = [file('essmar', '2024-01-01T07:30:00Z'), file('essmar', '2025-06-01T07:30:00Z')];

    expect(listExpiredBackups(old, 'essmar', { daily: 7, weekly: 4 })).toEqual([]);
  });

  test.each([
    ['7,4', { daily: 7, weekly: 4 }],
    ['30,0', { daily: 30, weekly: 0 }],
  ])('%s is read', (text, keep) => {
    expect(BackupKeep.parse(text)).toEqual(keep);
  });

  test.each(['0,4', '7', '7,4,1', '-1,2', 'siete,cuatro', ''])('%j is not', (text) => {
    expect(BackupKeep.safeParse(text).success).toBe(false);
  });
});

test.each([
  // last made                 last outcome   late   due
  [null, null, false, true],
  [null, 'failed', true, true],
  ['2026-11-22T07:30:00Z', 'made', false, false],
  ['2026-11-21T07:30:00Z', 'made', false, true],
  ['2026-11-21T07:30:00Z', 'failed', false, true],
  ['2026-11-20T07:30:00Z', 'made', true, true],
] as const)('made %s and last %s: late %s, due %s', (made, lastOutcome, late, due) => {
  const standing = { lastMadeAt: made && new Date(made), lastOutcome };
  const now = new Date('2026-11-22T12:00:00Z');

  expect([isBackupLate(standing, now), isBackupDue(standing, now)]).toEqual([late, due]);
});

test('a journal of erasures holds ids and instants, and a line cut by a crash counts for nothing', () => {
  const erasure = {
    contactId: '0b6f5d1e-7a0f-4a3e-9c52-4a6f2f8a1b2c',
    erasedAt: new Date('2026-11-22T12:00:00Z'),
  };
  const line = toErasureLine(erasure);

  expect(parseErasures(line + line.slice(0, 40))).toEqual([erasure]);
  expect(parseErasures('')).toEqual([]);
  expect(parseErasures(`2026-11-22T12:00:00.000Z Ana Pérez\n${line}`)).toBeNull();
});
