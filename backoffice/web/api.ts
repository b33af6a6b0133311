import type { ApiError } from '../contracts/error.ts';
import { t } from './words.ts';

/** Where the API is. */
export const BASE = '/api/v1';

type Circumstances = { readonly status: number; readonly body?: unknown; readonly cause?: unknown };

/** The server said no, or could not be reached (`status` 0). `message` is for people, `code` for programs. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly code: string;
  readonly status: number;
  /** The whole answer, for failures that tell more than a sentence. */
  readonly body: unknown;

  constructor({ code, message }: ApiError, { status, body = null, cause }: Circumstances) {
    super(message, { cause });
    this.code = code;
    this.status = status;
    this.body = body;
  }

  /** Nobody answered. */
  static unreachable(cause: unknown): ApiFailure {
    return new ApiFailure(
      { code: 'unreachable', message: t('console.frame.unreachable') },
      { status: 0, cause },
    );
  }

  /** The session has ended, or there was none. */
  get isSignedOut(): boolean {
    return this.status === 401 && this.code === 'not-signed-in';
  }
}

type Query = Readonly<Record<string, string | number | boolean | undefined>>;
type Reading = { readonly query?: Query; readonly signal?: AbortSignal };

/**
 * The API of the console. Paths are below `/api/v1`; every failure is an ApiFailure.
 *
 * A body is sent as JSON, or as it is when it is a form with files.
 */
export const api = {
  get: <T>(path: string, { query = {}, signal }: Reading = {}) =>
    ask<T>('GET', path + toSearch(query), signal && { signal }),
  post: <T = void>(path: string, body?: unknown) => ask<T>('POST', path, withBody(body)),
  put: <T = void>(path: string, body?: unknown) => ask<T>('PUT', path, withBody(body)),
  patch: <T = void>(path: string, body?: unknown) => ask<T>('PATCH', path, withBody(body)),
  delete: <T = void>(path: string, body?: unknown) => ask<T>('DELETE', path, withBody(body)),
};

async function ask<T>(method: string, path: string, init: RequestInit = {}): Promise<T> {
  const response = await reach(path, { method, ...init });
  const body = await readBody(response);
  if (!response.ok) {
    throw failureOf(body, response.status);
  }
  return body as T;
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(BASE + path, { credentials: 'same-origin', cache: 'no-store', ...init });
  } catch (error) {
    if (init.signal?.aborted) {
      throw error;
    }
    throw ApiFailure.unreachable(error);
  }
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '' || !response.headers.get('content-type')?.includes('json')) {
    return null;
  }
  return JSON.parse(text);
}

/** What an answer of the server that is no success tells. */
export function failureOf(body: unknown, status: number): ApiFailure {
  const { code, message } = (body ?? {}) as Partial<ApiError>;
  const error = { code: code ?? 'unexpected', message: message ?? t('console.errors.unexpected') };
  return new ApiFailure(error, { status, body });
}

function withBody(body: unknown): RequestInit {
  if (body === undefined) {
    return {};
  }
  return body instanceof FormData
    ? { body }
    : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

function toSearch(query: Query): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return search === '' ? '' : `?${search}`;
}
