import { randomBytes } from 'node:crypto';
import type { Clock } from '../../domain/calendar/clock.ts';
import { MAIN_ACCOUNT } from '../../domain/messages/whatsapp-account.ts';
import { createTranslate } from '../../locales/translate.ts';
import { isConnectionLoss } from '../../prisma/pool.ts';
import { createWebContinuations } from '../../prisma/repositories/continuation.ts';
import { createWhatsAppAccountRepository } from '../../prisma/repositories/whatsapp-account.ts';
import type { WebContinuation } from '../channels/web/options.ts';
import type { Config } from '../config.ts';
import { orOperational } from '../operational.ts';
import type { Storage } from './storage.ts';

/** Pages are served more often than a phone is linked. */
const OFFER_KEPT_MS = 10_000;

type Dependencies = {
  readonly config: Pick<Config, 'whatsapp'>;
  readonly storage: Storage;
  readonly clock: Clock;
};

/** The way between the web and WhatsApp, which is there while a phone is linked. */
export function composeContinuation({ config, storage, clock }: Dependencies): WebContinuation {
  const { database, keys } = storage;
  const accounts = createWhatsAppAccountRepository(database.run, keys.sealer);
  const continuations = createWebContinuations(database);
  const hmac = keys.hmac('verification');
  const t = createTranslate('es-CO');
  const findNumber = async (): Promise<string | null> =>
    config.whatsapp === null ? null : ((await accounts.find(MAIN_ACCOUNT))?.phone ?? null);

  return {
    findNumber: () => orOperational(isConnectionLoss, findNumber),
    isOffered: rememberFor(clock, async () => (await findNumber().catch(() => null)) !== null),
    issue: (continuation) => orOperational(isConnectionLoss, () => continuations.issue(continuation)),
    redeem: (redemption) => orOperational(isConnectionLoss, () => continuations.redeem(redemption)),
    hmac: (data) => hmac(data).toString('hex'),
    randomBytes: (count) => randomBytes(count),
    toWhatsAppText: (code) => t('continuation.whatsappText', { code }),
  };
}

/** Asks again after a while; who asks meanwhile gets the last answer. */
function rememberFor<Answer>(clock: Clock, ask: () => Promise<Answer>): () => Promise<Answer> {
  let last: { readonly at: number; readonly answer: Promise<Answer> } | null = null;
  return () => {
    const at = clock.now().getTime();
    if (last === null || at - last.at > OFFER_KEPT_MS) {
      last = { at, answer: ask() };
    }
    return last.answer;
  };
}
