import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MediaTrust } from './media-ca.ts';

/** What a download gets instead of its file. */
export type MediaFault =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'redirect'; readonly to: string }
  /** Bytes without a length, up to this many: more than any file should have. */
  | { readonly kind: 'flood'; readonly bytes: number }
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** Whatever the test writes after the head. */
  | { readonly kind: 'written'; readonly send: (response: ServerResponse) => Promise<void> };

/** One request as it came, in order. */
export type MediaRequest = { readonly method: string; readonly path: string };

const AGAIN = '/again';
const FLOOD_CHUNK = Buffer.alloc(65_536, 7);

/** Holds sealed files as WhatsApp's host does: POST /mms/<kind>/<hash>, GET of the direct path. */
export class MediaHost {
  /** Sealed bytes by direct path. */
  readonly blobs = new Map<string, Buffer>();
  readonly requests: MediaRequest[] = [];
  /** Bytes written by floods; a client that cuts keeps it small. */
  floodedBytes = 0;
  readonly #server: Server;
  /** What the senders' phones still have after the host forgot it. */
  readonly #originals = new Map<string, Buffer>();
  readonly #faults = new Map<string, MediaFault>();
  #faultOfAll: MediaFault | null = null;

  constructor(trust: MediaTrust) {
    const options = { key: trust.serverKey, cert: trust.serverCertificate };
    this.#server = createServer(options, (request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  /** `127.0.0.1:port`, as it is told to clients. */
  get host(): string {
    return `127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get uploads(): number {
    return this.requests.filter(({ method }) => method === 'POST').length;
  }

  get downloads(): number {
    return this.requests.filter(({ method }) => method === 'GET').length;
  }

  /** Breaks the downloads of one direct path, or all of them. */
  fail(fault: MediaFault, directPath?: string): void {
    if (directPath === undefined) {
      this.#faultOfAll = fault;
    } else {
      this.#faults.set(directPath, fault);
    }
  }

  /** Ends every fault. */
  heal(): void {
    this.#faults.clear();
    this.#faultOfAll = null;
  }

  /** The sender's phone uploads a file again, to a path that no fault touches. Null when it never had it. */
  uploadAgain(directPath: string): string | null {
    const blob = this.#originals.get(directPath);
    if (!blob) {
      return null;
    }
    const again = `${AGAIN}${directPath}`;
    this.blobs.set(again, blob);
    return again;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '' } = request;
    this.requests.push({ method, path: url });
    if (method === 'POST') {
      await this.#store(request, response);
      return;
    }
    const fault = this.#faultOf(url);
    if (fault) {
      await this.#misbehave(fault, response);
    }
    if (!response.writableEnded) {
      this.#send(url, response);
    }
  }

  #faultOf(path: string): MediaFault | null {
    return this.#faults.get(path) ?? (path.startsWith(AGAIN) ? null : this.#faultOfAll);
  }

  async #store(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '', 'https://127.0.0.1');
    const directPath = `/v${pathname}?ccb=1`;
    const sealed = await buffer(request);
    this.blobs.set(directPath, sealed);
    this.#originals.set(directPath, sealed);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ url: `https://${this.host}${directPath}`, direct_path: directPath }));
  }

  #send(path: string, response: ServerResponse): void {
    const blob = this.blobs.get(path);
    if (blob) {
      response.writeHead(200, { 'content-length': blob.length }).end(blob);
    } else {
      response.writeHead(404).end();
    }
  }

  async #misbehave(fault: MediaFault, response: ServerResponse): Promise<void> {
    switch (fault.kind) {
      case 'status':
        response.writeHead(fault.status).end();
        return;
      case 'redirect':
        response.writeHead(302, { location: fault.to }).end();
        return;
      case 'slow':
        await sleep(fault.delayMs);
        return;
      case 'written':
        response.writeHead(200);
        await fault.send(response);
        return;
      case 'flood':
        await this.#flood(fault.bytes, response);
    }
  }

  async #flood(bytes: number, response: ServerResponse): Promise<void> {
    response.writeHead(200);
    for (let sent = 0; sent < bytes && !response.destroyed; sent += FLOOD_CHUNK.length) {
      this.floodedBytes += FLOOD_CHUNK.length;
      if (!response.write(FLOOD_CHUNK)) {
        await drained(response);
      }
    }
    response.end();
  }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.once('drain', done).once('close', done);
  });
}
