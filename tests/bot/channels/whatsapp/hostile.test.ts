import { randomBytes } from 'node:crypto';
import { generateWAMessageContent, proto } from '@whiskeysockets/baileys';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { acceptAviso, answerTo, ask, until, WhatsAppCity } from '../../../support/whatsapp-city.ts';
import { lidJid, phoneJid } from '../../../support/whatsapp-loopback/accounts.ts';
import type { LoopbackCitizen } from '../../../support/whatsapp-loopback/citizen.ts';
import { silentLogger } from '../../../support/whatsapp-loopback/silence.ts';
import { LargeFile, StrangeHost } from './media/strange-host.ts';

const MENU = /¿En qué te ayudo\?/;
const PDF = Buffer.concat([Buffer.from('%PDF-1.7'), randomBytes(30_000)]);
const FLOOD_BYTES = 200_000_000;
/** The largest file that is taken, and what was on its way when the connection was cut. */
const MOST_BYTES = 40_000_000;
const UNKNOWN_ID = '3EB0AAAAAAAAAAAAAAAAAA';

let city: WhatsAppCity;
let victim: StrangeHost;
const people: LoopbackCitizen[] = [];

beforeAll(async () => {
  city = await WhatsAppCity.open();
  victim = await new StrangeHost(city.whatsapp.trust).listen();
  await city.link();
  await city.start({ LOG_LEVEL: 'debug' });
});
afterEach(() => city.whatsapp.media.heal());
afterAll(async () => {
  await victim.close();
  await city.close();
});

async function aStranger(name: string): Promise<LoopbackCitizen> {
  const citizen = await city.citizen(name);
  people.push(citizen);
  await acceptAviso(citizen);
  return citizen;
}

/** Everything said to somebody while they do something and then ask for the menu, without that menu. */
async function saidMeanwhile(
  citizen: LoopbackCitizen,
  act: () => Promise<unknown>,
): Promise<readonly string[]> {
  const before = citizen.messages.length;
  await act();
  await ask(citizen, 'menú', MENU);
  return citizen.messages
    .slice(before)
    .map(({ text }) => text)
    .filter((text) => !MENU.test(text));
}

/** A document at the media host, to be told of with whatever address the sender likes. */
async function anUpload(citizen: LoopbackCitizen): Promise<proto.Message.IDocumentMessage> {
  const content = { document: PDF, mimetype: 'application/pdf', fileName: 'recibo.pdf' };
  const upload = citizen.socket.waUploadToServer;
  const { documentMessage } = await generateWAMessageContent(content, { upload, logger: silentLogger });
  return documentMessage ?? {};
}

type FileRow = {
  readonly status: string;
  readonly rejection: string | null;
  readonly attempts: number | null;
};

/** The file of the last message of somebody, once it is as a test wants it. */
function lastFile(citizen: LoopbackCitizen, wanted: (file: FileRow) => boolean): Promise<FileRow> {
  return until('the file', async () => {
    const { rows } = await city.pool.query<FileRow>(
      `SELECT f.status, f.rejection, m.attempts FROM file f LEFT JOIN whatsapp_media m ON m.file_id = f.id
       WHERE f.conversation_id = ANY($1) ORDER BY f.created_at DESC LIMIT 1`,
      [await city.conversationsOf(citizen)],
    );
    return rows[0] !== undefined && wanted(rows[0]) && rows[0];
  });
}

const isOver = ({ status }: FileRow) => status === 'ready' || status === 'rejected';

test("nothing is ever asked of the sender's own address", async () => {
  const eve = await aStranger('Eve');
  const documentMessage = await anUpload(eve);
  const url = `https://${victim.host}/x`;
  await answerTo(eve, () => eve.relay({ documentMessage: { ...documentMessage, url } }), /./);
  expect(await lastFile(eve, isOver)).toMatchObject({ status: 'ready' });

  for (const directPath of [`//${victim.host}/x`, `@${victim.host}/x`, url]) {
    await answerTo(eve, () => eve.relay({ documentMessage: { ...documentMessage, directPath } }), /./);
    expect(await lastFile(eve, isOver)).toMatchObject({ status: 'rejected' });
  }
  expect(victim.requests).toEqual([]);
});

