import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LocalDate } from '../../../../domain/calendar/local-date.ts';
import { PqrsStatus } from '../../../../domain/pqrs/pqrs.ts';
import { Radicado } from '../../../../domain/pqrs/radicado.ts';
import { CODE, type PublicServer, postForm, startPublicServer } from '../../../support/public-server.ts';

const WRONG = 'ZZZZ-ZZZZ-ZZZZ';
const AN_HOUR_MS = 60 * 60 * 1000;

let server: PublicServer;
beforeAll(async () => {
  server = await startPublicServer({
    limits: { failureMs: 0, asking: { burst: 10_000, perSecond: 1 }, maxWaiting: 1000 },
  });
});
afterAll(() => server.stop());

let number = 0;
let radicado: string;
beforeEach(() => {
  number += 1;
  radicado = `ESSMAR-2026-${String(number).padStart(6, '0')}`;
  server.time.now = new Date('2026-11-20T14:00:00Z');
});

async function failuresOf(which: string): Promise<number | undefined> {
  const row = await server.database.prisma.pqrs.findUnique({ where: { radicado: which } });
  return row?.verificationFailures;
}

/** What a person sees of an answer, without what they typed themselves. */
const wordsOf = (text: string) => text.replace(/ value="[^"]*"/g, '');

describe('whoever has the code', () => {
  test('reads state, next step and dates, and nothing else of the request', async () => {
    await server.file(radicado);

    const { status, text } = await server.ask(radicado, CODE);

    expect(status).toBe(200);
    expect(text).toContain(`Solicitud ${radicado}`);
    expect(text).toContain('Está radicada y pronto se asignará.');
    expect(text).toContain('No tienes que hacer nada.');
    expect(text).toContain('martes, 17 de noviembre de 2026, a las 10:04 a. m.');
    expect(text).toContain('miércoles, 9 de diciembre de 2026');
    expect(text).not.toMatch(/Rosa|casa azul|9988|Pescaíto/);
  });

  test.each([
    ['lower case and spaces', 'abcd efgh jkmn'],
    ['words around it', 'mi código es ABCD-EFGH-JKMN gracias'],
  ])('is understood with %s', async (_, typed) => {
    await server.file(radicado);

    expect((await server.ask(` ${radicado.toLowerCase().replaceAll('-', ' ')} `, typed)).status).toBe(200);
    expect((await server.ask(String(number), CODE)).status).toBe(200);
  });
});

describe('an answer', () => {
  test('is kept by nobody and told by no address', async () => {
    await server.file(radicado);

    const { headers } = await server.ask(radicado, CODE);
    const byAddress = await fetch(`${server.url}/consulta?radicado=${radicado}&codigo=${CODE}`);
    const form = await byAddress.text();

    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).not.toContain('script');
    expect(form).toContain('method="post"');
    expect(form).not.toContain(radicado);
    expect(form).not.toContain(CODE.slice(0, 4).concat('-EFGH-JKMN"'));
  });

  test('is the same when the form is sent again', async () => {
    await server.file(radicado);

    const answers = [await server.ask(radicado, CODE), await server.ask(radicado, CODE)];

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]?.text).toBe(answers[1]?.text);
    expect(await failuresOf(radicado)).toBe(0);
  });

  test.each(PqrsStatus.options)('says what comes next of %s', async (status) => {
    await server.file(radicado, { status });

    const { text } = await server.ask(radicado, CODE);

    expect(text).toMatch(/Qué sigue<\/h2><p>[^<]{10,}<\/p>/);
  });
});

describe('a term', () => {
  test('that has ended says so, and what can be done', async () => {
    await server.file(radicado, { dueOn: LocalDate.parse('2026-11-19') });

    const { text } = await server.ask(radicado, CODE);

    expect(text).toContain('Venció el jueves, 19 de noviembre de 2026.');
    expect(text).toContain('Superintendencia de Servicios Públicos Domiciliarios');
  });

  test('that was answered has no end, nor has one that the law does not give', async () => {
    await server.file(radicado, { status: 'NOTIFICADA', dueOn: LocalDate.parse('2026-11-19') });
    const answered = await server.ask(radicado, CODE);
    number += 1;
    const other = `ESSMAR-2026-${String(number).padStart(6, '0')}`;
    await server.file(other, { kind: 'felicitacion', dueOn: null });
    const withoutTerm = await server.ask(other, CODE);

    expect(answered.text).not.toContain('Venció');
    expect(withoutTerm.text).toContain('La ley no fija un plazo');
  });
});

const annex = (fileId: string, name: string, pending = false) => ({
  fileId,
  name,
  mimeType: 'application/pdf',
  bytes: 9,
  pending,
});
const keyIn = (text: string) => /name="llave" value="([^"]+)"/.exec(text)?.[1] ?? '';
const open = (key: string) => postForm(`${server.url}/consulta/documento`, { llave: key });

