import { describe, expect, test } from 'vitest';
import { freshState, openState, SCHEMA_VERSION } from '../../dialogs/state.ts';

const allKnown = () => true;
const draft = {
  answered: ['kind'],
  values: { kind: 'queja', description: 'me atendieron mal' },
  sources: { description: [{ messageId: 'm1', text: null }] },
  files: { f1: 'm2' },
};
const stored = {
  ...freshState(),
  dialogs: { dialogStack: [{ id: 'pqrs', state: { at: 'barrio' } }] },
  privacy: 'refused',
  drafts: { pqrs: draft },
};

test('a conversation in which nothing was said begins fresh and is not told of any restart', () => {
  expect(openState({}, allKnown)).toEqual({ state: freshState(), restarted: false });
});

test('what was stored comes back as it was', () => {
  const { state, restarted } = openState(JSON.parse(JSON.stringify(stored)), allKnown);

  expect({ state, restarted }).toEqual({ state: stored, restarted: false });
});

describe('what cannot be continued ends, and keeps the choice and the drafts', () => {
  test.each([
    ['an earlier schema version', { ...stored, schemaVersion: SCHEMA_VERSION - 1 }],
    ['a later schema version', { ...stored, schemaVersion: SCHEMA_VERSION + 1 }],
    ['no schema version', { ...stored, schemaVersion: undefined }],
    ['a field that nobody knows', { ...stored, extra: 1 }],
    ['a stack of another shape', { ...stored, dialogs: { stack: [] } }],
    ['a count that is text', { ...stored, misses: 'two' }],
  ])('%s', (_, broken) => {
    const { state, restarted } = openState(broken, allKnown);

    expect(restarted).toBe(true);
    expect(state).toEqual({ ...freshState(), privacy: 'refused', drafts: { pqrs: draft } });
  });

  test('a dialog that no longer exists', () => {
    const { state, restarted } = openState(stored, ({ id }) => id !== 'pqrs');

    expect(restarted).toBe(true);
    expect(state.dialogs.dialogStack).toEqual([]);
    expect(state.drafts).toEqual({ pqrs: draft });
  });
});

test('a draft of before messages were remembered is kept', () => {
  const { sources: _, files: __, ...old } = draft;
  const { state } = openState({ ...stored, schemaVersion: 1, drafts: { pqrs: old } }, allKnown);

  expect(state.drafts).toEqual({ pqrs: { ...old, sources: {}, files: {} } });
});

test.each([
  ['text', { drafts: 'x', privacy: 7, parked: [] }],
  ['nulls', { drafts: null, privacy: null, parked: null }],
  ['one broken draft', { drafts: { pqrs: { answered: 3 } } }],
])('nonsense never throws: %s', (_, broken) => {
  expect(openState(broken, allKnown).state).toEqual(freshState());
});
