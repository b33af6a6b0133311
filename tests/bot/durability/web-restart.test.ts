import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../support/database.ts';
import { DirectLineClient } from '../../support/direct-line-client.ts';
import { freePort } from '../../torture/free-port.ts';
import { Program } from '../program.ts';

const CHATS = 50;
const MESSAGES = 6;
/** Somewhere in the middle: every chat has messages under way. */
const DIES_AFTER = CHATS * 2;

/** A chat that is open in a browser: it listens, and repeats what it posts until somebody has it. */
class Chat {
  readonly client: DirectLineClient;
  /** What was acknowledged, in that order. */
  readonly posted: string[] = [];

  constructor(origin: string) {
    this.client = new DirectLineClient(origin);
  }

  async open(): Promise<void> {
    await this.client.openUntilTaken();
    this.client.listen();
    await this.say('hola', 'hola');
    await this.say('Acepto', 'acepto');
  }

  /** Waits for the answer too. */
  async say(text: string, id: string): Promise<void> {
    const posted = await this.client.postUntilTaken(text, id);
    await this.client.pollUntil((all) => all.some(({ replyToId }) => replyToId === posted));
  }

  async post(id: string): Promise<void> {
    this.posted.push(await this.client.postUntilTaken('menú', id));
  }

  /** Own messages and their answers, in the order of arrival. */
  arrived(): readonly string[] {
    return this.client.received
      .map(({ id, replyToId }) => replyToId ?? id)
      .filter((id) => this.#isPosted(id));
  }

  #isPosted(id: string): boolean {
    return this.posted.includes(id);
  }
}

/** All write at once; `die` is called when enough of it has been acknowledged. */
async function writeUntil(chats: readonly Chat[], die: () => void): Promise<void> {
  let acknowledged = 0;
  const write = async (chat: Chat): Promise<void> => {
    for (let n = 0; n < MESSAGES; n += 1) {
      await chat.post(`m${n}`);
      acknowledged += 1;
      if (acknowledged === DIES_AFTER) {
        die();
      }
    }
  };
  await Promise.all(chats.map(write));
}

test('fifty open chats come back by themselves after a kill, and every message is answered once, in order', async () => {
  const database = await createTestDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'vecino-test-'));
  const port = await freePort();
  const settings = {
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    PORT: String(port),
    FRAGMENT_WINDOW_MS: '0',
    LOG_LEVEL: 'error',
  };
  const start = async () => {
    const program = new Program('bot/main.ts', [], settings);
    await program.says(/http:\/\/\S+\n/);
    return program;
  };
  const first = await start();
  const chats = Array.from({ length: CHATS }, () => new Chat(`http://127.0.0.1:${port}`));
  await Promise.all(chats.map((chat) => chat.open()));

  const writing = writeUntil(chats, () => first.child.kill('SIGKILL'));
  await first.ended();
  const second = await start();
  await writing;
  await Promise.all(chats.map((chat) => chat.say('menú', 'last')));
  const seen = chats.map((chat) => ({
    ids: chat.client.received.map(({ id }) => id),
    order: chat.arrived(),
  }));
  for (const { client } of chats) {
    client.stopListening();
  }
  await second.interrupt();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });

  expect((await first.ended()).signal).toBe('SIGKILL');
  expect(seen.filter(({ ids }) => new Set(ids).size !== ids.length)).toEqual([]);
  expect(seen.map(({ order }) => order)).toEqual(chats.map(({ posted }) => posted.flatMap((id) => [id, id])));
}, 180_000);
