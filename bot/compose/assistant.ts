import { createHash, randomBytes } from 'node:crypto';
import { createAssistant } from '../../dialogs/assistant.ts';
import type { Assistant } from '../../dialogs/turn.ts';
import type { LiveEntity } from '../../prisma/live-entity.ts';
import type { Keys } from '../secret.ts';

type Dependencies = {
  readonly entity: Pick<LiveEntity, 'profile' | 'barrios'>;
  readonly keys: Keys;
  readonly newId: () => string;
  /** Where people reach our pages; asked for when a link is made. */
  readonly publicUrl: () => string;
};

/** The assistant of one utility. Training its understanding takes about a second, once. */
export function composeAssistant({ entity, keys, newId, publicUrl }: Dependencies): Assistant {
  const hmac = keys.hmac('verification');
  return createAssistant({
    entity: entity.profile,
    barrios: entity.barrios,
    newId,
    publicUrl,
    randomBytes: (count) => randomBytes(count),
    hmac: (data) => hmac(data).toString('hex'),
    sha256: (data) => createHash('sha256').update(data).digest('hex'),
  });
}
