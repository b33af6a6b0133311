import type { FastifyReply } from 'fastify';
import type { Html } from './html.ts';

/** Sends a whole page. */
export function sendPage(reply: FastifyReply, page: Html): FastifyReply {
  return reply.type('text/html; charset=utf-8').serializer(String).send(String(page));
}
