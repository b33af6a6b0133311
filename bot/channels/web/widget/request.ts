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

const FIRST_WAIT_MS = 500;
const MAX_WAIT_MS = 30_000;

/** How long to wait after so many failures in a row: longer each time, and never all browsers at once. */
export function waitAfter(failures: number): number {
  return Math.min(MAX_WAIT_MS, FIRST_WAIT_MS * 2 ** failures) * (0.5 + Math.random());
}

/** The requests on their way. */
const underWay = new Set<AbortController>();

/** Gives up every request on its way: what it would bring belongs to a conversation that is no more. */
export function abortRequests(): void {
  for (const abort of underWay) {
    abort.abort();
  }
}

/** Asks the server and reads its JSON. Throws Refusal when it says no, whatever else when it is out of reach. */
export async function request<T>(address: string, { token, method = 'GET', body }: Requested): Promise<T> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), body instanceof FormData ? UPLOAD_TIMEOUT_MS : TIMEOUT_MS);
  underWay.add(abort);
  try {
    const headers = {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(typeof body === 'string' && { 'content-type': 'application/json' }),
    };
    const response = await fetch(address, { method, headers, body: body ?? null, signal: abort.signal });
    // An answer that was cut off on its way is none; of a refusal the status is enough.
    if (response.ok) {
      return (await response.json()) as T;
    }
    const { error } = await response.json().catch(() => ({}));
    throw new Refusal(response, error?.message);
  } finally {
    clearTimeout(timer);
    underWay.delete(abort);
  }
}
