import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { getStaff } from '../access.ts';
import {
  ActBody,
  AnswerFileView,
  ColleagueList,
  InboxDetail,
  InboxDetailQuery,
  InboxFileParams,
  InboxList,
  InboxParams,
  InboxQuery,
  SeenBody,
} from '../contracts/handoff.ts';
import { actInConversation } from '../handoff/act.ts';
import { assertMayAnswer } from '../handoff/answer-files.ts';
import type { InboxReading } from '../handoff/inbox-reading.ts';
import { listColleagues } from '../handoff/list-colleagues.ts';
import { readConversationFile } from '../handoff/read-file.ts';
import { getReadable, readInbox, readInboxDetail } from '../handoff/read-inbox.ts';
import { acceptOneFile, readOneFile } from './one-file.ts';

type Options = { readonly reading: InboxReading };

/** Everything under `/conversations`: the live inbox, one conversation, and what colleagues do in it. */
export const handoffRoutes: FastifyPluginAsyncZod<Options> = async (app, options) => {
  await app.register(readRoutes, options);
  await app.register(workRoutes, options);
  await app.register(fileRoutes, options);
};

const readRoutes: FastifyPluginAsyncZod<Options> = async (app, { reading }) => {
  const config = { access: 'conversations:read' } as const;

  app.get(
    '/conversations',
    { config, schema: { querystring: InboxQuery, response: { 200: InboxList } } },
    (request) => readInbox(request.query, getStaff(request), reading),
  );

  app.get(
    '/conversations/:id',
    {
      config,
      schema: { params: InboxParams, querystring: InboxDetailQuery, response: { 200: InboxDetail } },
    },
    (request) =>
      readInboxDetail({ id: request.params.id, after: request.query.after }, getStaff(request), reading),
  );

  app.get(
    '/conversations/:id/files/:fileId',
    { config, schema: { params: InboxFileParams } },
    async (request, reply) => {
      const { role } = getStaff(request);
      const { bytes, headers } = await readConversationFile({ ...request.params, role }, reading);
      return reply.headers(headers).send(Buffer.from(bytes));
    },
  );
};

const workRoutes: FastifyPluginAsyncZod<Options> = async (app, { reading }) => {
  const config = { access: 'conversations:work' } as const;
  const nothing = { 204: z.void() };

  app.get('/conversations/colleagues', { config, schema: { response: { 200: ColleagueList } } }, () =>
    listColleagues(reading),
  );

  app.post(
    '/conversations/:id/acts',
    { config, schema: { params: InboxParams, body: ActBody, response: nothing } },
    async (request, reply) => {
      await actInConversation(request.params.id, { body: request.body, by: getStaff(request) }, reading);
      return reply.code(204).send();
    },
  );

  app.post(
    '/conversations/:id/seen',
    { config, schema: { params: InboxParams, body: SeenBody, response: nothing } },
    async (request, reply) => {
      const { id } = request.params;
      const { lastSeq } = await getReadable(id, getStaff(request).role, reading);
      await reading.inbox.markSeen(id, Math.min(request.body.upTo, lastSeq));
      return reply.code(204).send();
    },
  );
};

/** A file at a time, as it was chosen: what is wrong with one is told of that one. */
const fileRoutes: FastifyPluginAsyncZod<Options> = async (app, { reading }) => {
  await acceptOneFile(app);

  app.post(
    '/conversations/:id/files',
    {
      config: { access: 'conversations:work' },
      schema: { params: InboxParams, response: { 200: AnswerFileView } },
    },
    async (request) => {
      const conversationId = request.params.id;
      const by = getStaff(request);
      await assertMayAnswer(conversationId, by, reading);
      const { fileId, name, mimeType, bytes } = await reading.colleagueFiles.keep({
        conversationId,
        staffId: by.id,
        ...(await readOneFile(request)),
      });
      return { fileId, name, mimeType, bytes };
    },
  );
};
