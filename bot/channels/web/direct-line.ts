import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { incomingContent } from '../../../domain/messages/content.ts';
import { bearerOf, conversationOf, keepPace } from './access.ts';
import { JOINED_ID, readWatermark } from './activity.ts';
import { WebRefusal } from './errors.ts';
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
    keepPace(line.pace.opening, networkOf(request.ip));
    const { id } = await line.inbox.openConversation({ channel: 'web', address: line.newId() });
    return grant(line, id, page);
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
    const conversationId = conversationOf(request, line);
    keepPace(line.pace.posting, conversationId);
    const isNew = await join(line, conversationId);
    return reply.code(isNew ? 201 : 200).send(grantWithStream(line, request, conversationId));
  });

  app.get('/conversations/:id', async (request) => grantWithStream(line, request, readerOf(line, request)));

  app.get('/conversations/:id/activities', (request, reply) => sendActivities(line, request, reply));

  app.post('/conversations/:id/activities', async (request) => {
    const conversationId = conversationOf(request, line);
    keepPace(line.pace.posting, conversationId);
    return receiveActivity(line, { conversationId, payload: request.body, attachments: [] });
  });
}

/** The conversation that a request reads, at the pace of one. */
function readerOf(line: DirectLine, request: FastifyRequest): string {
  const conversationId = conversationOf(request, line);
  keepPace(line.pace.reading, conversationId);
  return conversationId;
}

async function sendActivities(line: DirectLine, request: FastifyRequest, reply: FastifyReply) {
  const conversationId = readerOf(line, request);
  const after = readWatermark((request.query as { watermark?: unknown }).watermark);
  if (after > 0) {
    await line.timeline.acknowledge({ conversationId, upTo: after, receipt: 'delivered' });
  }
  const context = contextOf(line, request, conversationId);
  const { set } = await readActivities(line, context, { after, maxEntries: MAX_ENTRIES_AN_ANSWER });
  return reply.send(set);
}

/** Tells the assistant that somebody came, once in the life of a conversation. */
async function join(line: DirectLine, conversationId: string): Promise<boolean> {
  const { duplicate } = await line.inbox.receive({
    conversationId,
    messageId: JOINED_ID,
    kind: 'joined',
    content: incomingContent({ text: '' }),
  });
  return !duplicate;
}

function grant({ tokens }: DirectLine, conversationId: string, page: string) {
  return { conversationId, token: tokens.issue(conversationId, page), expires_in: tokens.ttlSeconds };
}

/** The stream's address carries a pass for one use instead of the token. */
function grantWithStream(line: DirectLine, request: FastifyRequest, conversationId: string) {
  const watermark = readWatermark((request.query as { watermark?: unknown }).watermark);
  const base = `${line.originOf(request).replace(/^http/, 'ws')}${DIRECT_LINE}/conversations/${conversationId}`;
  const page = pageOf(request, line);
  const ticket = line.tokens.issueTicket({ conversationId, page, id: line.newId() });
  return {
    ...grant(line, conversationId, page),
    streamUrl: `${base}/stream?watermark=${watermark}&t=${ticket}`,
  };
}
