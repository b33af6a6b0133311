import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askReuploads } from '../../../../../bot/channels/whatsapp/media/ask-reuploads.ts';
import { createMediaDownload } from '../../../../../bot/channels/whatsapp/media/media-download.ts';
import { removeOrphanBytes, restoreLostFetches } from '../../../../../bot/files/sweep.ts';
import { fetchMedia } from '../../../../../bot/jobs/fetch-media.ts';
import type { MediaKind } from '../../../../../domain/messages/media.ts';
import { createMediaTrust, type MediaTrust } from '../../../../support/whatsapp-loopback/media-ca.ts';
import { MediaHost } from '../../../../support/whatsapp-loopback/media-host.ts';
import { MediaWorld } from './media-world.ts';
import { aMediaMessage, sealFile } from './sealed-file.ts';
import { LargeFile, StrangeHost } from './strange-host.ts';

const MEGABYTE = 1024 * 1024;
const PDF = Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(50_000, 3)]);
const OGG = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(9_000, 5)]);
const MP4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.alloc(9_000, 5)]);

let trust: MediaTrust;
let host: MediaHost;
let world: MediaWorld;
beforeAll(async () => {
  trust = await createMediaTrust();
  host = new MediaHost(trust);
  await host.listen();
  world = await MediaWorld.create(trust, host.host);
});
afterAll(async () => {
  await world.close();
  await host.close();
  await trust.close();
});

type Sent = { readonly kind?: MediaKind; readonly over?: object; readonly id?: string };

/** A citizen sends a file; it is stored as announced, and its bytes are at the host. */
async function aFile(plain: Buffer, { kind = 'document', over = {}, id = randomUUID() }: Sent = {}) {
  const sealed = await sealFile(plain, kind);
  const path = `/v/${id}`;
  host.blobs.set(path, sealed.blob);
  const message = aMediaMessage(sealed, path, { id, kind, over });
  const conversationId = await world.newConversation();
  const { attachment, rejection } = await world.receive(conversationId, message);
  return { ...attachment, rejection, path, message, conversationId };
}

test('an announced file is a file at once, whose bytes are still to come', async () => {
  const { fileId, path, message, conversationId, ...attachment } = await aFile(PDF, {
    over: { fileName: '../../recibo.pdf' },
  });

  expect(attachment).toEqual({
    name: 'recibo.pdf',
    mimeType: 'application/pdf',
    bytes: PDF.length,
    pending: true,
    rejection: null,
  });
  expect(await world.row(fileId)).toMatchObject({
    status: 'arriving',
    original_key: null,
    sha256: null,
    way: 'waiting 0',
  });
  expect(await world.jobs()).toContain(`fetch-media fetch:${fileId}`);
});

test('an announced file is the same file however often the message comes, and another one in another conversation', async () => {
  const first = await aFile(PDF);
  const again = await world.receive(first.conversationId, first.message);
  const elsewhere = await world.receive(await world.newConversation(), first.message);

  expect(again.attachment.fileId).toBe(first.fileId);
  expect(elsewhere.attachment.fileId).not.toBe(first.fileId);
  expect((await world.jobs()).filter((job) => job.endsWith(first.fileId))).toHaveLength(1);

  await world.fetch(first.fileId);

  expect((await world.receive(first.conversationId, first.message)).attachment.pending).toBe(false);
  expect(await world.row(first.fileId)).toMatchObject({ status: 'ready', way: null });
});

test('an announced file is a secret at rest: neither its key nor its path can be read in the row', async () => {
  const { fileId, path } = await aFile(PDF);
  const [row] = await world.query<{ sealed: string }>(
    'SELECT sealed FROM whatsapp_media WHERE file_id = $1',
    [fileId],
  );

  expect(Buffer.from(row?.sealed ?? '', 'base64').toString('latin1')).not.toContain(path);
  expect(row?.sealed).toMatch(/^[A-Za-z0-9+/=]{100,}$/);
});

test.each([
  ['a type that we do not take', { mimetype: 'application/x-msdownload' }, 'file-type-not-accepted'],
  ['more bytes than its type may have', { fileLength: 21 * MEGABYTE }, 'file-too-large'],
  ['more bytes than a row can say', { fileLength: 2 ** 50 }, 'file-too-large'],
])(
  'an announced file that names %s is rejected at once, and is an attachment all the same',
  async (_, over, reason) => {
    const { fileId, pending, rejection } = await aFile(PDF, { over });

    expect({ pending, rejection }).toEqual({ pending: false, rejection: reason });
    expect(await world.row(fileId)).toMatchObject({ status: 'rejected', rejection: reason, way: null });
    expect((await world.jobs()).join()).not.toContain(fileId);
  },
);

test('an announced file over what a conversation may send in a day is rejected, and what is rejected does not count', async () => {
  const conversationId = await world.newConversation();
  const send = async (bytes: number) => {
    const id = randomUUID();
    const message = aMediaMessage(await sealFile(PDF), `/v/${id}`, { id, over: { fileLength: bytes } });
    return (await world.receive(conversationId, message)).rejection;
  };
  for (let count = 0; count < 10; count += 1) {
    expect(await send(20 * MEGABYTE)).toBeNull();
  }

  expect(await send(1)).toBe('quota-exceeded');
  expect(await send(50 * MEGABYTE)).toBe('file-too-large');

  world.now = new Date(world.now.getTime() + 25 * 60 * 60 * 1000);

  expect(await send(1)).toBeNull();
});

