import { createCipheriv, createHash, createHmac } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getMediaKeys } from '@whiskeysockets/baileys';
import type { MediaTrust } from '../../../../support/whatsapp-loopback/media-ca.ts';

const ZEROS = Buffer.alloc(65_536);

/** A host with a valid certificate that answers as a test wants; it remembers every request. */
export class StrangeHost {
  readonly requests: string[] = [];
  answer: (response: ServerResponse) => void = (response) => response.end('nada');
  readonly #server;

  constructor(trust: MediaTrust) {
    const options = { key: trust.serverKey, cert: trust.serverCertificate };
    this.#server = createServer(options, ({ url = '' }, response) => {
      response.on('error', () => undefined);
      this.requests.push(url);
      this.answer(response);
    });
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return this;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => {
      this.#server.close(resolve);
    });
  }
}

/** A well sealed PDF of that size, made while it is sent; `written` tells how much of it left. */
export class LargeFile {
  written = 0;
  readonly mediaKey = Buffer.alloc(32, 9);
  readonly #pieces: number;

  constructor(bytes: number) {
    this.#pieces = Math.ceil(bytes / ZEROS.length);
  }

  get fileSha256(): Buffer {
    const hash = createHash('sha256').update('%PDF-1.7');
    for (let piece = 0; piece < this.#pieces; piece += 1) {
      hash.update(ZEROS);
    }
    return hash.digest();
  }

  async send(response: ServerResponse): Promise<void> {
    const { cipherKey, iv, macKey } = await getMediaKeys(this.mediaKey, 'document');
    const cipher = createCipheriv('aes-256-cbc', cipherKey, iv);
    const hmac = createHmac('sha256', macKey ?? '').update(iv);
    const write = async (bytes: Buffer): Promise<void> => {
      hmac.update(bytes);
      this.written += bytes.length;
      if (!response.write(bytes)) {
        await drained(response);
      }
    };
    await write(cipher.update('%PDF-1.7'));
    for (let piece = 0; piece < this.#pieces && !response.destroyed; piece += 1) {
      await write(cipher.update(ZEROS));
    }
    await write(cipher.final());
    response.end(hmac.digest().subarray(0, 10));
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
