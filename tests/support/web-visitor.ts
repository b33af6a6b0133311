/** What Direct Line answers, as the tests read it. */
export type Answer = { readonly status: number; readonly headers: Headers; readonly body: AnswerBody };

type AnswerBody = {
  readonly id?: string;
  readonly conversationId?: string;
  readonly token?: string;
  readonly streamUrl?: string;
  readonly watermark?: string;
  readonly activities?: readonly AnswerActivity[];
  readonly error?: { readonly code: string; readonly message: string };
};

export type AnswerActivity = {
  readonly id: string;
  readonly type: string;
  readonly text: string;
  readonly from: { readonly id: string; readonly role: string };
  readonly replyToId?: string;
  readonly attachments: readonly { name: string; contentType: string; contentUrl: string }[];
};

/** One visitor with a conversation of their own. */
export type Visitor = {
  readonly conversationId: string;
  readonly token: string;
  readonly streamUrl: string;
  readonly post: (activity: unknown) => Promise<Answer>;
  readonly write: (text: string, clientActivityID?: string) => Promise<Answer>;
  readonly upload: (files: readonly UploadedFile[], activity?: object) => Promise<Answer>;
  readonly read: (watermark?: string) => Promise<readonly AnswerActivity[]>;
  /** Asks again until the conversation has this many messages. */
  readonly readUntil: (count: number) => Promise<readonly AnswerActivity[]>;
};

type UploadedFile = { readonly name: string; readonly bytes: Uint8Array };

/** Sends a request and reads the JSON of the answer, whatever its status. */
export async function ask(address: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(address, init);
  const body = (await response.json().catch(() => ({}))) as AnswerBody;
  return { status: response.status, headers: response.headers, body };
}

/** A request with a JSON body under a token. */
export function json(token: string, body: unknown): RequestInit {
  return {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  };
}

/** Opens a conversation as any Direct Line client does. */
export async function aVisitor(directLine: string): Promise<Visitor> {
  const generated = await ask(`${directLine}/tokens/generate`, { method: 'POST' });
  const opened = await ask(`${directLine}/conversations`, json(generated.body.token ?? '', {}));
  const { conversationId = '', token = '', streamUrl = '' } = opened.body;
  const base = `${directLine}/conversations/${conversationId}`;
  const headers = { authorization: `Bearer ${token}` };

  const post = (activity: unknown) => ask(`${base}/activities`, json(token, activity));
  const read = async (watermark = '') =>
    (await ask(`${base}/activities?watermark=${watermark}`, { headers })).body.activities ?? [];

  return {
    conversationId,
    token,
    streamUrl,
    post,
    read,
    write: (text, clientActivityID) =>
      post({ type: 'message', text, ...(clientActivityID && { channelData: { clientActivityID } }) }),
    upload: (files, activity = { type: 'message' }) =>
      ask(`${base}/upload`, { method: 'POST', headers, body: toForm(files, activity) }),
    readUntil: async (count) => {
      let activities = await read();
      while (activities.length < count) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        activities = await read();
      }
      return activities;
    },
  };
}

function toForm(files: readonly UploadedFile[], activity: object): FormData {
  const form = new FormData();
  const type = 'application/vnd.microsoft.activity';
  form.append('activity', new Blob([JSON.stringify(activity)], { type }));
  for (const { name, bytes } of files) {
    form.append('file', new Blob([new Uint8Array(bytes)]), name);
  }
  return form;
}
