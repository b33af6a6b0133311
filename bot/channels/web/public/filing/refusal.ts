import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { OperationalError } from '../../../../../domain/errors.ts';
import type { PlainMessageKey } from '../../../../../locales/translate.ts';
import { WebRefusal } from '../../errors.ts';
import { html } from '../html.ts';
import { renderPublicPage, type Site } from '../layout.ts';

type Answer = { readonly status: number; readonly key: PlainMessageKey };

const ANSWERS = {
  unreadable: { status: 400, key: 'filing.error.unreadable' },
  otherSite: { status: 403, key: 'filing.error.otherSite' },
  tooLarge: { status: 413, key: 'filing.error.tooLarge' },
  unsupported: { status: 415, key: 'filing.error.unreadable' },
  unexpected: { status: 500, key: 'public.error.unexpected' },
  busy: { status: 503, key: 'public.error.busy' },
} as const satisfies Record<string, Answer>;

type RefusalName = keyof typeof ANSWERS;

const NAME_BY_STATUS: Readonly<Record<number, RefusalName>> = { 413: 'tooLarge', 415: 'unsupported' };

const RETRY_AFTER_SECONDS = 5;

/** The form says no before it could be read, so there is nothing to show again. */
export class FilingRefusal extends Error {
  override readonly name = 'FilingRefusal';
  readonly refusal: RefusalName;

  constructor(refusal: RefusalName) {
    super(refusal);
    this.refusal = refusal;
  }
}

/** Turns what happens before a form is read, and our own faults, into a page. Never logs what was sent. */
export function createFilingErrorHandler(site: () => Site) {
  return (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) => {
    const name = nameOf(error);
    if (name === 'unexpected') {
      request.log.error({ err: error }, 'filing form failed');
    }
    if (name === 'busy') {
      request.log.warn({ err: error }, 'filing form failed for now');
      reply.header('retry-after', String(RETRY_AFTER_SECONDS));
    }
    const { t } = site();
    const { status, key } = ANSWERS[name];
    const content = html`<p>${t(key)}</p><p><a class="button" href="/radicar">${t('filing.error.back')}</a></p>`;
    const page = { path: null, heading: t('public.error.title'), content };
    return reply.code(status).type('text/html; charset=utf-8').send(renderPublicPage(site(), page));
  };
}

/** What Fastify, its parsers and the reading of uploads refuse is the sender's; everything else is our fault. */
function nameOf(error: FastifyError | Error): RefusalName {
  if (error instanceof FilingRefusal) {
    return error.refusal;
  }
  if (error instanceof OperationalError) {
    return 'busy';
  }
  if (error instanceof WebRefusal) {
    return 'unreadable';
  }
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  return NAME_BY_STATUS[status] ?? (status < 500 ? 'unreadable' : 'unexpected');
}
