import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { getStaff } from '../access.ts';
import { InboxParams } from '../contracts/handoff.ts';
import { PqrsParams } from '../contracts/pqrs.ts';
import {
  Constancia,
  ConversationIntakeParams,
  IntakeFileView,
  IntakeParams,
  IntakeView,
  OpenFromConversationBody,
  OpenPqrsBody,
} from '../contracts/pqrs-intake.ts';
import type { IntakeDesk } from '../pqrs/intake-desk.ts';
import { openFromConversation, readOpened } from '../pqrs/open-from-conversation.ts';
import { openForPerson } from '../pqrs/open-pqrs.ts';
import { readConstancia } from '../pqrs/read-constancia.ts';
import { acceptOneFile, readOneFile } from './one-file.ts';

type Options = { readonly intake: IntakeDesk };

/**
 * PQRS that colleagues begin in somebody's name, and the paper for the person.
 *
 * Whoever works on PQRS receives people at the window; from a conversation whoever works on conversations files, also those
 * of health, who have no part in the other PQRS.
 */
export const pqrsIntakeRoutes: FastifyPluginAsyncZod<Options> = async (app, options) => {
  await app.register(windowRoutes, options);
  await app.register(fileRoutes, options);
  await app.register(conversationRoutes, options);
};

const windowRoutes: FastifyPluginAsyncZod<Options> = async (app, { intake }) => {
  app.post(
    '/pqrs/intakes',
    { config: { access: 'pqrs:work' }, schema: { body: OpenPqrsBody, response: { 200: IntakeView } } },
    (request) => openForPerson(request.body, getStaff(request), intake),
  );

  app.get(
    '/pqrs/:radicado/constancia',
    { config: { access: 'pqrs:read' }, schema: { params: PqrsParams, response: { 200: Constancia } } },
    (request) => readConstancia(request.params.radicado, getStaff(request), intake),
  );
};

/** A file at a time, as it was chosen: what is wrong with one is told of that one. */
const fileRoutes: FastifyPluginAsyncZod<Options> = async (app, { intake }) => {
  await acceptOneFile(app);

  app.post(
    '/pqrs/intakes/:intakeId/files',
    {
      config: { access: 'pqrs:work' },
      schema: { params: IntakeParams, response: { 200: IntakeFileView } },
    },
    async (request) => {
      const upload = await readOneFile(request);
      const conversationId = await intake.openHome(request.params.intakeId);
      const { fileId, name, mimeType, bytes } = await intake.keepFile({ conversationId, ...upload });
      return { fileId, name, mimeType, bytes };
    },
  );
};

const conversationRoutes: FastifyPluginAsyncZod<Options> = async (app, { intake }) => {
  const config = { access: 'conversations:work' } as const;
  const response = { 200: IntakeView };

  app.post(
    '/conversations/:id/pqrs',
    { config, schema: { params: InboxParams, body: OpenFromConversationBody, response } },
    (request) =>
      openFromConversation(request.params.id, { body: request.body, by: getStaff(request) }, intake),
  );

  app.get(
    '/conversations/:id/pqrs/:intakeId',
    { config, schema: { params: ConversationIntakeParams, response } },
    (request) => {
      const { id: conversationId, intakeId } = request.params;
      return readOpened({ conversationId, intakeId }, getStaff(request), intake);
    },
  );
};
