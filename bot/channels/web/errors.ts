import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError, type DomainErrorCode, OperationalError } from '../../../domain/errors.ts';
import type { WebKey } from '../../../locales/es-co/web.ts';
import type { WebWords } from './options.ts';

type Answer = { readonly status: number; readonly code: string; readonly key: WebKey };

/** Every refusal of the web channel itself, with its status and its name in Direct Line. */
const REFUSALS = {
  badRequest: { status: 400, code: 'BadArgument', key: 'web.error.badRequest' },
  empty: { status: 400, code: 'MissingProperty', key: 'web.error.empty' },
  forbidden: { status: 403, code: 'Forbidden', key: 'web.error.forbidden' },
  originRefused: { status: 403, code: 'OriginNotAllowed', key: 'web.error.forbidden' },
  tokenInvalid: { status: 403, code: 'TokenExpired', key: 'web.error.forbidden' },
  notFound: { status: 404, code: 'NotFound', key: 'web.error.notFound' },
  notAllowed: { status: 405, code: 'MethodNotAllowed', key: 'web.error.notAllowed' },
  tooLarge: { status: 413, code: 'MessageSizeTooBig', key: 'web.error.tooLarge' },
  tooManyFiles: { status: 413, code: 'TooManyAttachments', key: 'web.error.tooManyFiles' },
  unsupported: { status: 415, code: 'UnsupportedMediaType', key: 'web.error.unsupported' },
  upgradeRequired: { status: 426, code: 'UpgradeRequired', key: 'web.error.notAllowed' },
  tooFast: { status: 429, code: 'RateLimited', key: 'web.error.tooFast' },
  unexpected: { status: 500, code: 'ServiceError', key: 'web.error.unexpected' },
  busy: { status: 503, code: 'ServiceUnavailable', key: 'web.error.busy' },
} as const satisfies Record<string, Answer>;

type RefusalName = keyof typeof REFUSALS;

/** Exhaustive on purpose: a new code does not compile until someone decides its status. */
const STATUS_BY_CODE: Readonly<Record<DomainErrorCode, number>> = {
  'absence-circle': 409,
  'absence-dates': 422,
  'absence-overlaps': 409,
  'absence-substitute': 422,
  'continuation-not-valid': 404,
  'conversation-not-ended': 409,
  'conversation-not-yours': 409,
  'conversation-taken': 409,
  'file-broken': 422,
  'file-too-large': 413,
  'file-type-not-accepted': 415,
  forbidden: 403,
  'intake-changed': 409,
  'intake-in-future': 422,
  'intake-late-reason': 422,
  'intake-read-back': 422,
  'last-admin': 409,
  'message-too-large': 413,
  'password-common': 422,
  'password-length': 422,
  'password-personal': 422,
  'pqrs-appeal-possible': 409,
  'pqrs-appeal-too-late': 409,
  'pqrs-date-not-possible': 422,
  'pqrs-electronic-not-accepted': 409,
  'pqrs-file-not-sent': 409,
  'pqrs-not-cited': 409,
  'pqrs-not-classified': 409,
  'pqrs-not-found': 404,
  'pqrs-not-in-this-regime': 409,
  'pqrs-not-in-this-state': 409,
  'pqrs-notice-not-for-regime': 422,
  'pqrs-once-only': 409,
  'pqrs-outcome-not-for-kind': 422,
  'pqrs-own-answer': 409,
  'pqrs-person-has-time': 409,
  'pqrs-silence-waits': 409,
  'pqrs-term-is-over': 409,
  'pqrs-too-long': 422,
  'quota-exceeded': 429,
  'reply-decided': 409,
  'reply-gap': 422,
  'reply-not-approved': 409,
  'reply-own-version': 409,
  'reply-variable-unknown': 422,
  'reply-waiting': 409,
  'staff-is-substitute': 409,
};

const REFUSAL_BY_STATUS: Readonly<Record<number, RefusalName>> = {
  404: 'notFound',
  405: 'notAllowed',
  413: 'tooLarge',
  415: 'unsupported',
  429: 'tooFast',
  503: 'busy',
};

const RETRY_AFTER_SECONDS = 5;

/** The web channel itself says no. The error handler turns it into an answer. */
export class WebRefusal extends Error {
  override readonly name = 'WebRefusal';
  readonly refusal: RefusalName;
  readonly retryAfterSeconds: number | null;

  constructor(refusal: RefusalName, retryAfterSeconds: number | null = null) {
    super(refusal);
    this.refusal = refusal;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** Turns every failure into Direct Line's error shape, in the person's words. Only real faults are logged. */
export function createErrorHandler(t: WebWords) {
  const refuse = (reply: FastifyReply, name: RefusalName) => {
    const { status, code, key } = REFUSALS[name];
    return reply.code(status).send({ error: { code, message: t(key) } });
  };

  return (error: FastifyError | Error, request: FastifyRequest, reply: FastifyReply) => {
    if (error instanceof DomainError) {
      const body = { error: { code: error.code, message: t(`errors.${error.code}`) } };
      return reply.code(STATUS_BY_CODE[error.code]).send(body);
    }
    if (error instanceof WebRefusal) {
      return refuse(withRetryAfter(reply, error.retryAfterSeconds), error.refusal);
    }
    if (error instanceof OperationalError) {
      request.log.warn({ err: error }, 'web request failed for now');
      return refuse(withRetryAfter(reply, RETRY_AFTER_SECONDS), 'busy');
    }
    const name = refusalOf(error);
    if (name === 'unexpected') {
      request.log.error({ err: error }, 'web request failed');
    }
    return refuse(reply, name);
  };
}

/** What Fastify and its parsers refuse carries its own status below 500; everything else is our fault. */
function refusalOf(error: FastifyError | Error): RefusalName {
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500;
  return REFUSAL_BY_STATUS[status] ?? (status < 500 ? 'badRequest' : 'unexpected');
}

function withRetryAfter(reply: FastifyReply, seconds: number | null): FastifyReply {
  return seconds === null ? reply : reply.header('retry-after', String(seconds));
}
