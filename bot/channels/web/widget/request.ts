/** The server said no, with its status and its words. */
export class Refusal extends Error {
  readonly status: number;
  readonly retryAfterSeconds: number;

  constructor(response: Response, message: string) {
    super(message);
    this.status = response.status;
    this.retryAfterSeconds = Number(response.headers.get('retry-after') ?? 0);
  }
}

export type Requested = {
  readonly method?: string;
  readonly body?: string | FormData;
  readonly token?: string;
};

const TIMEOUT_MS = 20_000;
const UPLOAD_TIMEOUT_MS = 300_000;

/** Asks the server and reads its JSON. Throws Refusal when it says no, whatever else when it is out of reach. */
export async function request<T>(address: string, { token, method = 'GET', body }: Requested): Promise<T> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), body instanceof FormData ? UPLOAD_TIMEOUT_MS : TIMEOUT_MS);
  const headers = new Headers();
  if (token) {
    headers.set('authorization', `Bearer ${token}`);
  }
  if (typeof body === 'string') {
    headers.set('content-type', 'application/json');
  }
  try {
    const response = await fetch(address, {
      method,
      headers,
      signal: abort.signal,
      ...(body ? { body } : {}),
    });
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) {
      throw new Refusal(response, String(answer?.error?.message ?? ''));
    }
    return answer as T;
  } finally {
    clearTimeout(timer);
  }
}
