import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isPlainPath } from '../../../../../bot/channels/whatsapp/media/direct-path.ts';
import { toArrivingMedia } from '../../../../../bot/channels/whatsapp/media/encoded-media.ts';
import { createMediaDownload } from '../../../../../bot/channels/whatsapp/media/media-download.ts';
import { createMediaTrust, type MediaTrust } from '../../../../support/whatsapp-loopback/media-ca.ts';
import { MediaHost } from '../../../../support/whatsapp-loopback/media-host.ts';
import { aMediaMessage, type SealedFile, sealFile } from './sealed-file.ts';
import { StrangeHost } from './strange-host.ts';

const PATH = '/v/mms/document/abc?ccb=1';
const PDF = Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(50_000, 3)]);
const MAX_BYTES = 1_000_000;

let trust: MediaTrust;
let media: MediaHost;
let victim: StrangeHost;
let file: SealedFile;
let source: ReturnType<typeof createMediaDownload>;
beforeAll(async () => {
  trust = await createMediaTrust();
  file = await sealFile(PDF);
});
afterAll(() => trust.close());
beforeEach(async () => {
  media = new MediaHost(trust);
  await media.listen();
  media.blobs.set(PATH, file.blob);
  victim = await new StrangeHost(trust).listen();
  source = createMediaDownload({ host: media.host, ca: trust.ca, silenceMs: 500, wholeMs: 1_500 });
});
afterEach(async () => {
  await source.close();
  await media.close();
  await victim.close();
});

/** What becomes of a message with a file: its bytes, or the name of what was thrown and its reason. */
async function fetchFile(over: object = {}, from = source): Promise<Buffer | string> {
  const { kind, encoded } = toArrivingMedia(aMediaMessage(file, PATH, { over })) ?? {};
  if (!kind || !encoded) {
    throw new Error('the message brings no file');
  }
  try {
    const { pieces } = await from.open({ kind, encoded, maxBytes: MAX_BYTES });
    const got: Uint8Array[] = [];
    for await (const piece of pieces) {
      got.push(piece);
    }
    return Buffer.concat(got);
  } catch (error) {
    const { name, message } = error as Error;
    return name === 'FileRefused' ? `refused: ${message}` : name;
  }
}

test('a file is fetched from our host and opened', async () => {
  expect(await fetchFile()).toEqual(PDF);
});

describe('a message cannot choose where we ask', () => {
  test('its url is not even read', async () => {
    expect(await fetchFile({ url: `https://${victim.host}/internal` })).toEqual(PDF);
    expect(victim.requests).toEqual([]);
  });

  test.each([
    ['no path, only a url', () => ''],
    ['a user before the host', () => `@${victim.host}/a`],
    ['a host with two slashes', () => `//${victim.host}/a`],
    ['a host with backslashes', () => `\\\\${victim.host}/a`],
    ['a slash and backslashes', () => `/\\${victim.host}/a`],
    ['another port', () => `:${victim.port}/x`],
    ['a longer host', () => '.evil.tld/x'],
    ['a whole address', () => `https://${victim.host}/a`],
    ['a line break and a header', () => '/x HTTP/1.1\r\nhost: evil.tld\r\n\r\n'],
    ['a space', () => '/a b'],
    ['a fragment', () => '/a#b'],
    ['a path without an end', () => `/${'a'.repeat(5000)}`],
  ])('%s', async (_, directPath) => {
    expect(await fetchFile({ directPath: directPath(), url: `https://${victim.host}/internal` })).toBe(
      'refused: file-altered',
    );
    expect(victim.requests).toEqual([]);
    expect(media.requests).toEqual([]);
  });

  test('a user inside the path is only a path', async () => {
    expect(await fetchFile({ directPath: `/@${victim.host}/a` })).toBe('MediaGone');
    expect(victim.requests).toEqual([]);
  });

  test.each([301, 302, 303, 307, 308])(
    'an answer %i that sends us elsewhere is not followed',
    async (status) => {
      const redirector = await new StrangeHost(trust).listen();
      redirector.answer = (response) => {
        response.writeHead(status, { location: `https://${victim.host}/redirected` }).end();
      };
      const from = createMediaDownload({ host: redirector.host, ca: trust.ca });

      expect(await fetchFile({}, from)).toBe('refused: file-unreachable');
      expect(victim.requests).toEqual([]);
      expect(redirector.requests).toEqual([PATH]);

      await from.close();
      await redirector.close();
    },
  );
});