test('a redirect is not followed', async () => {
  const mallory = await aStranger('Mallory');
  const documentMessage = await anUpload(mallory);
  city.whatsapp.media.fail(
    { kind: 'redirect', to: `https://${victim.host}/x` },
    documentMessage.directPath ?? '',
  );
  await answerTo(mallory, () => mallory.relay({ documentMessage }), /./);
  await lastFile(mallory, (file) => isOver(file) || (file.attempts ?? 0) > 0);
  await until('the request', async () =>
    city.whatsapp.media.requests.some(({ path }) => path === documentMessage.directPath),
  );
  await saidMeanwhile(mallory, async () => undefined);
  expect(victim.requests).toEqual([]);
});

test('a file without end is cut at the largest size that is taken, whatever its sender says', async () => {
  const noah = await aStranger('Noah');
  const large = new LargeFile(FLOOD_BYTES);
  const directPath = '/v/large?ccb=1';
  city.whatsapp.media.fail({ kind: 'written', send: (response) => large.send(response) }, directPath);
  const { mediaKey, fileSha256 } = large;
  const documentMessage = {
    ...{ mediaKey, fileSha256, directPath, fileEncSha256: randomBytes(32) },
    ...{ fileLength: 1_000, mimetype: 'application/pdf', fileName: 'corto.pdf' },
  };
  await answerTo(noah, () => noah.relay({ documentMessage }), /./);
  expect(await lastFile(noah, isOver)).toMatchObject({ status: 'rejected', rejection: 'file-too-large' });
  expect(large.written).toBeLessThan(MOST_BYTES);
});

test('a message forged inside a protocol message reaches nobody', async () => {
  const trudy = await aStranger('Trudy');
  const webMessageInfoBytes = proto.WebMessageInfo.encode({
    key: { remoteJid: phoneJid(trudy.account), fromMe: false, id: 'FORGED' },
    message: { conversation: 'soy otra persona' },
  }).finish();
  const said = await saidMeanwhile(trudy, () =>
    trudy.relay({
      protocolMessage: {
        type: proto.Message.ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_RESPONSE_MESSAGE,
        peerDataOperationRequestResponseMessage: {
          stanzaId: 'x',
          peerDataOperationResult: [{ placeholderMessageResendResponse: { webMessageInfoBytes } }],
        },
      },
    }),
  );
  expect(said).toEqual([]);
  const { rows } = await city.pool.query("SELECT id FROM event WHERE channel_message_id = 'FORGED'");
  expect(rows).toEqual([]);
});

test('bytes that are no message at all are passed over', async () => {
  const chaos = await aStranger('Chaos');
  const { socket } = chaos;
  const [jid = ''] = [...city.company.devices.keys()].filter(Boolean).map((id) => phoneJid(city.company, id));
  const noise = Buffer.concat([Buffer.from([0xff, 0xff, 0xff, 0x0f]), randomBytes(500)]);
  const said = await saidMeanwhile(chaos, async () => {
    const { type, ciphertext } = await socket.signalRepository.encryptMessage({ jid, data: noise });
    const enc = { tag: 'enc', attrs: { v: '2', type }, content: ciphertext };
    await socket.sendNode({
      tag: 'message',
      attrs: { id: '3EB0BROKEN', to: phoneJid(city.company), type: 'text' },
      content: [{ tag: 'participants', attrs: {}, content: [{ tag: 'to', attrs: { jid }, content: [enc] }] }],
    });
  });
  expect(said).toEqual([]);
});

test('a thousand contacts are one message', async () => {
  const bulk = await aStranger('Bulk');
  const contact = { displayName: 'X', vcard: 'BEGIN:VCARD\nVERSION:3.0\nFN:X\nEND:VCARD' };
  const contacts = Array.from({ length: 1_000 }, () => contact);
  const said = await saidMeanwhile(bulk, () =>
    answerTo(bulk, () => bulk.send({ contacts: { displayName: 'muchos', contacts } }), /Recibí un contacto/),
  );
  expect(said).toHaveLength(1);
});

