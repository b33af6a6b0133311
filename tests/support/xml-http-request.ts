/** As much of XMLHttpRequest as clients made for browsers need in Node, over `fetch`. */
export class XmlHttpRequest {
  responseType = '';
  timeout = 0;
  readyState = 0;
  status = 0;
  response: unknown = null;
  responseText = '';
  onreadystatechange: (() => void) | null = null;
  ontimeout: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readonly #headers: Record<string, string> = {};
  readonly #abort = new AbortController();
  #method = 'GET';
  #url = '';

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
    this.readyState = 1;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers[name] = value;
  }

  send(body?: string | FormData): void {
    void this.#run(body);
  }

  abort(): void {
    this.#abort.abort();
  }

  async #run(body: string | FormData | undefined): Promise<void> {
    const { signal } = this.#abort;
    try {
      const init = { method: this.#method, headers: this.#headers, signal, ...(body ? { body } : {}) };
      const answer = await fetch(this.#url, init);
      this.status = answer.status;
      if (this.responseType === 'arraybuffer') {
        this.response = await answer.arrayBuffer();
      } else {
        this.responseText = await answer.text();
        this.response = this.responseType === 'json' ? JSON.parse(this.responseText) : this.responseText;
      }
    } catch {
      this.status = 0;
      this.response = null;
    }
    this.readyState = 4;
    if (!signal.aborted) {
      this.onreadystatechange?.call(this);
    }
  }
}
