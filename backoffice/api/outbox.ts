import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { getStaff } from '../access.ts';
import type { ChannelsControl } from '../channels/channels-control.ts';
import { readDead, readGivenUp, readLedger, readQueue } from '../channels/read-outbox.ts';
import { retryMany } from '../channels/retry-many.ts';
import {
  DeadQuery,
  GivenUpPage,
  GivenUpQuery,
  LedgerPage,
  LedgerQuery,
  QueueView,
  RetryBody,
  RetryResult,
} from '../contracts/outbox.ts';

/** What under `/channels` tells of the messages themselves: what waits, what left, what did not, and trying that again. */
export const outboxRoutes: FastifyPluginAsyncZod<{ readonly channels: ChannelsControl }> = async (
  app,
  { channels },
) => {
  const config = { access: 'channels:read' } as const;

  app.get('/channels/queue', { config, schema: { response: { 200: QueueView } } }, () => readQueue(channels));

  app.get(
    '/channels/ledger',
    { config, schema: { querystring: LedgerQuery, response: { 200: LedgerPage } } },
    (request) => readLedger(request.query, getStaff(request).role, channels),
  );

  app.get(
    '/channels/dead',
    { config, schema: { querystring: DeadQuery, response: { 200: LedgerPage } } },
    (request) => readDead(request.query, getStaff(request).role, channels),
  );

  app.get(
    '/channels/given-up',
    { config, schema: { querystring: GivenUpQuery, response: { 200: GivenUpPage } } },
    (request) => readGivenUp(request.query, getStaff(request).role, channels),
  );

  app.post(
    '/channels/retry',
    { config: { access: 'channels:manage' }, schema: { body: RetryBody, response: { 200: RetryResult } } },
    (request) => retryMany(request.body, getStaff(request).id, channels),
  );
};