test.each([
  ['a document', PDF, 'document', 'application/pdf', 'documento.pdf'],
  ['a voice note, as it was recorded', OGG, 'audio', 'audio/ogg', 'nota de voz.ogg'],
  ['a video', MP4, 'video', 'video/mp4', 'video.mp4'],
  ['sound in the container of videos', MP4, 'audio', 'audio/mp4', 'nota de voz.ogg'],
] as const)('the bytes of %s are ready at once', async (_, plain, kind, mimeType, name) => {
  const sent = await aFile(plain, { kind, over: kind === 'audio' ? { ptt: true } : {} });
  await world.fetch(sent.fileId);
  const file = await world.files.findById(sent.fileId);

  expect(sent.name).toBe(name);
  expect(file).toMatchObject({ status: 'ready', mimeType, bytes: plain.length });
  expect(Buffer.from((await world.store.read(file?.originalKey ?? '')) ?? []).equals(plain)).toBe(true);
  expect(await world.row(sent.fileId)).toMatchObject({ way: null });
});

test('the bytes of a photo wait for its safe copy, whose job is added with them', async () => {
  const photo = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#0a6' } })
    .jpeg()
    .toBuffer();
  const { fileId } = await aFile(photo, { kind: 'image' });
  await world.fetch(fileId);

  expect(await world.row(fileId)).toMatchObject({ status: 'pending', mime_type: 'image/jpeg' });
  expect(await world.jobs()).toContain(`prepare-file ${fileId}`);
});

test.each([
  ['a program that is called a PDF', Buffer.from(`MZ${'x'.repeat(500)}`), {}, 'file-type-not-accepted'],
  ['a few bytes of nothing', Buffer.from('hola'), {}, 'file-type-not-accepted'],
  ['another file than the message names', PDF, { fileSha256: Buffer.alloc(32, 1) }, 'file-altered'],
  [
    'a photo that is too large and called a document',
    Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(16 * MEGABYTE)]),
    {},
    'file-too-large',
  ],
])('the bytes of %s are rejected for good, and nothing is kept', async (_, plain, over, reason) => {
  const before = await world.bytesKept();
  const { fileId } = await aFile(plain, { over: { fileLength: 10, ...over } });
  await world.fetch(fileId);
  await world.fetch(fileId);

  expect(await world.row(fileId)).toMatchObject({ status: 'rejected', rejection: reason, way: null });
  expect(await world.bytesKept()).toEqual(before);
});

test('the bytes of a body without end are cut at the limit, whatever size was declared, and nothing is kept', async () => {
  const before = await world.bytesKept();
  const large = new LargeFile(200 * MEGABYTE);
  const strange = await new StrangeHost(trust).listen();
  strange.answer = (response) => {
    large.send(response).catch(() => undefined);
  };
  const source = createMediaDownload({ host: strange.host, ca: trust.ca });
  const { mediaKey, fileSha256 } = large;
  const message = aMediaMessage({ mediaKey, fileSha256, plain: Buffer.alloc(100) }, '/v/large');
  const { attachment } = await world.receive(await world.newConversation(), message);
  await fetchMedia({ ...world.job, source })({ fileId: attachment.fileId });
  await source.close();
  await strange.close();

  expect(await world.row(attachment.fileId)).toMatchObject({
    status: 'rejected',
    rejection: 'file-too-large',
  });
  expect(large.written).toBeGreaterThan(20 * MEGABYTE);
  expect(large.written).toBeLessThan(30 * MEGABYTE);
  expect(await world.bytesKept()).toEqual(before);
});

test('when something fails it is tried again, and after the last attempt somebody can read why it never came', async () => {
  const { fileId, path } = await aFile(PDF);
  host.fail({ kind: 'status', status: 503 }, path);
  for (let attempt = 1; attempt < 12; attempt += 1) {
    await expect(world.fetch(fileId)).rejects.toMatchObject({ name: 'OperationalError' });
  }

  expect(await world.row(fileId)).toMatchObject({ status: 'arriving', way: 'waiting 11' });

  await world.fetch(fileId);

  expect(await world.row(fileId)).toMatchObject({
    status: 'rejected',
    rejection: 'file-unreachable',
    way: null,
  });
});

