import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { passwordMatches } from '../../backoffice/staff/passwords.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Ended, runProgram } from './program.ts';

let database: TestDatabase;
let dataDir: string;
beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'vecino-admin-'));
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

function admin(...words: readonly string[]): Promise<Ended> {
  return runProgram('bot/admin.ts', words, { DATABASE_URL: database.url, DATA_DIR: dataDir });
}

const ROSA = ['create', '--email', ' Rosa@Empresa.gov.co', '--name', 'Rosa Pérez', '--role', 'admin'];

async function listStaff(): Promise<readonly { email: string; role: string; password: string }[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query(
      'SELECT email, role, password FROM staff_user u JOIN staff_account a ON a.user_id = u.id ORDER BY email',
    );
    return rows;
  } finally {
    await client.end();
  }
}

test('creates a colleague and shows the password once; the same address is refused', async () => {
  const first = await admin(...ROSA);
  const password = /Contraseña: (\S+)/.exec(first.stdout)?.[1] ?? '';
  const [stored, ...others] = await listStaff();

  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toContain('rosa@empresa.gov.co');
  expect(others).toEqual([]);
  expect(stored).toMatchObject({ email: 'rosa@empresa.gov.co', role: 'admin' });
  expect(stored?.password).not.toContain(password);
  expect(await passwordMatches({ hash: stored?.password ?? '', password })).toBe(true);

  const second = await admin(...ROSA);

  expect(second).toMatchObject({ code: 1, stdout: '' });
  expect(second.stderr).toMatch(/Ya hay una persona con ese correo/);
  expect(await listStaff()).toEqual([stored]);
});

test('takes a second factor away with its codes and its sessions, and says when nobody has that address', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query('SELECT id FROM staff_user');
  const { id } = rows[0];
  await client.query('UPDATE staff_user SET two_factor_enabled = true');
  await client.query(
    `INSERT INTO staff_two_factor (id, user_id, secret, backup_codes, verified) VALUES ('f', $1, 'x', '', true)`,
    [id],
  );
  await client.query(
    `INSERT INTO staff_session (id, user_id, token, expires_at) VALUES ('s', $1, 't', now() + interval '1 hour')`,
    [id],
  );

  const done = await admin('reset-second-factor', '--email', 'ROSA@empresa.gov.co');
  const nobody = await admin('reset-second-factor', '--email', 'nadie@empresa.gov.co');
  const left = await client.query(
    `SELECT two_factor_enabled AS on, (SELECT count(*)::int FROM staff_two_factor) AS factors,
      (SELECT count(*)::int FROM staff_session) AS sessions,
      (SELECT count(*)::int FROM audit WHERE action = 'staff.second-factor-reset') AS audited FROM staff_user`,
  );
  await client.end();

  expect(done).toMatchObject({ code: 0, stderr: '' });
  expect(done.stdout).toContain('rosa@empresa.gov.co');
  expect(nobody).toMatchObject({ code: 1, stdout: '' });
  expect(left.rows).toEqual([{ on: false, factors: 0, sessions: 0, audited: 1 }]);
});

test('gives another password, shows it once, ends the sessions and lifts the lock', async () => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    `INSERT INTO staff_session (id, user_id, token, expires_at)
     SELECT 'r', id, 'r', now() + interval '1 hour' FROM staff_user`,
  );
  await client.query(`INSERT INTO sign_in_failure (subject, failures, last_at)
     VALUES ('rosa@empresa.gov.co', 5, now())`);

  const done = await admin('reset-password', '--email', 'ROSA@empresa.gov.co');
  const nobody = await admin('reset-password', '--email', 'nadie@empresa.gov.co');
  await client.query('UPDATE staff_user SET deactivated_at = now()');
  const gone = await admin('reset-password', '--email', 'rosa@empresa.gov.co');
  await client.query('UPDATE staff_user SET deactivated_at = NULL');
  const left = await client.query(
    `SELECT password_change_needed AS to_be_changed, (SELECT count(*)::int FROM staff_session) AS sessions,
      (SELECT count(*)::int FROM sign_in_failure) AS failures,
      (SELECT count(*)::int FROM audit WHERE action = 'staff.password-reset') AS audited FROM staff_user`,
  );
  await client.end();

  expect(done).toMatchObject({ code: 0, stderr: '' });
  const password = /Contraseña: (\S+)/.exec(done.stdout)?.[1] ?? '';
  const [stored] = await listStaff();
  expect(await passwordMatches({ hash: stored?.password ?? '', password })).toBe(true);
  expect([nobody.code, gone.code, gone.stdout]).toEqual([1, 1, '']);
  expect(gone.stderr).toMatch(/no tiene una cuenta activa/);
  expect(left.rows).toEqual([{ to_be_changed: true, sessions: 0, failures: 0, audited: 1 }]);
});

test.each([
  ['nothing at all', []],
  ['a reset of nobody', ['reset-second-factor']],
  ['a reset with a role', ['reset-second-factor', '--email', 'ana@empresa.gov.co', '--role', 'admin']],
  ['a password for nobody', ['reset-password']],
  ['a reset of something that is no address', ['reset-second-factor', '--email', 'ana']],
  ['another command', ['delete', '--email', 'ana@empresa.gov.co', '--name', 'Ana', '--role', 'pqrs']],
  ['no role', ['create', '--email', 'ana@empresa.gov.co', '--name', 'Ana']],
  ['an empty name', ['create', '--email', 'ana@empresa.gov.co', '--name', ' ', '--role', 'pqrs']],
  ['an unknown role', ['create', '--email', 'ana@empresa.gov.co', '--name', 'Ana', '--role', 'jefe']],
  ['something that is no address', ['create', '--email', 'ana', '--name', 'Ana', '--role', 'pqrs']],
  ['an unknown option', ['create', '--correo', 'ana@empresa.gov.co']],
])('explains itself and changes nothing for %s', async (_, words) => {
  const { code, stdout, stderr } = await admin(...words);

  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/Uso: npm run admin -- create --email CORREO --name NOMBRE --role ROL/);
  expect(stderr).toContain('control-interno');
  expect((await listStaff()).map(({ email }) => email)).not.toContain('ana@empresa.gov.co');
});

test('says that the database does not answer', async () => {
  const { code, stderr } = await runProgram('bot/admin.ts', ROSA, {
    DATABASE_URL: 'postgresql://vecino:sesamo@127.0.0.1:1/vecino',
    DATA_DIR: dataDir,
  });

  expect(code).toBe(1);
  expect(stderr).toMatch(/No pude abrir la base de datos/);
  expect(stderr).not.toContain('sesamo');
});
