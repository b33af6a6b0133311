import http from 'node:http';

export type Change = { readonly id: string; readonly kind: string; readonly subject: string };

/** A browser that listens: it keeps its place, comes back when it is cut off, and drops what it has heard. */
export class LiveClient {
  readonly heard = new Map<string, Change>();
  readonly events: string[] = [];
  repeated = 0;
  status = 0;
  headers: http.IncomingHttpHeaders = {};
  lastEventId = '';
  isOver = false;
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  #request: http.ClientRequest | null = null;
  #isClosed = false;

  constructor(url: string, headers: Readonly<Record<string, string>>) {
    this.#url = url;
    this.#headers = headers;
  }

  /** Resolves with the first event, or when the server says no. */
  open(): Promise<this> {
    return new Promise((resolve, reject) => {
      const place = this.lastEventId === '' ? {} : { 'last-event-id': this.lastEventId };
      const request = http.get(this.#url, { agent: false, headers: { ...this.#headers, ...place } });
      request.on('response', (response) => {
        this.status = response.statusCode ?? 0;
        this.headers = response.headers;
        response.setEncoding('utf8');
        let rest = '';
        response.on('data', (chunk: string) => {
          const frames = (rest + chunk).split('\n\n');
          rest = frames.pop() ?? '';
          for (const frame of frames) {
            this.#take(frame);
          }
          resolve(this);
        });
        response.on('error', () => undefined);
        response.on('close', () => {
          this.isOver = true;
          resolve(this);
        });
      });
      request.on('error', reject);
      this.isOver = false;
      this.#request = request;
    });
  }

  /** As a network that breaks, after which the browser comes back. */
  async cut(): Promise<void> {
    this.#request?.destroy();
    if (!this.#isClosed) {
      await this.open();
    }
  }

  close(): void {
    this.#isClosed = true;
    this.#request?.destroy();
  }

  subjects(kind: string): readonly string[] {
    return [...this.heard.values()].filter((change) => change.kind === kind).map(({ subject }) => subject);
  }

  #take(frame: string): void {
    const fields = new Map(
      frame.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
    );
    const event = fields.get('event') ?? '';
    this.events.push(event);
    this.lastEventId = fields.get('id') ?? this.lastEventId;
    if (event === 'changes') {
      for (const change of JSON.parse(fields.get('data') ?? '[]') as Change[]) {
        this.repeated += this.heard.has(change.id) ? 1 : 0;
        this.heard.set(change.id, change);
      }
    }
  }
}
