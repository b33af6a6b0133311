import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { localDateOf } from '../../domain/calendar/local-date.ts';
import { getStaff } from '../access.ts';
import { BulkBody, BulkResult } from '../contracts/pqrs-bulk.ts';
import { PqrsExportQuery } from '../contracts/pqrs-export.ts';
import { type BulkOptions, changeMany, previewMany } from '../pqrs/change-many.ts';
import { type ExportOptions, exportPqrs } from '../pqrs/export-list.ts';

/** What is done with many PQRS at once: looked at before, changed, and taken away as a file. */
export const pqrsWorkRoutes: FastifyPluginAsyncZod<BulkOptions & ExportOptions> = async (app, options) => {
  const work = { access: 'pqrs:work' } as const;
  const schema = { body: BulkBody, response: { 200: BulkResult } };

  app.post('/pqrs/bulk/preview', { config: work, schema }, (request) =>
    previewMany(request.body, getStaff(request), options),
  );

  app.post('/pqrs/bulk/apply', { config: work, schema }, (request) =>
    changeMany(request.body, getStaff(request), options),
  );

  app.get(
    '/pqrs/export',
    { config: { access: 'pqrs:export' }, schema: { querystring: PqrsExportQuery } },
    async (request, reply) => {
      const file = await exportPqrs(request.query, getStaff(request), options);
      const day = localDateOf(options.clock.now());
      return reply
        .headers({
          'content-type': file.contentType,
          'content-disposition': `attachment; filename="pqrs-${day}.${file.extension}"`,
          'x-content-type-options': 'nosniff',
          'cache-control': 'private, no-store',
        })
        .send(file.stream);
    },
  );
};
