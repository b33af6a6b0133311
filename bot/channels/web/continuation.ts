import type { FastifyInstance, FastifyRequest } from 'fastify';
import { toString as toSvg } from 'qrcode';
import { z } from 'zod';
import { DomainError } from '../../../domain/errors.ts';
import { incomingContent } from '../../../domain/messages/content.ts';
import { ContinuationTarget, continuationEndOf } from '../../../domain/people/continuation.ts';
import {
  type ContinuationCode,
  findContinuationCodeIn,
  hashContinuationCode,
  newContinuationCode,
  toGroupedContinuationCode,
  toWebLink,
  toWhatsAppLink,
} from '../../../domain/people/continuation-code.ts';
import { conversationOf, keepPace } from './access.ts';
import { JOINED_ID } from './activity.ts';
import { createBuckets, type Pace } from './buckets.ts';
import { WebRefusal } from './errors.ts';
import type { WebContinuation } from './options.ts';
import { pageOf } from './origins.ts';
import { networkOf } from './sender-address.ts';
import type { DirectLine } from './session.ts';

const Request = z.object({ to: ContinuationTarget });
const Redemption = z.object({ code: z.string().max(100) });

/** Codes of one conversation: each ends an older one, so nobody needs many. */
const ISSUING: Pace = { burst: 12, perSecond: 1 / 20 };
/** Tries of one network: a whole carrier may share it, and 44 bits are not found in any number of years. */
const REDEEMING: Pace = { burst: 120, perSecond: 1 / 4, grows: true };

/** Going on elsewhere with a web chat, and going on here with one from elsewhere. */
export function continuationRoutes(app: FastifyInstance, line: DirectLine): void {
  const issuing = createBuckets(line.clock, ISSUING);
  const redeeming = createBuckets(line.clock, REDEEMING);

  app.post('/conversations/:id/continuation', async (request) => {
    const conversationId = conversationOf(request, line);
    const wanted = Request.safeParse(request.body).data;
    if (!wanted) {
      throw new WebRefusal('badRequest');
    }
    keepPace(issuing, conversationId);
    return offer(line, request, { conversationId, ...wanted });
  });

  app.post('/continuations', async (request) => {
    const page = pageOf(request, line);
    keepPace(redeeming, networkOf(request.ip));
    const conversationId = await redeem(line, request.body);
    return {
      conversationId,
      token: line.tokens.issue(conversationId, page),
      expires_in: line.tokens.ttlSeconds,
    };
  });
}

type Wanted = { readonly conversationId: string; readonly to: ContinuationTarget };

async function offer(line: DirectLine, request: FastifyRequest, { conversationId, to }: Wanted) {
  const continuation = getContinuation(line);
  const toLink = to === 'web' ? toPage(line, request) : await toWhatsApp(continuation);
  const code = newContinuationCode(continuation.randomBytes);
  const madeAt = line.clock.now();
  const expiresAt = continuationEndOf(madeAt);
  await continuation.issue({
    id: line.newId(),
    conversationId,
    target: to,
    codeHash: hashContinuationCode(code, continuation.hmac),
    madeAt,
    expiresAt,
  });
  const link = toLink(code);
  return {
    code: toGroupedContinuationCode(code),
    expiresAt: expiresAt.toISOString(),
    link,
    qr: await drawQr(link),
  };
}

function toPage(line: DirectLine, request: FastifyRequest): (code: ContinuationCode) => string {
  return (code) => toWebLink(line.originOf(request), code);
}

async function toWhatsApp(continuation: WebContinuation): Promise<(code: ContinuationCode) => string> {
  const number = await continuation.findNumber();
  if (number === null) {
    throw new WebRefusal('notFound');
  }
  return (code) => toWhatsAppLink(number, continuation.toWhatsAppText(toGroupedContinuationCode(code)));
}

/** A drawing without script or style, as an address that an `<img>` takes. */
async function drawQr(link: string): Promise<string> {
  const svg = await toSvg(link, { type: 'svg', errorCorrectionLevel: 'M', margin: 4 });
  return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg.trim())}`;
}

/** The conversation of a code. One answer for all that are not good: unknown, used, expired, or no code at all. */
async function redeem(line: DirectLine, body: unknown): Promise<string> {
  const continuation = getContinuation(line);
  const code = findContinuationCodeIn(Redemption.safeParse(body).data?.code ?? '');
  const redeemed =
    code &&
    (await continuation.redeem({
      codeHash: hashContinuationCode(code, continuation.hmac),
      address: line.newId(),
      conversationId: line.newId(),
      at: line.clock.now(),
    }));
  if (!redeemed) {
    throw new DomainError('continuation-not-valid');
  }
  const { conversationId, opened } = redeemed;
  if (opened) {
    await line.inbox.receive({
      conversationId,
      messageId: JOINED_ID,
      kind: 'joined',
      content: incomingContent({ text: '' }),
    });
  }
  return conversationId;
}

function getContinuation({ continuation }: DirectLine): WebContinuation {
  if (!continuation) {
    throw new WebRefusal('notFound');
  }
  return continuation;
}
