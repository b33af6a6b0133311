import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { getStaff } from '../access.ts';
import { PqrsDetailQuery, PqrsListQuery, PqrsParams } from '../contracts/pqrs.ts';
import { readPqrsDetail } from '../pqrs/read-detail.ts';
import { readPqrsList } from '../pqrs/read-list.ts';
import type { PqrsReading } from '../pqrs/reader.ts';
import type { PageWords } from './frame.ts';
import { renderPqrsDetailPage } from './pqrs-detail-page.ts';
import { renderPqrsListPage } from './pqrs-list-page.ts';
import { sendPage } from './send-page.ts';

/** The address of the list in Spanish; strict like the contract, so that no free text can stand in it. */
const ListAddress = z.strictObject({
  estado: PqrsListQuery.shape.status,
  vencimiento: PqrsListQuery.shape.vencimiento,
  cursor: PqrsListQuery.shape.cursor,
});

const DetailAddress = z.strictObject({ desde: PqrsDetailQuery.shape.after });

const PAGE_ROWS = 50;

/** The list of PQRS and one of them. */
export const pqrsPages: FastifyPluginAsyncZod<PageWords & { readonly reading: PqrsReading }> = async (
  app,
  options,
) => {
  const { reading } = options;
  const config = { access: 'pqrs:read' } as const;

  app.get('/', { config, schema: { querystring: ListAddress } }, async (request, reply) => {
    const staff = getStaff(request);
    const { estado, vencimiento, cursor } = request.query;
    const filter = { status: estado, vencimiento };
    const query = { ...filter, limit: PAGE_ROWS, ...(cursor !== undefined && { cursor }) };
    const list = await readPqrsList(query, staff.role, reading);
    const isFirstPage = cursor === undefined;
    return sendPage(reply, renderPqrsListPage({ ...options, staff, list, filter, isFirstPage }));
  });

  app.get(
    '/pqrs/:radicado',
    { config, schema: { params: PqrsParams, querystring: DetailAddress } },
    async (request, reply) => {
      const staff = getStaff(request);
      const detail = await readPqrsDetail(
        { radicado: request.params.radicado, role: staff.role, after: request.query.desde },
        reading,
      );
      return sendPage(reply, renderPqrsDetailPage({ ...options, staff, detail }));
    },
  );
};
