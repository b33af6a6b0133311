import { Refusal, type Requested, request } from './request.ts';
import { alone, forget, recall, remember } from './storage.ts';

export { Refusal };

type Session = { readonly conversationId: string; readonly token: string; readonly streamUrl?: string };

/** An activity, as far as the widget shows it. */
export type Activity = {
  readonly id: string;
  readonly type: string;
  readonly text?: string;
  readonly timestamp?: string;
  readonly from: { readonly role?: string };
  readonly channelData?: { readonly clientActivityID?: string };
  readonly suggestedActions?: { readonly actions: readonly { title: string; value: string }[] };
  readonly attachments?: readonly { name?: string; contentUrl?: string }[];
};

export type ActivitySet = { readonly activities: readonly Activity[]; readonly watermark?: string };

const SESSION = 'vecino.session';

/** Talks to Direct Line for the conversation of this browser; opens one when there is none. */
export class Api {
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  /** Also renews the token, because every connection passes through here. */
  async connect(watermark: string): Promise<Session> {
    const { answer } = await this.#call<Session>(`?watermark=${watermark}`);
    return keep({ ...answer, streamUrl: this.#here(answer.streamUrl ?? '') });
  }

  /** The stream at the address that this page came from: the server may be known under several. */
  #here(streamUrl: string): string {
    const { pathname, search } = new URL(streamUrl);
    return new URL(pathname + search, this.#base).href.replace(/^http/, 'ws');
  }

  async activitiesSince(watermark: string): Promise<{ conversationId: string; set: ActivitySet }> {
    const { conversationId, answer } = await this.#call<ActivitySet>(`/activities?watermark=${watermark}`);
    return { conversationId, set: answer };
  }

  async post(activity: object): Promise<object> {
    return this.#call('/activities', { method: 'POST', body: JSON.stringify(activity) });
  }

  async upload(activity: object, file: File): Promise<object> {
    const form = new FormData();
    form.append('activity', JSON.stringify(activity));
    form.append('file', file, file.name);
    return this.#call('/upload', { method: 'POST', body: form });
  }

  /** Asks with the token; when it is refused, once more with a new one. */
  async #call<T>(path: string, init: Requested = {}): Promise<{ conversationId: string; answer: T }> {
    const session = await this.#session();
    try {
      return await this.#callAs<T>(session, path, init);
    } catch (error) {
      if (!isForbidden(error)) {
        throw error;
      }
      await alone(SESSION, () => this.#renew(session));
      return this.#callAs<T>(await this.#session(), path, init);
    }
  }

  async #callAs<T>({ conversationId, token }: Session, path: string, init: Requested) {
    const address = `${this.#base}/conversations/${conversationId}${path}`;
    return { conversationId, answer: await request<T>(address, { ...init, token }) };
  }

  /** The session of this browser; two tabs that start together share one. */
  #session(): Promise<Session> {
    return alone(SESSION, async () => stored() ?? this.#open());
  }

  async #open(): Promise<Session> {
    const { token } = await request<Session>(`${this.#base}/tokens/generate`, { method: 'POST' });
    return keep(await request<Session>(`${this.#base}/conversations`, { method: 'POST', token }));
  }

  /** Changes an old token for a new one; a token that is past that leaves the way free for a new conversation. */
  async #renew({ token }: Session): Promise<void> {
    if (stored()?.token !== token) {
      return;
    }
    try {
      keep(await request<Session>(`${this.#base}/tokens/refresh`, { method: 'POST', token }));
    } catch (error) {
      if (!isForbidden(error)) {
        throw error;
      }
      forget(SESSION);
    }
  }
}

function stored(): Session | null {
  return JSON.parse(recall(SESSION) ?? 'null') as Session | null;
}

function keep(session: Session): Session {
  const { conversationId, token } = session;
  remember(SESSION, JSON.stringify({ conversationId, token }));
  return session;
}

function isForbidden(error: unknown): boolean {
  return error instanceof Refusal && error.status === 403;
}
