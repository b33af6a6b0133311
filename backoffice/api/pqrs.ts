import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { getStaff } from '../access.ts';
import {
  AnnexParams,
  PqrsDetail,
  PqrsDetailQuery,
  PqrsList,
  PqrsListQuery,
  PqrsParams,
} from '../contracts/pqrs.ts';
import { readAnnex } from '../pqrs/read-annex.ts';
import { readPqrsDetail } from '../pqrs/read-detail.ts';
import { readPqrsList } from '../pqrs/read-list.ts';
import type { PqrsReading } from '../pqrs/reader.ts';

/** Everything under `/pqrs`: the list in the order of the deadlines, one of them, and its annexes. */
export const pqrsRoutes: FastifyPluginAsyncZod<{ readonly reading: PqrsReading }> = async (
  app,
  { reading },
) => {
  const config = { access: 'pqrs:read' } as const;

  app.get(
    '/pqrs',
    { config, schema: { querystring: PqrsListQuery, response: { 200: PqrsList } } },
    (request) => readPqrsList(request.query, getStaff(request).role, reading),
  );

  app.get(
    '/pqrs/:radicado',
    { config, schema: { params: PqrsParams, querystring: PqrsDetailQuery, response: { 200: PqrsDetail } } },
    (request) =>
      readPqrsDetail(
        {
          radicado: request.params.radicado,
          role: getStaff(request).role,
          after: request.query.after,
        },
        reading,
      ),
  );

  app.get(
    '/pqrs/:radicado/annexes/:fileId',
    { config, schema: { params: AnnexParams } },
    async (request, reply) => {
      const { role } = getStaff(request);
      const { bytes, headers } = await readAnnex({ ...request.params, role }, reading);
      return reply.headers(headers).send(Buffer.from(bytes));
    },
  );
};
