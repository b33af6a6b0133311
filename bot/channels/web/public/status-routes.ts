import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { bogotaYearOf } from '../../../../domain/calendar/local-date.ts';
import { ACCEPTED_FILES } from '../../../../domain/messages/file-types.ts';
import type { Pqrs } from '../../../../domain/pqrs/pqrs.ts';
import { findRadicadoIn } from '../../../../domain/pqrs/radicado.ts';
import { normaliseVerificationCode } from '../../../../domain/pqrs/verification.ts';
import { createBuckets } from '../buckets.ts';
import { createDocumentKeys } from './document-keys.ts';
import { createFewAtOnce } from './few-at-once.ts';
import { type Page, renderPublicPage, type Site } from './layout.ts';
import { networkOf } from './network.ts';
import { DEFAULT_PUBLIC_LIMITS, type PublicPagesOptions } from './options.ts';
import { PublicRefusal, TooFast } from './refusal.ts';
import { statusFailurePage, statusFormPage } from './status-form-page.ts';
import { statusFoundPage } from './status-found-page.ts';

const DOCUMENT_MINUTES = 15;

/** The two fields as they came. What cannot be read as a radicado and a code is no attempt, and asks nothing of the database. */
type Typed = { readonly radicado: string; readonly code: string };

/** `/consulta`: a form, its answer, and the documents of what was found. */
export function statusRoutes(app: FastifyInstance, site: () => Site, options: PublicPagesOptions): void {
  const { clock, files, hmac, locale } = options;
  const limits = { ...DEFAULT_PUBLIC_LIMITS, ...options.limits };
  const pace = createBuckets(clock, limits.asking);
  const fewAtOnce = createFewAtOnce(limits);
  const keys = createDocumentKeys({ hmac, clock, ttlMinutes: DOCUMENT_MINUTES });

  const send = (reply: FastifyReply, page: Page) =>
    reply.type('text/html; charset=utf-8').send(renderPublicPage(site(), page));
  const find = findWith(options, fewAtOnce);

  const keepPace = async (request: FastifyRequest): Promise<void> => {
    const waitSeconds = pace.take(networkOf(request.ip));
    if (waitSeconds > 0) {
      throw new TooFast(waitSeconds);
    }
  };

  app.get('/consulta', (_request, reply) => send(reply, statusFormPage(site(), clock.now())));

  app.post('/consulta', { onRequest: keepPace }, async (request, reply) => {
    const now = clock.now();
    const heldBack = sleep(limits.failureMs, undefined, { ref: false });
    const typed = { radicado: fieldOf(request, 'radicado'), code: fieldOf(request, 'codigo') };
    const pqrs = await find(typed, now);
    if (pqrs !== null) {
      return send(reply, statusFoundPage(site(), { pqrs, now, locale, keys }));
    }
    await heldBack;
    return send(reply.code(403), statusFailurePage(site(), { now, typed: typed.radicado }));
  });

  app.post('/consulta/documento', { onRequest: keepPace }, async (request, reply) => {
    const fileId = keys.read(fieldOf(request, 'llave'));
    if (fileId === null) {
      throw new PublicRefusal('documentExpired');
    }
    const file = await files.findById(fileId);
    const bytes = file?.status === 'ready' ? await files.read(file) : null;
    if (!file || !bytes) {
      throw new PublicRefusal('documentGone');
    }
    return reply
      .header('content-disposition', `attachment; filename*=UTF-8''${encodeName(file.name)}`)
      .header('content-security-policy', "default-src 'none'; sandbox")
      .type(file.mimeType in ACCEPTED_FILES ? file.mimeType : 'application/octet-stream')
      .send(Buffer.from(bytes));
  });
}

function findWith({ profile, byCode }: PublicPagesOptions, fewAtOnce: ReturnType<typeof createFewAtOnce>) {
  return async (typed: Typed, now: Date): Promise<Pqrs | null> => {
    const { radicadoPrefix: prefix } = profile();
    const radicado = findRadicadoIn(typed.radicado, { prefix, year: bogotaYearOf(now), bareNumber: true });
    const code = normaliseVerificationCode(typed.code);
    return radicado === null || code === null ? null : fewAtOnce(() => byCode.find({ radicado, code, now }));
  };
}

/** The value of a field; nothing when it is missing or sent twice, since nobody can tell which one was meant. */
function fieldOf({ body }: FastifyRequest, name: string): string {
  const values = body instanceof URLSearchParams ? body.getAll(name) : [];
  return values.length === 1 ? (values[0] ?? '') : '';
}

function encodeName(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
}
