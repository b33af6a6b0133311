import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { connect as connectTls } from 'node:tls';
import { type BinaryNode, decryptPollVote, initAuthCreds, jidNormalizedUser } from '@whiskeysockets/baileys';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Account, lidJid, phoneJid } from './accounts.ts';
import type { LoopbackCitizen } from './citizen.ts';
import { eventually } from './eventually.ts';
import { type LoopbackWhatsApp, startLoopbackWhatsApp } from './loopback.ts';
import { PlainCompany } from './plain-company.ts';
import { silenceLibsignal } from './silence.ts';
import { Turbulence } from './turbulence.ts';

const COMPANY_PHONE = '573001112233';
const MARIA_PHONE = '573004445566';
const DEVICE = 3;
const FILE = randomBytes(40_000);

let whatsapp: LoopbackWhatsApp;
let account: Account;
let company: PlainCompany;
let maria: LoopbackCitizen;
let mariaJid: string;

beforeAll(async () => {
  whatsapp = await startLoopbackWhatsApp();
  account = whatsapp.addAccount(COMPANY_PHONE, { name: 'Acueducto' });
  company = new PlainCompany(whatsapp, whatsapp.preRegister(account, DEVICE, { fast: true }));
  maria = whatsapp.citizen({ phone: MARIA_PHONE, name: 'María', company: account });
  mariaJid = phoneJid(maria.account);
  await Promise.all([company.connect(), maria.connect()]);
  // The library learns the media host from this answer.
  await company.socket.refreshMediaConn();
});

afterAll(async () => {
  await company.end();
  await whatsapp.close();
  expect(whatsapp.counters.unhandled).toEqual([]);
});

const aPhoto = () =>
  sharp({ create: { width: 320, height: 240, channels: 3, background: '#3377aa' } })
    .withExif({ IFD0: { Copyright: 'secret place' } })
    .jpeg()
    .toBuffer();

/** Resolves when no client has said anything for a while. */
async function quiet(): Promise<void> {
  for (let before = -1; before !== whatsapp.counters.stanzas; ) {
    before = whatsapp.counters.stanzas;
    await new Promise((resolve) => setTimeout(resolve, 400));
  }
}

// What a citizen says.

test('a text arrives sealed, with the number and the LID of who wrote', async () => {
  const seen: string[] = [];
  const spy = (_from: Account, node: object) => seen.push(JSON.stringify(node));
  whatsapp.events.on('message', spy);
  const id = await maria.say('No hay agua');
  const heard = await company.hears('the text', (message) => message.id === id);
  whatsapp.events.off('message', spy);
  expect(heard).toMatchObject({ kind: 'text', text: 'No hay agua', arrival: 'notify' });
  expect(heard.raw.key).toMatchObject({ remoteJid: mariaJid, remoteJidAlt: lidJid(maria.account) });
  expect(heard.raw.pushName).toBe('María');
  expect(seen.join()).not.toContain('No hay agua');
  expect(seen.join()).not.toContain(Buffer.from('No hay agua').toString('base64'));
});

test('a photo arrives without EXIF and opens to the bytes that were sent', async () => {
  const photo = await aPhoto();
  expect((await sharp(photo).metadata()).exif).toBeDefined();
  const id = await maria.sendPhoto(photo, 'la fuga');
  const heard = await company.hears('the photo', (message) => message.id === id);
  const bytes = await company.download(heard);
  const { exif, width, format } = await sharp(bytes).metadata();
  expect({ kind: heard.kind, text: heard.text, exif, width, format }).toEqual({
    kind: 'image',
    text: 'la fuga',
    exif: undefined,
    width: 320,
    format: 'jpeg',
  });
});

test.each([
  ['document', () => maria.sendDocument(FILE, 'acta.pdf', 'application/pdf')],
  ['audio', () => maria.sendVoice(FILE)],
  ['sticker', () => maria.sendSticker(FILE)],
])('a %s arrives byte for byte', async (kind, send) => {
  const id = await send();
  const heard = await company.hears(kind, (message) => message.id === id);
  expect(heard.kind).toBe(kind);
  expect((await company.download(heard)).equals(FILE)).toBe(true);
});

