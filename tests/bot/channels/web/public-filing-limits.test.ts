import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '../../../../bot/app.ts';
import { createEdgeInMemory } from '../../../../bot/channels/web/edge-in-memory.ts';
import type { FilingOptions } from '../../../../bot/channels/web/public/filing/options.ts';
import { publicPages } from '../../../../bot/channels/web/public/public-pages.ts';
import { composeFiles } from '../../../../bot/compose/files.ts';
import { composeFiling } from '../../../../bot/compose/filing.ts';
import { createLog } from '../../../../bot/log.ts';
import { createMetrics } from '../../../../bot/metrics.ts';
import { createNewId } from '../../../../bot/new-id.ts';
import { OperationalError } from '../../../../domain/errors.ts';
import { createTranslate } from '../../../../locales/translate.ts';
import { loadEntity } from '../../../../prisma/seed/seed-entity.ts';
import {
  BEHIND_PROXY,
  ENOUGH,
  type FormAnswer,
  fileForm,
  openForm,
  PDF,
  readAcuse,
  sendForm,
} from '../../../support/filing-form.ts';
import { startTestVecino, type TestVecino } from '../../../support/vecino.ts';

let app: TestVecino;
beforeAll(async () => {
  app = await startTestVecino();
});
afterAll(() => app.stop());

type Desk = { readonly url: string; readonly time: { now: Date }; readonly stop: () => Promise<void> };

