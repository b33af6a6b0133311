import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runProgram } from '../program.ts';
import { aFolder, listBelow, PASSPHRASE } from './installation.ts';

test('the commands explain what is wrong in a line, with their exit code, and make nothing', async () => {
  const outside = await aFolder();
  const dataDir = path.join(outside.path, 'datos');
  await writeFile(path.join(outside.path, 'otro.respaldo'), 'esto no es una copia, aunque se llame así');
  const settings = { DATA_DIR: dataDir, LOG_LEVEL: 'silent', BACKUP_PASSPHRASE: PASSPHRASE };
  const other = path.join(outside.path, 'otro.respaldo');
  const runs = [
    ['bot/backup.ts', ['--to', outside.path], settings],
    ['bot/backup.ts', ['--to', outside.path], { ...settings, BACKUP_PASSPHRASE: 'corta' }],
    ['bot/backup.ts', ['--check', other], { ...settings, BACKUP_PASSPHRASE_FILE: other }],
    ['bot/restore.ts', ['--erasures', other], settings],
    ['bot/restore.ts', ['--from', other], settings],
  ] as const;

  const told = await Promise.all(
    runs.map(async ([file, words, more]) => {
      const { code, stdout, stderr } = await runProgram(file, words, more);
      return `${code} ${stdout}${stderr.split('\n')[0]?.replaceAll(outside.path, '…')}`;
    }),
  );

  expect(told).toEqual([
    '1 No pude hacer la copia: en …/datos no hay una instalación de Vecino.',
    '1 No pude hacer la copia: la clave es corta. Usa al menos 16 caracteres, por ejemplo cuatro palabras al azar.',
    '1 No pude hacer la copia: la clave está en dos ajustes. Deja uno solo.',
    '2 No reconocí lo que escribiste.',
    '1 No restauré nada: ese archivo no es una copia de Vecino.',
  ]);
  expect(await listBelow(outside.path)).toEqual(['otro.respaldo']);
  await outside.remove();
});