test('a place, a contact, a quote, a reaction, an edit and an erasure arrive as what they are', async () => {
  await company.say(mariaJid, { text: 'Menú' });
  const menu = await maria.heard(({ text }) => text === 'Menú');
  const place = await maria.sendLocation(11.24, -74.19, 'Bastidas');
  const contact = await maria.sendContact('Pedro', '573009998877');
  const quote = await maria.quote(menu, 'la segunda');
  const reaction = await maria.react(menu, '👍');
  const text = await maria.say('me equivoqe');
  const edit = await maria.edit(text, 'me equivoqué');
  const erasure = await maria.erase(text);
  await company.hears('the erasure', (message) => message.id === erasure);
  const of = (id: string) => {
    const { kind, text: words, about } = company.heard.find((message) => message.id === id) ?? {};
    return [kind, words, about];
  };
  expect(of(place)).toEqual(['location', 'Bastidas', null]);
  expect(of(contact)).toEqual(['contact', '', null]);
  expect(of(quote)).toEqual(['text', 'la segunda', menu.id]);
  expect(of(reaction)).toEqual(['reaction', '👍', menu.id]);
  expect(of(edit)).toEqual(['edit', 'me equivoqué', text]);
  expect(of(erasure)).toEqual(['erase', '', text]);
});

test.each([
  ['pn', 'pn'],
  ['pn', 'lid'],
  ['lid', 'pn'],
  ['lid', 'lid'],
] as const)('a vote names the creator by %s and the voter by %s', async (creatorAs, voterAs) => {
  const name = `¿Quedó bien? ${creatorAs} ${voterAs}`;
  const pollMsgId = await company.say(mariaJid, {
    poll: { name, values: ['Sí', 'No'], selectableCount: 1 },
  });
  const poll = await maria.heard(({ text }) => text === name);
  const id = await maria.vote(poll, 'No', { creatorAs, voterAs });
  const heard = await company.hears('the vote', (message) => message.id === id);
  const open = (creator: (account: Account) => string, voter: (account: Account) => string) =>
    decryptPollVote(heard.raw.message?.pollUpdateMessage?.vote ?? {}, {
      pollMsgId,
      pollEncKey: company.sent.get(pollMsgId)?.messageContextInfo?.messageSecret ?? new Uint8Array(),
      pollCreatorJid: creator(account),
      voterJid: voter(maria.account),
    });
  const jid = { pn: phoneJid, lid: lidJid };
  expect(open(jid[creatorAs], jid[voterAs]).selectedOptions).toHaveLength(1);
  const other = voterAs === 'pn' ? 'lid' : 'pn';
  expect(() => open(jid[creatorAs], jid[other])).toThrow();
});

test('a photo to be seen once reaches a linked device as a notice without content', async () => {
  const id = await maria.sendViewOnce(await aPhoto());
  await eventually('the notice', () => company.viewOnce.includes(id));
  const hidden = await maria.sendViewOnce(await aPhoto(), 'view_once_unavailable_fanout');
  const after = await maria.say('¿la vio?');
  await company.hears('the text after it', (message) => message.id === after);
  expect(company.heard.map((message) => message.id)).not.toContain(hidden);
});

test('a call rings with the number of who calls, and its rejection comes back', async () => {
  const id = maria.call();
  const ring = await eventually('the call', () => company.calls.find((call) => call.id === id));
  expect(ring).toMatchObject({ status: 'offer', from: mariaJid, phone: mariaJid });
  await company.socket.rejectCall(id, ring.from);
  await eventually('the rejection', () => maria.rejectedCalls.includes(id));
});

// What the company sends.

test('a message is delivered, read when the citizen reads it, and its typing is seen', async () => {
  const before = maria.typingSeen;
  await company.socket.sendPresenceUpdate('composing', mariaJid);
  const id = await company.say(mariaJid, { text: 'Tu radicado' });
  const heard = await maria.heard((message) => message.id === id);
  await maria.read(heard);
  await eventually('the read mark', () => company.statusesOf(id).includes(4));
  await eventually('the typing', () => maria.typingSeen > before);
});

