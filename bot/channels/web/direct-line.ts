import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bearerOf, conversationOf, keepPace } from './access.ts';
import { readWatermark } from './activity.ts';
import { WebRefusal } from './errors.ts';
import { join, joinAndHear } from './opening.ts';
import { pageOf } from './origins.ts';
import { receiveActivity } from './posting.ts';
import { networkOf } from './sender-address.ts';
import { contextOf, DIRECT_LINE, type DirectLine, readActivities } from './session.ts';

/** At most this many entries in one answer; the watermark says where to go on. */
const MAX_ENTRIES_AN_ANSWER = 1000;

/** Opening, refreshing, reading and writing a conversation over HTTP. */
export function conversationRoutes(app: FastifyInstance, line: DirectLine): void {
  app.post('/tokens/generate', async (request) => {
    const page = pageOf(request, line);
    return grant(line, await openConversation(line, request), page);
  });

  app.post('/tokens/refresh', async (request) => {
    const page = pageOf(request, line);
    const conversationId = line.tokens.verifyForRefresh(bearerOf(request), page);
    if (conversationId === null) {
      throw new WebRefusal('tokenInvalid');
    }
    keepPace(line.pace.reading, conversationId);
    return grant(line, conversationId, page);
  });

  app.post('/conversations', async (request, reply) => {
    if (request.headers.authorization === undefined) {
      return reply.code(201).send(await openAtOnce(line, request));
    }
    const conversationId = conversationOf(request, line);
    keepPace(line.pace.posting, conversationId);
    const isNew = await join(line, conversationId);
    return reply
      .code(isNew ? 201 : 200)
      .send(grantWithStream(line, request, { conversationId, watermark: watermarkOf(request) }));
  });

  app.get('/conversations/:id', async (request) => {
    const conversationId = readerOf(line, request);
    return grantWithStream(line, request, { conversationId, watermark: watermarkOf(request) });
  });

  app.get('/conversations/:id/activities', (request, reply) => sendActivities(line, request, reply));

  app.post('/conversations/:id/activities', async (request) => {
    const conversationId = conversationOf(request, line);
    keepPace(line.pace.posting, conversationId);
    return receiveActivity(line, { conversationId, payload: request.body, attachments: [] });
  });
}

function watermarkOf({ query }: FastifyRequest): number {
  return readWatermark((query as { watermark?: unknown }).watermark);
}

/** The conversation that a request reads, at the pace of one. */
function readerOf(line: DirectLine, request: FastifyRequest): string {
  const conversationId = conversationOf(request, line);
  keepPace(line.pace.reading, conversationId);
  return conversationId;
}

async function sendActivities(line: DirectLine, request: FastifyRequest, reply: FastifyReply) {
  const conversationId = readerOf(line, request);
  const after = watermarkOf(request);
  if (after > 0) {
    await line.timeline.acknowledge({ conversationId, upTo: after, receipt: 'delivered' });
  }
  const context = contextOf(line, request, conversationId);
  const { set } = await readActivities(line, context, { after, maxEntries: MAX_ENTRIES_AN_ANSWER });
  return reply.send(set);
}

async function openConversation(line: DirectLine, request: FastifyRequest): Promise<string> {
  keepPace(line.pace.opening, networkOf(request.ip));
  const { id } = await line.inbox.openConversation({ channel: 'web', address: line.newId() });
  return id;
}

/** All that a page needs to begin, in one answer: on a poor network each further one costs half a second. */
async function openAtOnce(line: DirectLine, request: FastifyRequest) {
  pageOf(request, line);
  const conversationId = await openConversation(line, request);
  const set = await joinAndHear(line, request, conversationId);
  const watermark = Number(set.watermark);
  return { ...grantWithStream(line, request, { conversationId, watermark }), ...set };
}

function grant({ tokens }: DirectLine, conversationId: string, page: string) {
  return { conversationId, token: tokens.issue(conversationId, page), expires_in: tokens.ttlSeconds };
}

/** The stream's address carries a pass for one use instead of the token. */
function grantWithStream(
  line: DirectLine,
  request: FastifyRequest,
  { conversationId, watermark }: { conversationId: string; watermark: number },
) {
  const base = `${line.originOf(request).replace(/^http/, 'ws')}${DIRECT_LINE}/conversations/${conversationId}`;
  const page = pageOf(request, line);
  const ticket = line.tokens.issueTicket({ conversationId, page, id: line.newId() });
  return {
    ...grant(line, conversationId, page),
    streamUrl: `${base}/stream?watermark=${watermark}&t=${ticket}`,
  };
}
