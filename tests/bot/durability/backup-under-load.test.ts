import { createHash, randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clockAt } from '../../../domain/calendar/clock.ts';
import { startEmbeddedPostgres } from '../../../prisma/server/server.ts';
import { DirectLineClient } from '../../support/direct-line-client.ts';
import { silentLog } from '../../support/log.ts';
import { startTestVecino, type TestVecino } from '../../support/vecino.ts';
import { Citizen } from '../../torture/citizen.ts';
import { aPhoto } from '../../torture/kill-loop.ts';
import { aFolder, ask, PASSPHRASE } from '../backup/installation.ts';
import { type Ended, runProgram } from '../program.ts';

const CITIZENS = 3;

const ASKED_ABOUT_THE_PAST = `
  SELECT q.kind FROM question q JOIN conversation c ON c.id = q.conversation_id
  WHERE q.status = 'waiting'
    AND c.created_at < (SELECT value::timestamptz FROM installation WHERE name = 'restored-at')`;

type Acknowledged = {
  readonly conversationId: string;
  readonly messageId: string;
  readonly sha256: string | null;
};

let outside: Awaited<ReturnType<typeof aFolder>>;
let app: TestVecino;
const settings = () => ({ BACKUP_PASSPHRASE: PASSPHRASE, LOG_LEVEL: 'silent' });
const place = (name: string) => path.join(outside.path, name);

beforeAll(async () => {
  outside = await aFolder();
  // The database of our own may run as another user, who must be able to pass.
  await chmod(outside.path, 0o711);
  await mkdir(place('copias'));
  app = await startTestVecino({ dataDir: place('primera') });
});
afterAll(async () => {
  await app.stop();
  await outside.remove();
});

/** Writes and sends photos, one after another, until it is over; notes what was acknowledged. */
async function live(isOver: () => boolean, notes: Acknowledged[]): Promise<void> {
  const client = new DirectLineClient(() => app.origin);
  await client.openUntilTaken();
  const { conversationId } = client;
  for (let n = 0; !isOver(); n += 1) {
    const photo = await aPhoto();
    const bytes = Buffer.concat([photo.bytes, randomBytes(8)]);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await client.postUntilTaken(`van ${n}`, `t${n}`);
    notes.push({ conversationId, messageId: `t${n}`, sha256: null });
    await client.uploadUntilTaken({ ...photo, bytes }, `f${n}`);
    notes.push({ conversationId, messageId: `f${n}`, sha256 });
  }
}

async function file(origin: string): Promise<string> {
  const habits = { by: 'polling', photo: null, inPieces: false, random: () => 0, thinkMs: 0 } as const;
  const citizen = new Citizen({ origin: () => origin, ...habits });
  await citizen.arrive();
  return citizen.file();
}

/** Backs up with the command while citizens write; gives what was acknowledged before it began. */
async function backUpUnderLoad(): Promise<{
  readonly ended: Ended;
  readonly notes: readonly Acknowledged[];
}> {
  let over = false;
  const notes: Acknowledged[] = [];
  const citizens = Promise.all(Array.from({ length: CITIZENS }, () => live(() => over, notes)));
  await file(app.origin);
  await expect.poll(() => notes.length, { timeout: 30_000 }).toBeGreaterThan(6 * CITIZENS);
  const before = [...notes];
  const ended = await runProgram('bot/backup.ts', ['--to', place('copias')], {
    ...settings(),
    DATABASE_URL: app.databaseUrl,
    DATA_DIR: app.dataDir,
  });
  expect(notes.length).toBeGreaterThan(before.length);
  over = true;
  await citizens;
  return { ended, notes: before };
}

/** What was acknowledged and is not there, or whose bytes are others. */
async function listMissing(
  url: string,
  filesDir: string,
  notes: readonly Acknowledged[],
): Promise<readonly string[]> {
  const events = await ask<{ name: string; files: readonly string[] }>(
    url,
    `SELECT conversation_id || ' m-' || channel_message_id AS name,
       ARRAY(SELECT a->>'fileId' FROM jsonb_array_elements(content->'attachments') a) AS files FROM event`,
  );
  const files = await ask<{ id: string; sha256: string; key: string }>(
    url,
    'SELECT id, sha256, original_key AS key FROM file',
  );
  const found: string[] = [];
  for (const { conversationId, messageId, sha256 } of notes) {
    const event = events.find(
      ({ name }) =>
        name === `${conversationId} m-${messageId}` || name === `${conversationId} m-m-${messageId}`,
    );
    const kept = files.find(({ id }) => event?.files.includes(id));
    const bytes = kept === undefined ? null : await readFile(path.join(filesDir, kept.key)).catch(() => null);
    const hash = bytes && createHash('sha256').update(bytes).digest('hex');
    if (event === undefined || hash !== sha256) {
      found.push(`${conversationId} ${messageId}`);
    }
  }
  return found;
}

test('a backup made under load holds everything acknowledged before it, and lives again elsewhere without a word', async () => {
  const { ended, notes } = await backUpUnderLoad();
  expect([ended.code, ended.stderr]).toEqual([0, '']);
  expect(ended.stdout).toContain('La leí completa y está sana.');
  const [name = ''] = await readdir(place('copias'));
  const first = await file(app.origin);
  expect(first).toMatch(/-000002$/);
  await app.stop();
  await rm(place('primera'), { recursive: true });

  const restored = await runProgram('bot/restore.ts', ['--from', path.join(place('copias'), name)], {
    ...settings(),
    DATA_DIR: place('segunda'),
  });
  expect([restored.code, restored.stderr]).toEqual([0, '']);
  expect(restored.stdout).toContain('EN PAUSA');

  const server = await startEmbeddedPostgres({ dataDir: place('segunda'), log: silentLog });
  const sent = async () =>
    (
      await ask<{ n: number }>(server.url, 'SELECT count(*)::int AS n FROM outbox WHERE sent_at IS NOT NULL')
    )[0]?.n;
  expect(await listMissing(server.url, place('segunda/files'), notes)).toEqual([]);
  const count = await sent();
  // Two days on, at noon: what schedules would ask about, they would ask now.
  const noon = new Date(Math.floor(Date.now() / 86_400_000) * 86_400_000 + 2 * 86_400_000 + 17 * 3_600_000);
  app = await startTestVecino({ databaseUrl: server.url, dataDir: place('segunda'), clock: clockAt(noon) });
  const radicado = await file(app.origin);
  await app.vecino.messaging.idle();
  expect(await sent()).toBe(count);
  expect(await ask(server.url, ASKED_ABOUT_THE_PAST)).toEqual([]);
  expect(radicado).toMatch(/-000002$/);
  expect(await ask(server.url, 'SELECT FROM pqrs')).toHaveLength(2);
  await app.vecino.stop();
  await server.stop();
}, 240_000);
