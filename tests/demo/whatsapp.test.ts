import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Program, runProgram } from '../bot/program.ts';

const DEMO = 'tests/demo/whatsapp.ts';

/** Where the demonstration keeps what it needs while it runs. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vecino-demo-test-'));
  // PostgreSQL runs as another user where we are root, and passes through here.
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What is left in it; what the loader of TypeScript keeps for its next run is not the demonstration's. */
const left = async () => (await readdir(folder)).filter((name) => !name.startsWith('tsx'));

test('the demonstration shows a whole conversation and leaves nothing behind', async () => {
  const { code, stdout, stderr } = await runProgram(DEMO, [], { TMPDIR: folder });

  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [, radicado = ''] = /Quedó radicada con el número (ESSMAR-\d{4}-\d{6})/.exec(stdout) ?? [];
  expect(stdout).toMatch(/^ {20,}Marina · \d+:\d\d [ap]\. m\.$/m);
  expect(stdout).toMatch(/^Vecino · \d+:\d\d [ap]\. m\.$/m);
  expect(stdout).toContain(`¿Cómo va ${radicado}?`);
  expect(stdout).toContain(`Solicitud ${radicado}`);
  expect(stdout).toContain('no te enviaré más encuestas');
  expect(await left()).toEqual([]);
});

test('Ctrl-C in the middle of it leaves nothing behind either', async () => {
  const demo = new Program(DEMO, [], { TMPDIR: folder });
  await demo.says(/Dispositivos vinculados/);

  expect(await demo.interrupt()).toMatchObject({ code: 130, stderr: '' });
  expect(await left()).toEqual([]);
});
