import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { getStaff } from '../access.ts';
import {
  FilledReply,
  FilledReplyParams,
  ReplyBody,
  ReplyDetail,
  ReplyDetailQuery,
  ReplyList,
  ReplyNameBody,
  ReplyParams,
  ReplySearchBody,
  ReplyVersionBody,
  ReplyVersionParams,
  ReplyWithdrawalBody,
} from '../contracts/replies.ts';
import type { InboxReading } from '../handoff/inbox-reading.ts';
import { fillReply } from '../replies/fill-reply.ts';
import { readReplies, readReply } from '../replies/read-replies.ts';
import {
  approveVersion,
  proposeVersion,
  type RepliesOptions,
  renameReply,
  startReply,
  withdrawVersion,
} from '../replies/replies-desk.ts';

type Options = { readonly reading: InboxReading; readonly newId: () => string };

/** Everything under `/replies`: the saved replies and their versions; and one of them put into a conversation. */
export const repliesRoutes: FastifyPluginAsyncZod<Options> = async (app, { reading, newId }) => {
  const desk: RepliesOptions = { replies: reading.replies, clock: reading.clock, newId };
  await app.register(readRoutes, desk);
  await app.register(workRoutes, desk);
  await app.register(decideRoutes, desk);

  app.get(
    '/conversations/:id/replies/:versionId',
    {
      config: { access: 'conversations:work' },
      schema: { params: FilledReplyParams, response: { 200: FilledReply } },
    },
    (request) => {
      const { id: conversationId, versionId } = request.params;
      return fillReply({ conversationId, versionId }, getStaff(request), reading);
    },
  );
};

const readRoutes: FastifyPluginAsyncZod<RepliesOptions> = async (app, desk) => {
  const config = { access: 'conversations:read' } as const;

  app.post(
    '/replies/search',
    { config, schema: { body: ReplySearchBody, response: { 200: ReplyList } } },
    (request) => readReplies(request.body, desk),
  );

  app.get(
    '/replies/:id',
    {
      config,
      schema: { params: ReplyParams, querystring: ReplyDetailQuery, response: { 200: ReplyDetail } },
    },
    (request) => readReply({ id: request.params.id, before: request.query.before }, getStaff(request), desk),
  );
};

const workRoutes: FastifyPluginAsyncZod<RepliesOptions> = async (app, desk) => {
  const config = { access: 'conversations:work' } as const;

  app.post(
    '/replies',
    { config, schema: { body: ReplyBody, response: { 201: ReplyDetail } } },
    async (request, reply) => reply.code(201).send(await startReply(request.body, getStaff(request), desk)),
  );

  app.post(
    '/replies/:id/versions',
    { config, schema: { params: ReplyParams, body: ReplyVersionBody, response: { 201: ReplyDetail } } },
    async (request, reply) => {
      const proposal = { id: request.params.id, text: request.body.text };
      return reply.code(201).send(await proposeVersion(proposal, getStaff(request), desk));
    },
  );
};

const decideRoutes: FastifyPluginAsyncZod<RepliesOptions> = async (app, desk) => {
  app.put(
    '/replies/:id/name',
    {
      config: { access: 'replies:approve' },
      schema: { params: ReplyParams, body: ReplyNameBody, response: { 200: ReplyDetail } },
    },
    (request) => renameReply({ id: request.params.id, name: request.body.name }, getStaff(request), desk),
  );

  app.post(
    '/replies/:id/versions/:number/approve',
    {
      config: { access: 'replies:approve' },
      schema: { params: ReplyVersionParams, response: { 200: ReplyDetail } },
    },
    (request) => approveVersion(request.params, getStaff(request), desk),
  );

  // The author may take back a proposal, and approves nothing: who may do it is a rule of the version.
  app.post(
    '/replies/:id/versions/:number/withdraw',
    {
      config: { access: 'conversations:read' },
      schema: { params: ReplyVersionParams, body: ReplyWithdrawalBody, response: { 200: ReplyDetail } },
    },
    (request) => withdrawVersion({ ...request.params, reason: request.body.reason }, getStaff(request), desk),
  );
};