/** The form on the database of the program, with limits of its own. */
async function startDesk(changes: (filing: FilingOptions) => Partial<FilingOptions>): Promise<Desk> {
  const { storage, messaging } = app.vecino;
  const time = { now: new Date('2026-11-20T14:00:00Z') };
  const clock = { now: () => time.now };
  const newId = createNewId(clock);
  const stored = await loadEntity(storage.database, 'essmar');
  const entity = { profile: () => stored.profile, barrios: () => stored.barrios };
  const { files } = composeFiles({ storage, filesDir: `${app.dataDir}/files`, clock, newId });
  const edge = createEdgeInMemory();
  const publicUrl = 'https://vecino.example';
  const filing = composeFiling({ storage, entity, messaging, files, edge, newId, publicUrl });
  const server = await buildApp({
    trustedProxies: [BEHIND_PROXY.TRUSTED_PROXIES],
    log: createLog('silent'),
    health: () => Promise.reject(new Error('nobody asks')),
    metrics: createMetrics(),
    register: async (root) => {
      await root.register(publicPages, {
        profile: entity.profile,
        t: createTranslate('es-CO'),
        locale: 'es-CO',
        clock,
        byCode: { find: async () => null },
        files,
        hmac: storage.keys.hmac('public-document'),
        filing: { ...filing, ...changes(filing) },
      });
    },
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return { url, time, stop: () => server.close() };
}

const from = (address: string) => ({ 'x-forwarded-for': address });
const kept = ({ text }: FormAnswer) => text.includes('Llevamos tres días sin agua.');

test('a network that files too fast waits some seconds, keeps what it typed and is alone in that', async () => {
  const desk = await startDesk(() => ({ limits: { filing: { burst: 2, perSecond: 0.5 } } }));
  const forms = await Promise.all([1, 2, 3].map(() => openForm(desk.url)));
  const answers: FormAnswer[] = [];
  for (const { key } of forms) {
    answers.push(await sendForm(desk.url, { ...ENOUGH, llave: key }, [], from('190.24.1.1')));
  }
  const other = await sendForm(desk.url, { ...ENOUGH, llave: forms[2]?.key ?? '' }, [], from('190.24.1.2'));
  desk.time.now = new Date(desk.time.now.getTime() + 2000);
  const later = await sendForm(desk.url, { ...ENOUGH, llave: answers[2]?.key ?? '' }, [], from('190.24.1.1'));
  await desk.stop();

  expect(answers.map(({ status }) => status)).toEqual([201, 201, 429]);
  expect(answers[2]?.headers.get('retry-after')).toBe('2');
  expect(answers[2]?.text).toContain('espera 2 segundos');
  expect(answers.map(kept)).toEqual([true, true, true]);
  expect(other.status).toBe(201);
  expect(later.status).toBe(200);
});

test('the cost grows with the crowd, so that nobody empties what is meant for a whole carrier', async () => {
  const desk = await startDesk(() => ({ limits: { filing: { burst: 8, perSecond: 1, grows: true } } }));
  const statuses: number[] = [];
  for (let time = 0; time < 8; time += 1) {
    statuses.push((await sendForm(desk.url, { tipo: 'queja' }, [], from('190.24.1.1'))).status);
  }
  const honest = await Promise.all([fileForm(desk.url), fileForm(desk.url)]);
  await desk.stop();

  expect(statuses.filter((status) => status === 422).length).toBeLessThan(7);
  expect(honest.map(({ status }) => status)).toEqual([201, 201]);
});

test('one address sends so many files in a day, is told so at the field, and can file without them', async () => {
  const desk = await startDesk(() => ({ limits: { uploadsADay: { files: 2, bytes: 10_000 } } }));
  const pdf = { name: 'a.pdf', bytes: PDF };
  const { key } = await openForm(desk.url);
  const two = await sendForm(desk.url, { tipo: '', llave: key }, [pdf, pdf], from('190.24.1.1'));
  const form = await openForm(desk.url);
  const third = await sendForm(desk.url, { ...ENOUGH, llave: form.key }, [pdf], from('190.24.1.1'));
  const without = await sendForm(desk.url, { ...ENOUGH, llave: form.key }, [], from('190.24.1.1'));
  await desk.stop();

  expect(two.text.match(/name="conservar"/g)).toHaveLength(2);
  expect([third.status, without.status]).toEqual([422, 201]);
  expect(third.text).toContain('a.pdf: Has enviado muchos archivos');
});

test('files that do not fit in memory beside those of others are asked for again, and nothing else', async () => {
  const desk = await startDesk(() => ({ limits: { bytesInFlight: 100 } }));
  const { key } = await openForm(desk.url);
  const big = { name: 'a.pdf', bytes: Buffer.concat([PDF, Buffer.alloc(200)]) };
  const crowded = await sendForm(desk.url, { ...ENOUGH, llave: key }, [big]);
  const small = await sendForm(desk.url, { ...ENOUGH, llave: key }, [{ name: 'a.pdf', bytes: PDF }]);
  await desk.stop();

  expect([crowded.status, small.status]).toEqual([422, 201]);
  expect(crowded.text).toContain('En este momento hay mucha gente');
  expect(kept(crowded)).toBe(true);
});

test('while the database is away the form stays as it is, and files once when it is back', async () => {
  let isAway = false;
  const desk = await startDesk(({ filings }) => ({
    filings: {
      ...filings,
      file: async (form) => {
        const filed = await filings.file(form);
        if (isAway) {
          throw new OperationalError('the answer of the commit was lost');
        }
        return filed;
      },
    },
  }));
  const { key } = await openForm(desk.url);
  isAway = true;
  const away = await sendForm(desk.url, { ...ENOUGH, llave: key });
  isAway = false;
  const back = await sendForm(desk.url, { ...ENOUGH, llave: away.key });
  const again = await sendForm(desk.url, { ...ENOUGH, llave: away.key });
  await desk.stop();

  expect([away.status, back.status]).toEqual([503, 200]);
  expect(away.headers.get('retry-after')).toBe('5');
  expect(away.key).toBe(key);
  expect(kept(away)).toBe(true);
  expect(readAcuse(again)).toEqual(readAcuse(back));
});

test('a fault of ours is said without a word of what was told', async () => {
  const desk = await startDesk(() => ({
    barrios: () => {
      throw new Error('secret');
    },
  }));
  const response = await fetch(`${desk.url}/radicar`);
  const text = await response.text();
  await desk.stop();

  expect(response.status).toBe(500);
  expect(text).toContain('Algo salió mal de nuestro lado');
  expect(text).not.toContain('secret');
});