test('a document comes open to the citizen', async () => {
  const id = await company.say(mariaJid, {
    document: FILE,
    fileName: 'respuesta.pdf',
    mimetype: 'application/pdf',
  });
  const heard = await maria.heard((message) => message.id === id);
  expect((await maria.download(heard)).equals(FILE)).toBe(true);
});

test('a read mark of the company is seen by the citizen', async () => {
  const id = await maria.say('¿me leen?');
  const heard = await company.hears('it', (message) => message.id === id);
  await company.socket.readMessages([heard.raw.key]);
  await eventually('the read mark', () => maria.statusOf(id) === 4);
});

test('only registered numbers are on WhatsApp', async () => {
  const found = await company.socket.onWhatsApp(MARIA_PHONE, '573000000000');
  expect(found?.filter(({ exists }) => exists).map(({ jid }) => jid)).toEqual([mariaJid]);
});

test('what the citizen cannot read is asked for again', async () => {
  maria.forgetSessions();
  const id = await company.say(mariaJid, { text: 'tras perder la sesión' });
  await maria.heard((message) => message.id === id);
  expect(maria.undecryptable).toContain(id);
  expect(maria.neverRead).toEqual([]);
});

// The media host.

test('is trusted because of its CA alone', async () => {
  const [host, port] = whatsapp.media.host.split(':');
  const refusal = await new Promise((resolve) => {
    connectTls({ host, port: Number(port) }).once('error', (error: NodeJS.ErrnoException) =>
      resolve(error.code),
    );
  });
  expect(refusal).toMatch(/UNABLE_TO_VERIFY|SELF_SIGNED|UNABLE_TO_GET_ISSUER/);
});

test.each([404, 410])('a file gone with %i is uploaded again by the sender', async (status) => {
  const id = await maria.sendDocument(FILE, 'factura.pdf', 'application/pdf');
  const heard = await company.hears('the document', (message) => message.id === id);
  whatsapp.media.fail({ kind: 'status', status });
  await expect(company.download(heard)).rejects.toMatchObject({ output: { statusCode: status } });
  const raw = await company.socket.updateMediaMessage(heard.raw);
  expect((await company.download({ ...heard, raw })).equals(FILE)).toBe(true);
  whatsapp.media.heal();
});

test('a file may be refused for good', async () => {
  const id = await maria.sendDocument(FILE, 'vieja.pdf', 'application/pdf');
  const heard = await company.hears('the document', (message) => message.id === id);
  whatsapp.mediaRetry.mode = 'refuses';
  await expect(company.socket.updateMediaMessage(heard.raw)).rejects.toThrow('re-upload');
  whatsapp.mediaRetry.mode = 'answers';
});

test('a download can be led elsewhere, and elsewhere sees who follows', async () => {
  const id = await maria.sendDocument(FILE, 'x.pdf', 'application/pdf');
  const heard = await company.hears('the document', (message) => message.id === id);
  const directPath = heard.raw.message?.documentMessage?.directPath ?? '';
  whatsapp.media.fail({ kind: 'redirect', to: `https://${whatsapp.media.host}/elsewhere` }, directPath);
  await expect(company.download(heard)).rejects.toMatchObject({ output: { statusCode: 404 } });
  expect(whatsapp.media.requests.at(-1)).toEqual({ method: 'GET', path: '/elsewhere' });
  whatsapp.media.heal();
  expect((await company.download(heard)).equals(FILE)).toBe(true);
});

test('another process trusts the media host by its environment', async () => {
  const script = `fetch('https://${whatsapp.media.host}/x').then(({ status }) => process.exit(status - 400))`;
  const codes = await Promise.all(
    [whatsapp.environment, {}].map(
      (env) =>
        new Promise((resolve) => {
          spawn(process.execPath, ['-e', script], { env, stdio: 'ignore' }).once('exit', resolve);
        }),
    ),
  );
  expect(codes).toEqual([4, 1]);
});