test.each([
  ['/v/t62.7119-24/1234_n.enc?ccb=11-4&oh=01_Q5&oe=66AA&_nc_sid=5e03e0', true],
  ['/o1/v/t24/f2/m233/AQ%3D%3D?mms3=true', true],
  ['/', false],
  ['', false],
])('the path %j is a path: %s', (path, expected) => {
  expect(isPlainPath(path, 'mmg.whatsapp.net')).toBe(expected);
});

describe('what is not the file that was announced', () => {
  test('a missing key or hash is refused before anything is asked', async () => {
    expect(await fetchFile({ mediaKey: undefined })).toBe('refused: file-altered');
    expect(await fetchFile({ fileSha256: undefined })).toBe('refused: file-altered');
    expect(media.requests).toEqual([]);
  });

  test.each([
    [
      'with one bit changed',
      (blob: Buffer) =>
        Buffer.concat([blob.subarray(0, 100), Buffer.from([(blob[100] ?? 0) ^ 1]), blob.subarray(101)]),
    ],
    ['without its end', (blob: Buffer) => blob.subarray(0, -16)],
    ['of another key', (blob: Buffer) => Buffer.alloc(blob.length, 1)],
    ['that is nothing', () => Buffer.alloc(0)],
    ['that is shorter than its seal', () => Buffer.alloc(4)],
  ])('a body %s is refused', async (_, alter) => {
    media.blobs.set(PATH, alter(file.blob));

    expect(await fetchFile()).toBe('refused: file-altered');
  });
});

describe('the host', () => {
  test.each([
    [403, 'MediaGone'],
    [404, 'MediaGone'],
    [410, 'MediaGone'],
    [400, 'refused: file-unreachable'],
    [204, 'refused: file-unreachable'],
    [429, 'OperationalError'],
    [500, 'OperationalError'],
    [503, 'OperationalError'],
  ])('answers %i: %s', async (status, expected) => {
    media.fail({ kind: 'status', status });

    expect(await fetchFile()).toBe(expected);
  });

  test('says that the body is larger than allowed: not a byte of it is read', async () => {
    victim.answer = (response) => response.writeHead(200, { 'content-length': 5_000_000 }).flushHeaders();
    const from = createMediaDownload({ host: victim.host, ca: trust.ca, silenceMs: 300 });

    expect(await fetchFile({}, from)).toBe('refused: file-too-large');

    await from.close();
  });

  test('does not answer: a retry may help', async () => {
    media.fail({ kind: 'slow', delayMs: 3_000 });

    expect(await fetchFile()).toBe('OperationalError');
  });

  test('drips for ever: the whole file has a limit of time', async () => {
    let timer: NodeJS.Timeout | undefined;
    victim.answer = (response) => {
      timer = setInterval(() => response.write(Buffer.alloc(16)), 50);
    };
    const from = createMediaDownload({ host: victim.host, ca: trust.ca, silenceMs: 5_000, wholeMs: 500 });

    expect(await fetchFile({}, from)).toBe('OperationalError');

    clearInterval(timer);
    await from.close();
  });

  test('hangs up in the middle of a file: a retry may help, and this process lives on', async () => {
    victim.answer = (response) => {
      response.writeHead(200, { 'content-length': file.blob.length });
      response.write(file.blob.subarray(0, 20_000), () => response.destroy());
    };
    const from = createMediaDownload({ host: victim.host, ca: trust.ca });

    expect(await fetchFile({}, from)).toBe('OperationalError');

    await from.close();
  });

  test('is not there: a retry may help', async () => {
    const from = createMediaDownload({ host: '127.0.0.1:1', ca: trust.ca });

    expect(await fetchFile({}, from)).toBe('OperationalError');

    await from.close();
  });
});

describe('certificates', () => {
  const run = async (environment: Record<string, string>): Promise<string> => {
    const encoded = toArrivingMedia(aMediaMessage(file, PATH))?.encoded ?? new Uint8Array(0);
    const script = fileURLToPath(new URL('fetch-one.ts', import.meta.url));
    const words = ['--import', 'tsx', script, media.host, Buffer.from(encoded).toString('base64')];
    const { stdout } = await promisify(execFile)(process.execPath, words, {
      env: environment,
    });
    return stdout;
  };

  test('an authority of NODE_EXTRA_CA_CERTS is trusted, and an unknown one is not', async () => {
    expect(await run({ NODE_EXTRA_CA_CERTS: trust.caPath })).toBe(PDF.toString());
    expect(await run({})).toMatch(/^refused: (SELF_SIGNED|UNABLE_TO)/);
  });
});
