import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../domain/calendar/clock.ts';
import { createTranslate } from '../../locales/translate.ts';
import type { Entity } from '../../prisma/seed/seed-entity.ts';
import { createTokens } from '../channels/web/tokens.ts';
import { webChannel } from '../channels/web/web-channel.ts';
import type { Files } from '../files.ts';
import type { Messaging } from '../messaging.ts';
import type { Storage } from './storage.ts';

const TOKEN_SECONDS = 30 * 60;

type Dependencies = {
  readonly storage: Storage;
  readonly entity: Entity;
  readonly messaging: Messaging;
  readonly files: Files;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly publicUrl: string;
};

/** The citizen's side: the page, the widget and Direct Line. */
export async function registerWeb(app: FastifyInstance, deps: Dependencies): Promise<void> {
  const { storage, entity, messaging, files, clock, newId, publicUrl } = deps;
  const hmac = storage.keys.hmac('direct-line');
  await app.register(webChannel, {
    inbox: messaging.inbox,
    timeline: messaging.timeline,
    files,
    hmac,
    tokens: createTokens({ hmac, clock, ttlSeconds: TOKEN_SECONDS }),
    clock,
    newId,
    t: createTranslate('es-CO'),
    profile: () => entity.profile,
    publicUrl,
  });
}
