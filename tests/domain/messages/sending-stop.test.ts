import { expect, test } from 'vitest';
import { stopAfterRefusal } from '../../../domain/messages/sending-rules-stop.ts';

test.each([
  // word          about        refused   stops        because
  ['463', 'proactive', 0, 'proactive', 'refused-463'],
  ['463', 'case', 5, 'proactive', 'refused-463'],
  ['463', 'reply', 0, 'proactive', 'refused-463'],
  ['463', 'reply', 1, 'proactive', 'refused-463'],
  ['463', 'reply', 2, 'all', 'replies-refused-463'],
  ['restricted', null, 0, 'proactive', 'restricted'],
  ['restricted', 'reply', 2, 'proactive', 'restricted'],
  ['banned', null, 0, 'all', 'banned'],
] as const)('%s about a %s after %i refused replies stops %s', (code, lane, refusedInARow, scope, reason) => {
  expect(stopAfterRefusal(code, { class: lane, refusedInARow })).toEqual({ scope, reason });
});
