import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { OperationalError } from '../../../../domain/errors.ts';
import type { PlainMessageKey } from '../../../../locales/translate.ts';
import { html } from './html.ts';
import { renderPublicPage, type Site } from './layout.ts';

type Answer = { readonly status: number; readonly key: PlainMessageKey };

const ANSWERS = {
  badRequest: { status: 400, key: 'public.error.badRequest' },
  documentExpired: { status: 403, key: 'public.error.documentExpired' },
  notFound: { status: 404, key: 'public.error.notFound' },
  documentGone: { status: 404, key: 'public.error.documentGone' },
  notAllowed: { status: 405, key: 'public.error.notAllowed' },
  tooLarge: { status: 413, key: 'public.error.tooLarge' },
  unsupported: { status: 415, key: 'public.error.unsupported' },
  unexpected: { status: 500, key: 'public.error.unexpected' },
  busy: { status: 503, key: 'public.error.busy' },
} as const satisfies Record<string, Answer>;

type PublicRefusalName = keyof typeof ANSWERS;

const NAME_BY_STATUS: Readonly<Record<number, PublicRefusalName>> = {
  404: 'notFound',
  405: 'notAllowed',
  413: 'tooLarge',
  415: 'unsupported',
};

const RETRY_AFTER_SECONDS = 5;

/** A public page says no. The error handler turns it into a page. */
export class PublicRefusal extends Error {
  override readonly name = 'PublicRefusal';
  readonly refusal: PublicRefusalName;

  constructor(refusal: PublicRefusalName) {
    super(refusal);
    this.refusal = refusal;
  }
}

/** One caller asks too often: the answer says how long to wait. */
export class TooFast extends Error {
  override readonly name = 'TooFast';
  readonly waitSeconds: number;

  constructor(waitSeconds: number) {
    super('too fast');
    this.waitSeconds = waitSeconds;
  }
}

/** Turns every failure into a page with the site map. Only real faults are logged, and never what was sent. */
export function createPublicErrorHandler(site: () => Site) {
  const send = (reply: FastifyReply, status: number, words: string) => {
    const { t } = site();
    const content = html`<p>${words}</p><p><a class="button" href="/consulta">${t('public.error.back')}</a></p>`;
    const page = { path: null, heading: t('public.error.title'), content };
    return reply.code(status).type('text/html; charset=utf-8').send(renderPublicPage(site(), page));
  };

  return (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) => {
    const { t } = site();
    if (error instanceof TooFast) {
      reply.header('retry-after', String(error.waitSeconds));
      return send(reply, 429, t('public.error.tooFast', { seconds: error.waitSeconds }));
    }
    const name = nameOf(error);
    if (name === 'unexpected') {
      request.log.error({ err: error }, 'public page failed');
    }
    if (name === 'busy') {
      request.log.warn({ err: error }, 'public page failed for now');
      reply.header('retry-after', String(RETRY_AFTER_SECONDS));
    }
    return send(reply, ANSWERS[name].status, t(ANSWERS[name].key));
  };
}

/** What Fastify and its parsers refuse carries its own status below 500; everything else is our fault. */
function nameOf(error: FastifyError | Error): PublicRefusalName {
  if (error instanceof PublicRefusal) {
    return error.refusal;
  }
  if (error instanceof OperationalError) {
    return 'busy';
  }
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  return NAME_BY_STATUS[status] ?? (status < 500 ? 'badRequest' : 'unexpected');
}