const vote = { encPayload: randomBytes(64), encIv: randomBytes(12) };

test.each<[string, proto.IMessage]>([
  [
    'a vote in a poll that is not ours',
    { pollUpdateMessage: { pollCreationMessageKey: { id: UNKNOWN_ID, fromMe: false }, vote } },
  ],
  [
    'a reaction to what nobody said',
    { reactionMessage: { key: { id: UNKNOWN_ID, fromMe: false }, text: '👍' } },
  ],
  ['a reaction that was taken back', { reactionMessage: { key: { id: UNKNOWN_ID }, text: '' } }],
])('%s is answered by nothing', async (name, message) => {
  const citizen = await aStranger(name);
  expect(await saidMeanwhile(citizen, () => citizen.relay(message))).toEqual([]);
});

test('what quotes a message that nobody sent is read for its words', async () => {
  const quoter = await aStranger('Quoter');
  const contextInfo = { stanzaId: UNKNOWN_ID, participant: phoneJid(city.company) };
  await answerTo(
    quoter,
    () => quoter.relay({ extendedTextMessage: { text: 'reclamo', contextInfo } }),
    /Cuéntame qué pasó/,
  );
});

async function stoppedScope(): Promise<unknown> {
  const { rows } = await city.pool.query('SELECT stopped_scope FROM sender');
  return rows[0]?.stopped_scope;
}

test('a reply refused with 463 fails for good, and the next ones go on until three in a row are refused', async () => {
  const cold = await aStranger('Cold');
  const to = cold.account;
  await city.settled(cold);
  const once = city.whatsapp.faults.refuseMessages({ from: city.company, to, times: 1 });
  await cold.say('menú');
  const failed = await until('the refusal', async () =>
    (await city.ledgerOf(cold)).find(({ status }) => status === 'failed'),
  );
  expect([failed.reason, once.struck, await stoppedScope()]).toEqual(['refused-463', 1, 'proactive']);
  await ask(cold, 'menú', MENU);

  await city.settled(cold);
  const always = city.whatsapp.faults.refuseMessages({ from: city.company, to });
  // A reply to somebody else that is taken in between begins the row again.
  for (let refused = 2; refused <= 8 && (await stoppedScope()) !== 'all'; refused += 1) {
    await cold.say('menú');
    await until('the refusal', async () => {
      const rows = await city.ledgerOf(cold);
      return rows.filter(({ status }) => status === 'failed').length === refused;
    });
  }
  expect(await stoppedScope()).toBe('all');
  expect(always.struck).toBeGreaterThanOrEqual(3);
  always.stop();
  await cold.say('menú');
  const held = await until('the held reply', async () =>
    (await city.ledgerOf(cold)).find(({ reason }) => reason === 'sender-stopped'),
  );
  expect(held.status).toBe('queued');
});

test('nothing that was written names a key, a person or a word that was said', async () => {
  const { output, credentials } = city;
  const keys = [
    credentials?.noiseKey,
    credentials?.signedIdentityKey,
    credentials?.signedPreKey.keyPair,
  ].flatMap((pair) => (pair ? [Buffer.from(pair.private)] : []));
  const forbidden = [
    ...['privKey', 'rootKey', 'SessionEntry', 'chainKey', 'Closing session', 'Opening session', '<Buffer'],
    ...keys.flatMap((key) => [key.toString('base64'), key.toString('hex')]),
    ...people.flatMap(({ account }) => [account.phone, account.lid, lidJid(account)]),
    ...people.flatMap(({ messages }) => messages.map(({ text }) => text)).filter((text) => text !== ''),
    ...['soy otra persona', 'reclamo', 'menú', 'Hola'],
  ];
  expect(keys).toHaveLength(3);
  expect(output).toContain('"state":"open"');
  expect(output).toContain('"level":20');
  expect(forbidden.filter((word) => output.includes(word))).toEqual([]);
});