test('a flood is cut when the client goes away', async () => {
  const id = await maria.sendDocument(FILE, 'y.pdf', 'application/pdf');
  const heard = await company.hears('the document', (message) => message.id === id);
  whatsapp.media.fail({ kind: 'flood', bytes: 200_000_000 });
  const abort = new AbortController();
  const response = await fetch(
    `https://${whatsapp.media.host}${heard.raw.message?.documentMessage?.directPath}`,
    {
      dispatcher: whatsapp.trust.downloads,
      signal: abort.signal,
    } as object,
  );
  const first = await response.body?.getReader().read();
  abort.abort();
  expect(first?.value?.length).toBeGreaterThan(0);
  expect(response.headers.get('content-length')).toBeNull();
  await eventually('the end of the flood', () => whatsapp.media.floodedBytes < 200_000_000);
  whatsapp.media.heal();
});

// Connections.

test('what is said while the company is away waits and comes marked as late', async () => {
  whatsapp.setClockOffset(-3600);
  await company.end();
  await eventually('the company to be away', () => !company.isOpen);
  const ids = await Promise.all(Array.from({ length: 5 }, (_, index) => maria.say(`espera ${index}`)));
  await eventually('the queue', () => whatsapp.queuedFor(account) >= ids.length);
  whatsapp.setClockOffset(0);
  expect(await company.connect()).toBe('open');
  const last = await company.hears('the last', (message) => message.id === ids.at(-1));
  expect(last.arrival).toBe('append');
  expect(Date.now() / 1000 - Number(last.raw.messageTimestamp)).toBeGreaterThan(3500);
  await eventually('the queue to empty', () => whatsapp.queuedFor(account) === 0);
});

test('a cut connection closes with 428 and a restarted server takes everyone back', async () => {
  whatsapp.dropConnection(account);
  await eventually('the close', () => company.closeCodes.at(-1) === 428);
  const { port } = whatsapp;
  await whatsapp.stop();
  expect(await company.connect()).toBe(408);
  await whatsapp.listen();
  expect(whatsapp.port).toBe(port);
  await maria.connect();
  const id = await maria.say('¿volvió?');
  expect(await company.connect()).toBe('open');
  await company.hears('it', (message) => message.id === id);
});

test.each([401, 403, 405, 411, 503])('a login can be refused with %i', async (code) => {
  await company.end();
  const fault = whatsapp.faults.refuseLogin(account, code);
  expect(await company.connect()).toBe(code);
  expect(fault.struck).toBe(1);
  expect(await company.connect()).toBe('open');
});

test.each([440, 500, 515])('a stream can end with %i', async (code) => {
  whatsapp.endStream(account, code);
  await eventually('the close', () => company.closeCodes.at(-1) === code);
  whatsapp.faults.endStreamAtLogin(account, code);
  expect(await company.connect()).toBe(code);
  expect(await company.connect()).toBe('open');
});

test('a server that falls silent is noticed by the client alone: 408', async () => {
  await company.end();
  expect(await company.connect({ keepAliveIntervalMs: 500 })).toBe('open');
  const silence = whatsapp.faults.silence();
  const late = new PlainCompany(whatsapp, whatsapp.preRegister(account, DEVICE + 1, { fast: true }));
  const neverOpen = late.connect({ connectTimeoutMs: 1000 });
  await eventually('the close', () => company.closeCodes.at(-1) === 408);
  expect(await neverOpen).toBe(408);
  silence.stop();
  whatsapp.removeDevice(account, DEVICE + 1);
  whatsapp.dropAll();
  expect(await company.connect()).toBe('open');
  await eventually('María to be back', () => maria.isOpen);
});

test('what is said while the server dies is said again until it is taken', async () => {
  const said = Array.from({ length: 10 }, (_, index) => maria.say(`terca ${index}`));
  await whatsapp.stop();
  await whatsapp.listen();
  const ids = await Promise.all(said);
  expect(await company.connect()).toBe('open');
  await eventually('all of them', () => {
    const known = new Set([...company.heard.map(({ id }) => id), ...company.unreadable]);
    return ids.every((id) => known.has(id));
  });
});

// Pairing.