test('when something fails a process that dies between the bytes and the row leaves one file, and the sweep finds the other bytes', async () => {
  const { fileId } = await aFile(PDF);
  const before = await world.bytesKept();
  const dying = { ...world.repository, arrive: () => Promise.reject(new Error('killed')) };
  await expect(fetchMedia({ ...world.job, media: dying })({ fileId })).rejects.toThrow('killed');
  await world.fetch(fileId);
  const file = await world.files.findById(fileId);

  expect(file).toMatchObject({ status: 'ready' });
  expect(await world.bytesKept()).toHaveLength(before.length + 2);

  const inAYear = { now: () => new Date('2027-11-23T15:00:00Z') };
  const swept = await removeOrphanBytes({ store: world.store, files: world.files, clock: inAYear }).run();

  expect(swept).not.toEqual({ removed: 0 });
  expect(await world.bytesKept()).toHaveLength(before.length + 1);
  expect(await world.store.read(file?.originalKey ?? '')).not.toBeNull();
});

test('when something fails two workers at one file keep one copy', async () => {
  const { fileId } = await aFile(PDF);
  const before = await world.bytesKept();
  await Promise.all([world.fetch(fileId), world.fetch(fileId)]);

  expect(await world.row(fileId)).toMatchObject({ status: 'ready' });
  expect(await world.bytesKept()).toHaveLength(before.length + 1);
});

test('when something fails a job that was lost is added again, once, and one that waits is left alone', async () => {
  const lost = await aFile(PDF);
  const waiting = await aFile(PDF);
  await world.query('SELECT graphile_worker.remove_job($1)', [`fetch:${lost.fileId}`]);
  const jobsOf = async (fileId: string) => (await world.jobs()).filter((job) => job.endsWith(fileId)).length;
  const { now } = world;
  const job = restoreLostFetches({ media: world.repository, clock: world.clock });

  await job.run();

  expect(await jobsOf(lost.fileId)).toBe(0);

  world.now = new Date(now.getTime() + 11 * 60_000);
  const { restored } = await job.run();

  expect(restored).toBeGreaterThanOrEqual(1);
  expect(await jobsOf(lost.fileId)).toBe(1);
  expect(await jobsOf(waiting.fileId)).toBe(1);
  expect(await job.run()).toEqual({ restored: 0 });
});

const ask = (update: Parameters<typeof askReuploads>[0]['update']) =>
  askReuploads({
    repository: world.repository,
    clock: world.clock,
    account: 'principal',
    update,
    answerMs: 50,
  });
const later = (minutes: number) => {
  world.now = new Date(world.now.getTime() + minutes * 60_000);
};

test.each([404, 410])(
  'a file that the host has lost (%i) is uploaded again by its sender and arrives',
  async (status) => {
    const { fileId, path, message } = await aFile(PDF);
    host.fail({ kind: 'status', status }, path);
    await world.fetch(fileId);

    expect(await world.row(fileId)).toMatchObject({ status: 'arriving', way: 'reupload 1' });

    const asked: unknown[] = [];
    host.blobs.set('/again', host.blobs.get(path) ?? Buffer.alloc(0));
    await ask(async (wanted) => {
      asked.push(wanted.key);
      const document = wanted.message?.documentMessage;
      if (document) {
        document.directPath = '/again';
        document.url = 'https://127.0.0.1/what-the-library-writes';
      }
      return wanted;
    });

    expect(asked).toEqual([message.key]);
    expect(await world.row(fileId)).toMatchObject({ way: 'waiting 0' });

    await world.fetch(fileId);

    expect(await world.row(fileId)).toMatchObject({ status: 'ready', way: null });
  },
);

test('a file that the host has lost is asked for at growing pauses while no phone answers, and never by another number of ours', async () => {
  const { fileId, path } = await aFile(PDF);
  host.fail({ kind: 'status', status: 404 }, path);
  await world.fetch(fileId);
  let asked = 0;
  const silent = () => {
    asked += 1;
    return new Promise<never>(() => undefined);
  };
  await askReuploads({
    repository: world.repository,
    clock: world.clock,
    account: 'otra',
    update: silent,
    answerMs: 50,
  });

  expect(asked).toBe(0);

  await ask(silent);
  await ask(silent);

  expect(asked).toBe(1);

  later(3);
  await ask(silent);
  later(3);
  await ask(silent);

  expect(asked).toBe(2);
  expect(await world.row(fileId)).toMatchObject({ status: 'arriving' });

  await world.repository.reject(fileId, 'file-gone');
});

test('a file that the host has lost is gone when its phone says so; other trouble is asked again, but not for ever', async () => {
  const [gone, cut] = [await aFile(PDF), await aFile(PDF)];
  for (const { fileId, path } of [gone, cut]) {
    host.fail({ kind: 'status', status: 404 }, path);
    await world.fetch(fileId);
  }
  const update = async ({ key }: { key: { id?: string | null } }): Promise<never> => {
    throw Object.assign(new Error('no'), {
      output: { statusCode: key.id === gone.message.key.id ? 404 : 428 },
    });
  };
  await ask(update);

  expect(await world.row(gone.fileId)).toMatchObject({
    status: 'rejected',
    rejection: 'file-gone',
    way: null,
  });
  expect(await world.row(cut.fileId)).toMatchObject({ status: 'arriving', way: 'reupload 1' });

  for (let times = 2; times <= 18; times += 1) {
    later(7 * 60);
    await ask(update);
  }

  expect(await world.row(cut.fileId)).toMatchObject({ status: 'rejected', rejection: 'file-gone' });
});
