import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { askReuploads } from '../../../../../bot/channels/whatsapp/media/ask-reuploads.ts';
import type { LoopbackCitizen } from '../../../../support/whatsapp-loopback/citizen.ts';
import {
  type LoopbackWhatsApp,
  startLoopbackWhatsApp,
} from '../../../../support/whatsapp-loopback/loopback.ts';
import { PlainCompany } from '../../../../support/whatsapp-loopback/plain-company.ts';
import { MediaWorld } from './media-world.ts';
import { StrangeHost } from './strange-host.ts';

const PDF = Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(70_000, 3)]);
const VOICE = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(9_000, 5)]);

let whatsapp: LoopbackWhatsApp;
let company: PlainCompany;
let maria: LoopbackCitizen;
let world: MediaWorld;
beforeAll(async () => {
  whatsapp = await startLoopbackWhatsApp();
  const account = whatsapp.addAccount('573001112233', { name: 'Acueducto' });
  company = new PlainCompany(whatsapp, whatsapp.preRegister(account, 3, { fast: true }));
  maria = whatsapp.citizen({ phone: '573004445566', name: 'María', company: account });
  await Promise.all([company.connect(), maria.connect()]);
  await company.socket.refreshMediaConn();
  world = await MediaWorld.create(whatsapp.trust, whatsapp.media.host);
});
afterEach(() => whatsapp.media.heal());
afterAll(async () => {
  await world.close();
  await company.end();
  await whatsapp.close();
});

/** The file that came with a message, announced and with its job waiting. */
async function announced(id: string) {
  const { raw } = await company.hears('the file', (message) => message.id === id);
  return (await world.receive(await world.newConversation(), raw)).attachment;
}

async function bytesOf(fileId: string): Promise<Uint8Array | null> {
  const file = await world.files.findById(fileId);
  return file?.originalKey ? await world.store.read(file.originalKey) : null;
}

test.each([
  ['a document', () => maria.sendDocument(PDF, 'recibo.pdf', 'application/pdf'), PDF, 'recibo.pdf'],
  ['a voice note', () => maria.sendVoice(VOICE), VOICE, 'nota de voz.ogg'],
])('%s that a phone sends arrives as it was', async (_, send, plain, name) => {
  const attachment = await announced(await send());
  await world.fetch(attachment.fileId);

  expect(attachment).toMatchObject({ name, pending: true });
  expect(await world.row(attachment.fileId)).toMatchObject({ status: 'ready', bytes: plain.length });
  expect(Buffer.from((await bytesOf(attachment.fileId)) ?? []).equals(plain)).toBe(true);
});

test('a photo that a phone sends arrives, and its safe copy is to be made', async () => {
  const photo = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#37a' } })
    .jpeg()
    .toBuffer();
  const attachment = await announced(await maria.sendPhoto(photo, 'La fuga'));
  await world.fetch(attachment.fileId);

  expect(attachment).toMatchObject({ name: 'foto.jpg', mimeType: 'image/jpeg' });
  expect(await world.row(attachment.fileId)).toMatchObject({ status: 'pending' });
});

test.each([404, 410])(
  'a file that is gone (%i) is uploaded again by the phone and arrives',
  async (status) => {
    const { fileId } = await announced(await maria.sendDocument(PDF, 'x.pdf', 'application/pdf'));
    whatsapp.media.fail({ kind: 'status', status });
    await world.fetch(fileId);
    await askReuploads({
      repository: world.repository,
      account: 'principal',
      update: (message) => company.socket.updateMediaMessage(message),
      clock: world.clock,
    });
    await world.fetch(fileId);

    expect(Buffer.from((await bytesOf(fileId)) ?? []).equals(PDF)).toBe(true);
  },
);

test('a file that its phone no longer has is gone', async () => {
  const { fileId } = await announced(await maria.sendDocument(PDF, 'x.pdf', 'application/pdf'));
  whatsapp.media.fail({ kind: 'status', status: 404 });
  whatsapp.mediaRetry.mode = 'refuses';
  await world.fetch(fileId);
  await askReuploads({
    repository: world.repository,
    account: 'principal',
    update: (message) => company.socket.updateMediaMessage(message),
    clock: world.clock,
  });

  expect(await world.row(fileId)).toMatchObject({ status: 'rejected', rejection: 'file-gone' });
});

test('a message that names an address of this machine makes no request there', async () => {
  const victim = await new StrangeHost(whatsapp.trust).listen();
  const { raw } = await company.hears('a file', ({ raw: { message } }) => Boolean(message?.documentMessage));
  const honest = raw.message?.documentMessage ?? {};
  const url = `https://${victim.host}/internal`;
  const paths = ['', `@${victim.host}/a`, `:${victim.port}/a`, `\\\\${victim.host}/a`, '.evil.tld/a'];
  for (const directPath of paths) {
    const id = await maria.relay({ documentMessage: { ...honest, url, directPath } });
    const { fileId } = await announced(id);
    await world.fetch(fileId);

    expect(await world.row(fileId)).toMatchObject({ status: 'rejected', rejection: 'file-altered' });
  }
  const redirected = await announced(await maria.sendDocument(PDF, 'x.pdf', 'application/pdf'));
  whatsapp.media.fail({ kind: 'redirect', to: `${url}/redirected` });
  await world.fetch(redirected.fileId);

  expect(await world.row(redirected.fileId)).toMatchObject({ status: 'rejected' });
  expect(victim.requests).toEqual([]);

  await victim.close();
});
