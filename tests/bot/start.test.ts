import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataDirIn, homeIn } from '../../prisma/server/cluster.ts';
import { findPostmaster, isProcessAlive } from '../../prisma/server/postmaster.ts';
import { DirectLineClient } from '../support/direct-line-client.ts';
import { Program, runProgram } from './program.ts';

/** Words that nobody else would ever write. */
const MARKER = 'marcador-zarigueya-7731';
const PHONE = '3017654321';
const RADICADO = /ESSMAR-\d{4}-\d{6}/;

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vecino-start-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const start = () =>
  new Program('bot/main.ts', [], {
    DATA_DIR: dataDir,
    PORT: '0',
    LOG_LEVEL: 'debug',
    FRAGMENT_WINDOW_MS: '0',
  });

const addressOf = async (program: Program): Promise<string> =>
  (await program.says(/^Vecino está listo en (http:\/\/127\.0\.0\.1:\d+)$/m))[1] ?? '';

/** Says something and returns what was answered to it. */
async function say(client: DirectLineClient, text: string): Promise<string> {
  const id = await client.post(text, `${text}-${client.received.length}`);
  const answers = () => client.received.filter(({ replyToId }) => replyToId === id);
  await client.pollUntil(() => answers().length > 0);
  return answers()
    .map((answer) => answer.text ?? '')
    .join('\n');
}

/** Files a reclamo with a text and a telephone that must stay between the person and the utility. */
async function fileReclamo(client: DirectLineClient): Promise<string> {
  await client.open();
  await say(client, 'hola');
  await say(client, 'Acepto');
  await say(client, 'Radicar una petición, queja o reclamo');
  await say(client, 'reclamo');
  await say(client, `Llevo tres días sin agua, ${MARKER}, llámenme al ${PHONE}`);
  await say(client, 'saltar');
  await say(client, 'saltar');
  await say(client, 'listo');
  const acuse = await say(client, 'sí, radicar');
  return RADICADO.exec(acuse)?.[0] ?? `no radicado in: ${acuse}`;
}

async function askStatus(client: DirectLineClient, radicado: string): Promise<string> {
  await client.open();
  await say(client, 'hola');
  await say(client, 'Acepto');
  return say(client, `¿cómo va ${radicado}?`);
}

const postmasterOf = () => findPostmaster(dataDirIn(homeIn(dataDir)));

/** A first start on an empty folder: what an operator and a citizen see, until Ctrl-C. */
async function runFirst() {
  const program = start();
  const address = await addressOf(program);
  const postmaster = postmasterOf()?.pid ?? 0;
  const health = await fetch(`${address}/salud`);
  const radicado = await fileReclamo(new DirectLineClient(address));
  const metrics = await (await fetch(`${address}/metrics`)).text();
  const body: unknown = await health.json();
  return { address, postmaster, health: body, radicado, metrics, ended: await program.interrupt() };
}

/** A second start on the same folder: another person asks for what was filed. */
async function runAgain(radicado: string) {
  const program = start();
  const client = new DirectLineClient(await addressOf(program));
  return { status: await askStatus(client, radicado), ended: await program.interrupt() };
}

describe('the program as an operator runs it', () => {
  let first: Awaited<ReturnType<typeof runFirst>>;
  let again: Awaited<ReturnType<typeof runAgain>>;
  beforeAll(async () => {
    first = await runFirst();
    again = await runAgain(first.radicado);
  });

  test('says one line, with the address where people reach it', () => {
    expect(first.ended.stdout).toBe(`Vecino está listo en ${first.address}\n`);
  });

  test('tells how it is, and counts for Prometheus without anything of a person', () => {
    const { health, metrics, radicado } = first;

    expect(health).toMatchObject({ status: 'ok', database: 'ok', jobs: 'running' });
    expect(metrics).toMatch(/^# TYPE vecino_turns_total counter$/m);
    expect(metrics).toMatch(/^vecino_database_up 1$/m);
    expect(metrics).toMatch(/^process_resident_memory_bytes \d+/m);
    expect(metrics).not.toMatch(new RegExp(`${MARKER}|${PHONE}|${radicado}`));
  });

  test('stops at Ctrl-C with nothing left behind', () => {
    expect(first.ended).toMatchObject({ code: 0, signal: null });
    expect(first.postmaster).toBeGreaterThan(0);
    expect(isProcessAlive(first.postmaster)).toBe(false);
    expect(postmasterOf()).toBeNull();
  });

  test('logs JSON lines on standard error, and no word or telephone of a person', () => {
    const written = first.ended.stderr + again.ended.stderr;
    const lines = written.split('\n').filter((line) => line !== '');
    const isLogged = (line: string) => /^\{"level":\d+,"time":\d+,.*"msg":"[^"]+"\}$/.test(line);

    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => !isLogged(line))).toEqual([]);
    expect(written).not.toMatch(new RegExp(`${MARKER}|${PHONE}`));
  });

  test('started again on the same folder, it still knows what was filed', () => {
    expect(first.radicado).toMatch(RADICADO);
    expect(again.ended).toMatchObject({ code: 0, signal: null });
    // Who did not file it is asked for the code.
    expect(again.status).toMatch(/código/);
  });
});

test('a folder that another start made keeps its secret for its owner only', async () => {
  expect((await stat(join(dataDir, 'app-secret'))).mode & 0o777).toBe(0o600);
});

describe('a start that cannot be', () => {
  test('a wrong setting is named, and its value is not repeated', async () => {
    const { code, stdout, stderr } = await runProgram('bot/main.ts', [], {
      DATA_DIR: dataDir,
      PORT: 'abierto',
    });

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('PORT');
    expect(stderr).not.toContain('abierto');
  });

  test('a database that does not answer is told in one line, without its password', async () => {
    const { code, stdout, stderr } = await runProgram('bot/main.ts', [], {
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent',
      DATABASE_URL: 'postgresql://vecino:sesamo@127.0.0.1:1/vecino',
    });

    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^Vecino no pudo empezar: .+\n$/);
    expect(stderr).not.toContain('sesamo');
  });
});