describe('the documents', () => {
  test('are listed with harmless names and saved, never shown', async () => {
    const name = '<img src=x onerror=alert(1)> "recibo".pdf';
    const fileId = await server.keepFile(name);
    await server.file(radicado, { annexes: [annex(fileId, name)] });

    const { text } = await server.ask(radicado, CODE);
    const document = await open(keyIn(text));

    expect(text).not.toContain('<img');
    expect(text).toContain('Descargar &lt;img');
    expect(document.status).toBe(200);
    expect(document.text).toBe(name);
    expect(document.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''%3Cimg/);
    expect(document.headers.get('content-security-policy')).toContain('sandbox');
    expect(document.headers.get('cache-control')).toBe('no-store');
  });

  test('that are on their way say so, and have nothing to press', async () => {
    const fileId = await server.keepFile('audio.ogg', 'arriving');
    await server.file(radicado, { annexes: [annex(fileId, 'audio.ogg', true)] });

    const { text } = await server.ask(radicado, CODE);

    expect(text).toContain('audio.ogg (todavía en camino)');
    expect(keyIn(text)).toBe('');
  });

  test('open for a quarter of an hour, and only with a key that was given', async () => {
    const fileId = await server.keepFile('recibo.pdf');
    const otherId = await server.keepFile('ajeno.pdf');
    await server.file(radicado, { annexes: [annex(fileId, 'recibo.pdf')] });
    const key = keyIn((await server.ask(radicado, CODE)).text);
    const forged = [key.replace(fileId, otherId), key.slice(0, -1), '', '../../etc/passwd', 'a'.repeat(3000)];

    const refused = await Promise.all(forged.map(open));
    const [, end = ''] = key.split('.');
    const prolonged = await open(key.replace(end, String(Number(end) + 900)));
    server.time.now = new Date(server.time.now.getTime() + 16 * 60 * 1000);
    const late = await open(key);

    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect(prolonged.status).toBe(403);
    expect(late.status).toBe(403);
    expect(late.text).toContain('Haz la consulta otra vez');
  });
});

describe('whoever guesses', () => {
  test('gets one answer for a wrong code, an unknown radicado, a lock and what cannot be read', async () => {
    await server.file(radicado);
    const wrong = await server.ask(radicado, WRONG);
    const unknown = await server.ask('ESSMAR-2026-999999', WRONG);
    const unreadable = await server.ask('hola', CODE);
    const noCode = await server.ask(radicado, '0000');
    const nothing = await postForm(`${server.url}/consulta`, {});
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await server.ask(radicado, WRONG);
    }
    const lockedWithCode = await server.ask(radicado, CODE);
    const all = [wrong, unknown, unreadable, noCode, nothing, lockedWithCode];

    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([403]));
    expect(new Set(all.map(({ text }) => wordsOf(text))).size).toBe(1);
    expect(new Set(all.map(({ headers }) => headersOf(headers)))).toHaveProperty('size', 1);
  });

  test('is counted on the radicado and stopped after five, whatever the rush', async () => {
    await server.file(radicado);

    const answers = await Promise.all(Array.from({ length: 40 }, () => server.ask(radicado, WRONG)));
    const withCode = await server.ask(radicado, CODE);

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]));
    expect(await failuresOf(radicado)).toBe(5);
    expect(withCode.status).toBe(403);
  });

  test('shuts one radicado only, and for an hour', async () => {
    const other = `ESSMAR-2026-${String(number + 500).padStart(6, '0')}`;
    await server.file(radicado);
    await server.file(other);
    await Promise.all(Array.from({ length: 5 }, () => server.ask(radicado, WRONG)));

    const elsewhere = await server.ask(other, CODE);
    const shut = await server.ask(radicado, CODE);
    server.time.now = new Date(server.time.now.getTime() + AN_HOUR_MS);
    const after = await server.ask(radicado, CODE);

    expect([elsewhere.status, shut.status, after.status]).toEqual([200, 403, 200]);
  });
});

describe('a failed attempt', () => {
  test('on a radicado that does not exist makes none', async () => {
    await server.ask('ESSMAR-2026-888888', WRONG);

    expect(
      await server.database.prisma.pqrs.findUnique({
        where: { radicado: Radicado.parse('ESSMAR-2026-888888') },
      }),
    ).toBe(null);
  });

  test('does not give back the code that was typed', async () => {
    const { text } = await server.ask(radicado, WRONG);

    expect(text).not.toContain(WRONG);
    expect(text).toContain(`value="${radicado}"`);
  });
});

function headersOf(headers: Headers): string {
  return [...headers]
    .filter(([name]) => !['date', 'content-length'].includes(name))
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