test('by QR: scan, 515, open, talk', async () => {
  const other = whatsapp.addAccount('573001110001', { name: 'Por QR' });
  const fresh = new PlainCompany(whatsapp, initAuthCreds());
  const first = fresh.connect();
  whatsapp.scanQr(await eventually('a QR', () => fresh.qr), other);
  expect(await first).toBe(515);
  expect(await fresh.connect()).toBe('open');
  expect(jidNormalizedUser(fresh.auth.creds.me?.id)).toBe(phoneJid(other));
  const pedro = await whatsapp.citizen({ phone: '573001110009', name: 'Pedro', company: other }).connect();
  const id = await pedro.say('hola');
  await fresh.hears('it', (message) => message.id === id);
  await fresh.end();
});

test('by code: the person types it, 515, open; unlinked later: 401', async () => {
  const other = whatsapp.addAccount('573001110002', { name: 'Por código' });
  const fresh = new PlainCompany(whatsapp, initAuthCreds());
  const first = fresh.connect();
  await eventually('a QR', () => fresh.qr);
  const code = await fresh.socket.requestPairingCode(other.phone);
  await whatsapp.confirmPairingCode(code, other);
  expect(await first).toBe(515);
  expect(await fresh.connect()).toBe('open');
  whatsapp.removeDevice(other, 1);
  await eventually('the close', () => fresh.closeCodes.at(-1) === 401);
  expect(await fresh.connect()).toBe(401);
});

// What goes wrong.

test('463 in the ack shows as an error and nothing is delivered', async () => {
  const fault = whatsapp.faults.refuseMessages({ from: account, to: maria.account, times: 1 });
  const id = await company.say(mariaJid, { text: 'en frío' });
  await eventually('the error', () => company.statusesOf(id).includes('463'));
  expect(company.statusesOf(id)).toContain(0);
  const next = await company.say(mariaJid, { text: 'otra' });
  await maria.heard((message) => message.id === next);
  expect(maria.messages.map((message) => message.id)).not.toContain(id);
  expect(fault.struck).toBe(1);
});

test('a message can die with the server: no ack, no delivery', async () => {
  const acks: string[] = [];
  company.socket.ws.on('CB:ack,class:message', ({ attrs }: { attrs: { id: string } }) => acks.push(attrs.id));
  whatsapp.faults.loseMessages({ from: account, times: 1 });
  const lost = await company.say(mariaJid, { text: 'se pierde' });
  const next = await company.say(mariaJid, { text: 'llega' });
  await maria.heard((message) => message.id === next);
  await eventually('the ack', () => acks.includes(next));
  expect(acks).not.toContain(lost);
  expect(maria.messages.map((message) => message.id)).not.toContain(lost);
});

test('deliveries are dropped, doubled and swapped by a seed, and come after a reconnection', async () => {
  // Two citizens: the plain library loses messages in such weather, which is not the server's doing.
  const ana = await whatsapp.citizen({ phone: '573007770003', company: maria.account }).connect();
  const chaos = { to: maria.account, seed: 7, drop: 0.1, duplicate: 0.2, reorder: 0.2, delayMs: 10 };
  const storm = whatsapp.faults.disturb(chaos);
  const ids: string[] = [];
  for (let index = 0; index < 40; index++) {
    ids.push(await ana.say(`ráfaga ${index}`));
  }
  storm.stop();
  const { dropped, duplicated, reordered } = storm.counters;
  expect(Math.min(dropped, duplicated, reordered)).toBeGreaterThan(0);
  await quiet();
  const hasHeard = (id: string) => maria.messages.some((message) => message.id === id);
  expect(ids.every(hasHeard)).toBe(false);
  await maria.restart();
  await eventually('every message', () => ids.every(hasHeard));
});

test('a reinstalled phone has another identity and goes on talking', async () => {
  const rosa = await whatsapp.citizen({ phone: '573007770001', name: 'Rosa', company: account }).connect();
  const first = await rosa.say('antes');
  await company.hears('it', (message) => message.id === first);
  const identity = Buffer.from(rosa.account.primaryKey.public);
  const notices: string[] = [];
  company.socket.ws.on('CB:notification,type:encrypt', ({ attrs: { from = '' } }: BinaryNode) => {
    notices.push(from);
  });
  await rosa.reinstall();
  expect(identity.equals(Buffer.from(rosa.account.primaryKey.public))).toBe(false);
  await eventually('the notice', () => notices.includes(phoneJid(rosa.account)));
  const second = await rosa.say('después');
  await company.hears('it', (message) => message.id === second);
  const answer = await company.say(phoneJid(rosa.account), { text: 'hola otra vez' });
  await rosa.heard((message) => message.id === answer);
});

