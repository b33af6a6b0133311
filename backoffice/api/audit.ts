import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Clock } from '../../domain/calendar/clock.ts';
import { localDateOf } from '../../domain/calendar/local-date.ts';
import type { AuditLog } from '../../domain/people/audit.ts';
import type { AuditReader } from '../../domain/people/audit-reader.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import type { Translate } from '../../locales/translate.ts';
import { getStaff } from '../access.ts';
import { exportAudit } from '../audit/export-audit.ts';
import { readAuditPage, toFilter } from '../audit/read-audit.ts';
import {
  AuditExportQuery,
  AuditFacets,
  AuditPage,
  AuditQuery,
  AuditVerdictView,
} from '../contracts/audit.ts';

/** What the audit's routes read and write. */
export type AuditAccess = {
  readonly reader: AuditReader;
  readonly log: AuditLog;
  readonly clock: Clock;
};

type Options = { readonly audit: AuditAccess; readonly t: Translate };

/** Everything under `/audit`: reading it, taking it along, and looking whether it is as it was written. */
export const auditRoutes: FastifyPluginAsyncZod<Options> = async (app, { audit, t }) => {
  const config = { access: 'audit:read' } as const;

  app.get(
    '/audit',
    { config, schema: { querystring: AuditQuery, response: { 200: AuditPage } } },
    (request) => readAuditPage(request.query, getStaff(request).role, audit.reader),
  );

  app.get('/audit/facets', { config, schema: { response: { 200: AuditFacets } } }, async () => {
    const { actions, staff } = await audit.reader.listFacets();
    return { actions: [...actions], staff: [...staff] };
  });

  app.get('/audit/verify', { config, schema: { response: { 200: AuditVerdictView } } }, () =>
    audit.reader.verify(),
  );

  app.get('/audit/export', { config, schema: { querystring: AuditExportQuery } }, async (request, reply) => {
    const { id, role } = getStaff(request);
    const now = audit.clock.now();
    await audit.log.append({
      at: now,
      actor: { kind: 'staff', id },
      action: 'audit.exported',
      subject: 'audit/all',
      after: z.record(z.string(), z.string()).parse({ ...request.query }),
    });
    const { contentType, extension, stream } = exportAudit({
      filter: toFilter(request.query),
      mayReadHealth: hasPermission(role, 'health:read'),
      audit: audit.reader,
      t,
    });
    return reply
      .header('content-disposition', `attachment; filename="auditoria-${localDateOf(now)}.${extension}"`)
      .type(contentType)
      .send(stream);
  });
};
