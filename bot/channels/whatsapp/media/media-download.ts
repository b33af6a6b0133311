import { getMediaKeys } from '@whiskeysockets/baileys';
import { type Dispatcher, Pool } from 'undici';
import { OperationalError } from '../../../../domain/errors.ts';
import { FileRefused } from '../../../files/file-refused.ts';
import { MediaGone, type MediaSource } from '../../../files/media-source.ts';
import { decryptMedia } from './decrypt-media.ts';
import { isPlainPath } from './direct-path.ts';
import { decodeMedia } from './encoded-media.ts';

type Options = {
  /** `host` or `host:port`; the only place that is ever asked. */
  readonly host: string;
  /** Trusted in place of Node's own authorities; those of NODE_EXTRA_CA_CERTS are among these. */
  readonly ca?: string;
  /** How long the host may take to begin an answer, and to send its next piece. */
  readonly silenceMs?: number;
  /** How long a whole file may take. */
  readonly wholeMs?: number;
};

const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;
const WHOLE_MS = 5 * 60_000;
const CONNECTIONS = 4;
const ORIGIN = 'https://web.whatsapp.com';
/** What padding and the closing HMAC add to a file. */
const MOST_OVERHEAD_BYTES = 26;
/** WhatsApp answers 403 when the signature in the path has expired. */
const GONE = new Set([403, 404, 410]);
/** Answers after which the same request may succeed later. */
const FOR_NOW = new Set([408, 425, 429]);

/**
 * Files of WhatsApp from its media host, and from nowhere else.
 *
 * The library's own download is not used: it takes the host from the sender's `url`, follows redirects, checks
 * neither HMAC nor hash, and ends the process when the connection drops in the middle of a file. Here the
 * connections belong to one host, a redirect is an error, and every answer has limits of size and time.
 */
export function createMediaDownload(options: Options): MediaSource & { readonly close: () => Promise<void> } {
  const { host, ca, silenceMs = SILENCE_MS, wholeMs = WHOLE_MS } = options;
  const pool = new Pool(`https://${host}`, {
    connections: CONNECTIONS,
    headersTimeout: silenceMs,
    bodyTimeout: silenceMs,
    connect: { timeout: CONNECT_MS, ...(ca ? { ca } : {}) },
  });
  return {
    open: async ({ kind, encoded, maxBytes }) => {
      const { mediaKey, directPath, fileSha256 } = decodeMedia(encoded, kind);
      if (!mediaKey?.length || !fileSha256?.length || !directPath || !isPlainPath(directPath, host)) {
        throw new FileRefused('file-altered');
      }
      const keys = await getMediaKeys(mediaKey, kind);
      const body = await request(pool, { path: directPath, maxBytes, wholeMs });
      const pieces = decryptMedia(readBody(body), { ...keys, macKey: keys.macKey ?? new Uint8Array(0) });
      return { sha256: Buffer.from(fileSha256).toString('hex'), pieces };
    },
    close: () => pool.destroy(),
  };
}

type Wanted = { readonly path: string; readonly maxBytes: number; readonly wholeMs: number };

async function request(
  pool: Pool,
  { path, maxBytes, wholeMs }: Wanted,
): Promise<Dispatcher.ResponseData['body']> {
  const signal = AbortSignal.timeout(wholeMs);
  const headers = { origin: ORIGIN };
  const answer = await pool.request({ path, method: 'GET', headers, signal }).catch((cause: unknown) => {
    throw new OperationalError('the media host did not answer', { cause });
  });
  const refusal = refusalOf(answer, maxBytes);
  if (refusal !== null) {
    await answer.body.dump().catch(() => undefined);
    throw refusal;
  }
  return answer.body;
}

function refusalOf({ statusCode, headers }: Dispatcher.ResponseData, maxBytes: number): Error | null {
  if (GONE.has(statusCode)) {
    return new MediaGone();
  }
  if (statusCode >= 500 || FOR_NOW.has(statusCode)) {
    return new OperationalError('the media host is in trouble');
  }
  if (statusCode !== 200) {
    return new FileRefused('file-unreachable');
  }
  const isTooLarge = Number(headers['content-length'] ?? 0) > maxBytes + MOST_OVERHEAD_BYTES;
  return isTooLarge ? new FileRefused('file-too-large') : null;
}

async function* readBody(body: Dispatcher.ResponseData['body']): AsyncIterable<Uint8Array> {
  try {
    yield* body;
  } catch (cause) {
    throw new OperationalError('the media host stopped in the middle of a file', { cause });
  }
}