test('a citizen becomes a LID in the middle of a conversation', async () => {
  const luis = await whatsapp.citizen({ phone: '573007770002', name: 'Luis', company: account }).connect();
  const first = await luis.say('soy un número');
  const before = await company.hears('it', (message) => message.id === first);
  luis.account.addressing = 'lid';
  const second = await luis.say('soy un LID');
  const after = await company.hears('it', (message) => message.id === second);
  expect([before, after].map(({ raw }) => [raw.key.remoteJid, raw.key.remoteJidAlt])).toEqual([
    [phoneJid(luis.account), lidJid(luis.account)],
    [lidJid(luis.account), phoneJid(luis.account)],
  ]);
  const answer = await company.say(lidJid(luis.account), { text: 'te leo' });
  await luis.heard((message) => message.id === answer);
  await eventually('the delivery', () => company.statusesOf(answer).includes(3));
});

test('a program that ignores groups, status and newsletters can be offered them', async () => {
  const froms = ['120363000000000000@g.us', 'status@broadcast', '120363000000000001@newsletter'];
  const acks: unknown[] = [];
  const spy = (_from: Account, { attrs: { to } }: BinaryNode) => acks.push(to);
  whatsapp.events.on('ack', spy);
  await company.end();
  expect(await company.connect({ shouldIgnoreJid: (jid) => froms.includes(jid) })).toBe('open');
  const before = company.heard.length + company.unreadable.length;
  for (const from of froms) {
    whatsapp.inject(account, {
      tag: 'message',
      attrs: { id: `3EB0${from}`, from, type: 'text', t: '1790000000', participant: mariaJid },
      content: [{ tag: 'plaintext', attrs: {}, content: Buffer.from('0a02686f', 'hex') }],
    });
  }
  await eventually('the acks', () => froms.every((from) => acks.includes(from)));
  whatsapp.events.off('ack', spy);
  expect(company.heard.length + company.unreadable.length).toBe(before);
});

test('a citizen who is away cannot speak, and a restarted one goes on', async () => {
  await maria.disconnect();
  await expect(maria.say('nadie oye')).rejects.toThrow('away');
  const id = await company.say(mariaJid, { text: 'para cuando vuelvas' });
  await maria.connect();
  expect((await maria.heard((message) => message.id === id)).arrival).toBe('append');
  await maria.restart();
  const next = await maria.say('ya volví');
  await company.hears('it', (message) => message.id === next);
  expect([maria.duplicates, maria.neverRead]).toEqual([[], []]);
});

test('hostile content goes out as it stands', async () => {
  const id = await maria.relay({
    documentMessage: { url: 'https://127.0.0.1:1/x', directPath: '/v/x', mediaKey: randomBytes(32) },
  });
  const heard = await company.hears('it', (message) => message.id === id);
  expect(heard.raw.message?.documentMessage?.url).toBe('https://127.0.0.1:1/x');
});

test('the same seed gives the same fates', () => {
  const fates = (seed: number) => {
    const storm = new Turbulence({ to: account, seed, drop: 0.3, duplicate: 0.3, reorder: 0.3 });
    const arrivals: number[] = [];
    for (let index = 0; index < 50; index++) {
      storm.pass(() => arrivals.push(index));
    }
    storm.settle();
    return { arrivals, counters: storm.counters };
  };
  expect(fates(5)).toEqual(fates(5));
  expect(fates(5).arrivals).not.toEqual(fates(6).arrivals);
});

test('what libsignal prints is kept out of the output, and nothing else', () => {
  const output = console;
  const { info } = output;
  const printed: unknown[][] = [];
  output.info = (...words: unknown[]) => printed.push(words);
  silenceLibsignal();
  output.info('Closing session:', { privKey: 'secret' });
  output.info('Closing the office', 17);
  output.info = info;
  expect(printed).toEqual([['Closing the office', 17]]);
});
