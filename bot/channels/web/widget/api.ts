import type { ContinuationOffer } from './extras-face.ts';
import { abortRequests, Refusal, type Requested, request } from './request.ts';
import { alone, forget, recall, remember } from './storage.ts';

export { Refusal };

/** An activity, as far as the widget shows it. */
export type Activity = {
  readonly id: string;
  readonly text?: string;
  readonly timestamp?: string;
  readonly from: { readonly role?: string };
  /** Of one's own: the message of the assistant that it quotes. */
  readonly replyToId?: string;
  readonly channelData?: { readonly clientActivityID?: string };
  readonly suggestedActions?: { readonly actions: readonly Choice[] };
  readonly attachments?: readonly { name?: string; contentUrl?: string }[];
  readonly entities?: readonly { type?: string }[];
};

type Answer<T> = { readonly conversationId: string; readonly answer: T };

export type Choice = { readonly title: string; readonly value: string };

export type ActivitySet = { readonly activities: readonly Activity[]; readonly watermark?: string };

/** A conversation that was just opened comes with what the assistant says first. */
type Session = Partial<ActivitySet> & {
  readonly conversationId: string;
  readonly token: string;
  readonly streamUrl?: string;
};

/** Where the tabs of this browser keep their conversation. */
export const SESSION = 'vecino.session';

/** Where they keep how far the person has read in it. */
export const READ = 'vecino.read';

/** Talks to Direct Line for the conversation of this browser; opens one when there is none. */
export class Api {
  readonly #base: string;
  #age = 0;

  constructor(base: string) {
    this.#base = base;
  }

  /** Also renews the token, because every connection passes through here. */
  async connect(watermark: string): Promise<Session> {
    const session = await this.#session(this.#age);
    const answer = session.activities
      ? session
      : keep((await this.#call<Session>(`?watermark=${watermark}`)).answer);
    return { ...answer, streamUrl: this.#here(answer.streamUrl ?? '') };
  }

  /** The stream at the address that this page came from: the server may be known under several. */
  #here(streamUrl: string): string {
    const { pathname, search } = new URL(streamUrl);
    return new URL(pathname + search, this.#base).href.replace(/^http/, 'ws');
  }

  activitiesSince(watermark: string): Promise<Answer<ActivitySet>> {
    return this.#call(`/activities?watermark=${watermark}`);
  }

  post(activity: object): Promise<object> {
    return this.#call('/activities', toPost(activity));
  }

  upload(activity: object, file: File): Promise<object> {
    const form = new FormData();
    form.append('activity', JSON.stringify(activity));
    form.append('file', file, file.name);
    return this.#call('/upload', { method: 'POST', body: form });
  }

  /** Gives up whatever is being asked: nothing of the conversation that is left may reach the next one. */
  leave(): void {
    this.#age++;
    abortRequests();
  }

  /** How to go on by WhatsApp. */
  async offer(): Promise<ContinuationOffer> {
    return (await this.#call<ContinuationOffer>('/continuation', toPost({ to: 'whatsapp' }))).answer;
  }

  /** Takes over a conversation from elsewhere, in place of the one of this browser. */
  async redeem(code: string): Promise<void> {
    const session = await request<Session>(`${this.#base}/continuations`, toPost({ code }));
    forgetSession();
    keep(session);
  }

  /** Asks with the token; when it is refused, once more with a new one. */
  async #call<T>(path: string, init: Requested = {}): Promise<Answer<T>> {
    const age = this.#age;
    const session = await this.#session(age);
    try {
      return await this.#callAs<T>(session, path, init);
    } catch (error) {
      if (!isForbidden(error)) {
        throw error;
      }
      await alone(SESSION, () => this.#renew(session));
      return this.#callAs<T>(await this.#session(age), path, init);
    }
  }

  async #callAs<T>({ conversationId, token }: Session, path: string, init: Requested) {
    const address = `${this.#base}/conversations/${conversationId}${path}`;
    return { conversationId, answer: await request<T>(address, { ...init, token }) };
  }

  /** The session of this browser; two tabs that start together share one. */
  async #session(age: number): Promise<Session> {
    const session = await alone(SESSION, async () => storedSession() ?? this.#open());
    if (age !== this.#age) {
      throw new Error();
    }
    return session;
  }

  /** One answer has it all: on a poor network each further one costs half a second. */
  async #open(): Promise<Session> {
    return keep(await request<Session>(`${this.#base}/conversations`, { method: 'POST' }));
  }

  /** Changes an old token for a new one; a token that is past that leaves the way free for a new conversation. */
  async #renew({ token }: Session): Promise<void> {
    if (storedSession()?.token !== token) {
      return;
    }
    try {
      keep(await request<Session>(`${this.#base}/tokens/refresh`, { method: 'POST', token }));
    } catch (error) {
      if (!isForbidden(error)) {
        throw error;
      }
      forgetSession();
    }
  }
}

/** The conversation that this browser is in, or null. */
export function storedSession(): Session | null {
  return JSON.parse(recall(SESSION) ?? 'null') as Session | null;
}

/** Leaves the conversation, for all tabs; nothing is said to the server. */
export function forgetSession(): void {
  forget(SESSION);
  forget(READ);
}

function keep(session: Session): Session {
  const { conversationId, token } = session;
  remember(SESSION, JSON.stringify({ conversationId, token }));
  return session;
}

function toPost(said: object): Requested {
  return { method: 'POST', body: JSON.stringify(said) };
}

function isForbidden(error: unknown): boolean {
  return error instanceof Refusal && error.status === 403;
}
