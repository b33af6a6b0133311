import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLocalFileStore } from '../../../../bot/files/local-file-store.ts';
import {
  acceptAviso,
  answerTo,
  ask,
  beginReclamo,
  confirmReclamo,
  radicadoIn,
  until,
  WhatsAppCity,
} from '../../../support/whatsapp-city.ts';
import type { LoopbackCitizen } from '../../../support/whatsapp-loopback/citizen.ts';
import { eventually } from '../../../support/whatsapp-loopback/eventually.ts';
import type { HeardMessage } from '../../../support/whatsapp-loopback/heard-message.ts';

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(90_000)]);
const VOICE = Buffer.concat([Buffer.from('OggS'), randomBytes(20_000)]);
const READ = 4;

type AnnexRow = {
  readonly name: string;
  readonly mime_type: string;
  readonly status: string;
  readonly sha256: string | null;
  readonly original_key: string | null;
  readonly prepared_key: string | null;
};

let city: WhatsAppCity;
let maria: LoopbackCitizen;
let photo: Buffer;
let acuse: HeardMessage;
/** What María said to file, by its id on the network. */
const said: string[] = [];

beforeAll(async () => {
  city = await WhatsAppCity.open();
  await city.link();
  await city.start();
  maria = await city.citizen('María');
  photo = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#3377aa' } })
    .withExif({ IFD0: { Copyright: 'a secret place' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '11/1' } })
    .jpeg()
    .toBuffer();
  await acceptAviso(maria);
  await beginReclamo(maria, 'No llega el agua a mi casa desde el lunes');
  // The network would take the metadata away; an app that is not the official one leaves it in.
  const send = (act: () => Promise<string>) => async () => said.push(await act());
  await answerTo(
    maria,
    send(() => maria.send({ image: photo, mimetype: 'image/jpeg', caption: 'así está la llave' })),
    /Archivos hasta ahora: 1/,
  );
  await answerTo(
    maria,
    send(() => maria.sendDocument(PDF, 'factura de agosto.pdf', 'application/pdf')),
    /Archivos hasta ahora: 2/,
  );
  await answerTo(
    maria,
    send(() => maria.sendVoice(VOICE)),
    /Archivos hasta ahora: 3/,
  );
  acuse = await confirmReclamo(maria);
});
afterAll(() => city.close());

async function annexes(): Promise<readonly AnnexRow[]> {
  const { rows } = await city.pool.query<AnnexRow>(
    `SELECT f.name, f.mime_type, f.status, f.sha256, f.original_key, f.prepared_key
     FROM pqrs p JOIN pqrs_annex a ON a.pqrs_id = p.id JOIN file f ON f.id = a.file_id
     WHERE p.radicado = $1 ORDER BY a.position`,
    [radicadoIn(acuse)],
  );
  return rows;
}

test('a reclamo is filed with its number, its code and the day of the answer', async () => {
  expect(acuse.text).toMatch(/Te responderemos a más tardar el \w+/);
  expect(acuse.text).toMatch(/Código de verificación: ([2-9A-HJ-NP-Z]{4}-?){3}/);
  expect(acuse.text).toContain('Archivos: 3');
  const { rows } = await city.pool.query(
    'SELECT kind, channel, description, due_on IS NOT NULL AS due FROM pqrs WHERE radicado = $1',
    [radicadoIn(acuse)],
  );
  expect(rows).toEqual([
    {
      kind: 'reclamo',
      channel: 'whatsapp',
      description: 'No llega el agua a mi casa desde el lunes',
      due: true,
    },
  ]);
});

test('the photo, the document and the voice note arrive byte for byte, and the photo is drawn anew', async () => {
  const files = createLocalFileStore(join(city.dataDir, 'files'));
  const rows = await until('the files to arrive', async () => {
    const found = await annexes();
    return found.every(({ status }) => status === 'ready') && found;
  });
  expect(rows.map(({ name, mime_type }) => [name, mime_type])).toEqual([
    [expect.stringMatching(/\.jpe?g$/), 'image/jpeg'],
    ['factura de agosto.pdf', 'application/pdf'],
    [expect.stringMatching(/\.ogg$/), 'audio/ogg'],
  ]);
  for (const [index, sent] of [photo, PDF, VOICE].entries()) {
    expect(rows[index]?.sha256).toBe(createHash('sha256').update(sent).digest('hex'));
    const kept = await files.read(rows[index]?.original_key ?? '');
    expect(Buffer.from(kept ?? []).equals(sent)).toBe(true);
  }
  expect((await sharp(photo).metadata()).exif).toBeDefined();
  const copy = await files.read(rows[0]?.prepared_key ?? '');
  const { exif, width, format } = await sharp(copy ?? Buffer.alloc(0)).metadata();
  expect({ exif, width, format }).toEqual({ exif: undefined, width: 640, format: 'jpeg' });
});

test('who filed asks by the number alone, and anybody else is asked for the code', async () => {
  const radicado = radicadoIn(acuse);
  const own = await ask(maria, radicado, new RegExp(`Solicitud ${radicado}`));
  expect(own.text).toContain('Está radicada');

  const rosa = await city.citizen('Rosa');
  await acceptAviso(rosa);
  const foreign = await ask(rosa, `¿cómo va el ${radicado}?`, /código de verificación/);
  expect(foreign.text).not.toContain('Está radicada');

  const [code = ''] = /([2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{4}/.exec(acuse.text) ?? [];
  await ask(rosa, code, new RegExp(`Solicitud ${radicado}`));
});

test('what was answered is marked as read, and each message of ours ends as read when it is', async () => {
  await eventually('the read marks', () => said.every((id) => maria.statusOf(id) === READ));

  const delivered = await city.settled(maria);
  expect(new Set(delivered.map(({ status }) => status))).toEqual(new Set(['delivered']));

  await maria.read(acuse);
  const { rows } = await until('the read mark', async () => {
    const found = await city.pool.query(
      `SELECT o.status, o.sent_at IS NOT NULL AND o.delivered_at <= o.read_at AS ordered FROM outbox o
       JOIN whatsapp_sent s ON s.outbox_id = o.id WHERE s.message_id = $1 AND o.status = 'read'`,
      [acuse.id],
    );
    return found.rows.length > 0 && found;
  });
  expect(rows).toEqual([{ status: 'read', ordered: true }]);
});

test('nobody hears anything twice, and everything is readable', () => {
  expect([maria.duplicates, maria.neverRead, city.whatsapp.counters.nacks]).toEqual([[], [], 0]);
  expect(city.whatsapp.counters.unhandled).toEqual([]);
});
