import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../domain/calendar/clock.ts';
import { createTranslate } from '../../locales/translate.ts';
import type { LiveEntity } from '../../prisma/live-entity.ts';
import { isConnectionLoss } from '../../prisma/pool.ts';
import { createPqrsByCode } from '../../prisma/repositories/pqrs-by-code.ts';
import { createWebEdge } from '../../prisma/repositories/web-edge.ts';
import { publicPages } from '../channels/web/public/public-pages.ts';
import { createTokens } from '../channels/web/tokens.ts';
import { webChannel } from '../channels/web/web-channel.ts';
import type { Config } from '../config.ts';
import type { Files } from '../files.ts';
import type { Messaging } from '../messaging.ts';
import { orOperational } from '../operational.ts';
import { greet } from './citizen-preview.ts';
import { composeContinuation } from './continuation.ts';
import { composeFiling } from './filing.ts';
import type { Storage } from './storage.ts';

const TOKEN_SECONDS = 30 * 60;

type Dependencies = {
  readonly config: Pick<Config, 'whatsapp'>;
  readonly storage: Storage;
  readonly entity: LiveEntity;
  readonly messaging: Messaging;
  readonly files: Files;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly publicUrl: string;
};

/** The citizen's side: the page, the widget, Direct Line and the public pages. */
export async function registerWeb(app: FastifyInstance, deps: Dependencies): Promise<void> {
  const { storage, entity, messaging, files, clock, newId, publicUrl } = deps;
  const hmac = storage.keys.hmac('direct-line');
  const edge = createWebEdge(storage.database);
  await app.register(webChannel, {
    inbox: messaging.inbox,
    timeline: messaging.timeline,
    files,
    hmac,
    edge,
    continuation: composeContinuation(deps),
    tokens: createTokens({ hmac, clock, ttlSeconds: TOKEN_SECONDS }),
    clock,
    newId,
    t: createTranslate('es-CO'),
    profile: entity.profile,
    hello: () => greet(entity.profile()),
    publicUrl,
  });
  const verification = storage.keys.hmac('verification');
  const byCode = createPqrsByCode(storage.database, (data) => verification(data).toString('hex'));
  await app.register(publicPages, {
    profile: entity.profile,
    t: createTranslate('es-CO'),
    locale: 'es-CO',
    clock,
    byCode: { find: (attempt) => orOperational(isConnectionLoss, () => byCode.find(attempt)) },
    files,
    hmac: storage.keys.hmac('public-document'),
    filing: composeFiling({ ...deps, edge }),
  });
}
