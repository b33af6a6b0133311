import type { FastifyError, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { DomainError, type DomainErrorCode } from '../domain/errors.ts';
import { Refusal, type RefusalCode, STATUS_BY_CODE } from './refusal.ts';

/** What a failed request is answered with. */
export type Failure = { readonly code: DomainErrorCode | RefusalCode; readonly status: number };

/**
 * The answer that an error deserves, logged once. Nothing of an unknown error reaches the caller.
 *
 * Errors of the HTTP layer (a body that is too large, a content type that nobody reads) keep their status.
 */
export function failureOf(error: FastifyError | Error, request: FastifyRequest): Failure {
  if (error instanceof DomainError || error instanceof Refusal) {
    request.log.info({ code: error.code }, 'request refused');
    return { code: error.code, status: STATUS_BY_CODE[error.code] };
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    return { code: 'invalid-request', status: STATUS_BY_CODE['invalid-request'] };
  }
  const status = 'statusCode' in error ? error.statusCode : undefined;
  if (status !== undefined && status >= 400 && status < 500) {
    return { code: 'invalid-request', status };
  }
  request.log.error({ err: error }, 'request failed');
  return { code: 'unexpected', status: STATUS_BY_CODE.unexpected };
}
