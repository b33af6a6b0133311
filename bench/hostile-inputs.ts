import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Figure } from './figure.ts';
import { type Program, startProgram } from './program.ts';

const AIMED_STALL_MS = 200;
const KIB = 1024;
const TEXT_LENGTH = 64 * KIB;
const HUGE_FILE_BYTES = 30 * KIB * KIB;
/** Time for the turn, and for the job that makes a safe copy of a file. */
const ANSWER_MS = 600;
const WATCH = new URL('./watch-loop.mjs', import.meta.url).href;
const PNG_HEAD = Buffer.from('89504e470d0a1a0a0000000d4948445200000fa000000fa00806000000', 'hex');

const TEXTS = {
  words: 'se fue el agua en el barrio '.repeat(TEXT_LENGTH / 28),
  letters: 'a'.repeat(TEXT_LENGTH),
  digits: '7'.repeat(TEXT_LENGTH),
  spaces: `${' '.repeat(TEXT_LENGTH)}x`,
  emoji: '😀'.repeat(TEXT_LENGTH / 4),
  html: '<script>alert(1)</script><img src=x onerror=alert(1)>'.repeat(TEXT_LENGTH / 53),
};

type File = { readonly name: string; readonly type: string; readonly bytes: Buffer };
type Visitor = { readonly base: string; readonly token: string };

/** The longest stall of the built program's event loop while each kind of hostile input goes through Direct Line. */
export async function measureHostileInputs(): Promise<readonly Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vecino-bench-hostile-'));
  const program = await startProgram(dataDir, ['--import', WATCH]);
  const visitor = await arrive(program.origin);
  for (const text of ['hola', 'Acepto', 'menú']) {
    await say(visitor, text);
  }
  await askStall(program);
  const stalls = new Map<string, number>();
  const note = async (what: string): Promise<void> => {
    await sleep(ANSWER_MS);
    stalls.set(what, Math.max(stalls.get(what) ?? 0, await askStall(program)));
  };
  for (const place of ['at the menu', 'in a form']) {
    for (const [kind, text] of Object.entries(TEXTS)) {
      await say(visitor, text);
      await note(`64 KB of ${kind}`);
    }
    await sendFiles(visitor, note);
    await (place === 'at the menu' ? enterForm(visitor) : undefined);
  }
  await program.stop();
  await rm(dataDir, { recursive: true, force: true });
  return toFigures(stalls);
}

async function enterForm(visitor: Visitor): Promise<void> {
  for (const text of ['menú', '1', 'reclamo']) {
    await say(visitor, text);
    await sleep(ANSWER_MS);
  }
}

async function sendFiles(visitor: Visitor, note: (what: string) => Promise<void>): Promise<void> {
  const refused = await upload(visitor, {
    name: 'video.png',
    type: 'image/png',
    bytes: Buffer.concat([PNG_HEAD, randomBytes(HUGE_FILE_BYTES)]),
  });
  if (refused < 400) {
    throw new Error('a file of 30 MB was not refused');
  }
  await note('a file of 30 MB, refused');
  await upload(visitor, {
    name: 'rota.png',
    type: 'image/png',
    bytes: Buffer.concat([PNG_HEAD, randomBytes(256 * KIB)]),
  });
  await note('a broken image');
  await upload(visitor, { name: 'foto.jpg', type: 'image/jpeg', bytes: randomBytes(256 * KIB) });
  await note('a wrong type');
}

function toFigures(stalls: ReadonlyMap<string, number>): readonly Figure[] {
  const against = { kind: 'at most', value: AIMED_STALL_MS } as const;
  return [
    {
      name: 'longest stall under hostile input',
      measured: Math.max(...stalls.values()),
      unit: 'ms',
      against,
    },
    ...[...stalls].map(([what, measured]) => ({ name: `  ${what}`, measured, unit: 'ms' })),
  ];
}

function askStall({ child }: Program): Promise<number> {
  return new Promise((resolve) => {
    child.once('message', (answer) => resolve((answer as { longestStallMs: number }).longestStallMs));
    child.send('longest stall');
  });
}

async function arrive(origin: string): Promise<Visitor> {
  const base = `${origin}/v3/directline`;
  const generated = await fetch(`${base}/tokens/generate`, { method: 'POST' });
  const { token } = (await generated.json()) as { token: string };
  const opened = await fetch(`${base}/conversations`, { method: 'POST', headers: bearer(token) });
  const conversation = (await opened.json()) as { conversationId: string; token: string };
  return { base: `${base}/conversations/${conversation.conversationId}`, token: conversation.token };
}

/** A clear refusal is an answer too; a failure of ours is none. */
async function say({ base, token }: Visitor, text: string): Promise<void> {
  const answer = await fetch(`${base}/activities`, {
    method: 'POST',
    headers: { ...bearer(token), 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'message', text }),
  });
  if (answer.status >= 500) {
    throw new Error(`a message was answered with ${answer.status}`);
  }
}

/** The status of the answer; 413 too when the connection was cut while we still spoke. */
async function upload({ base, token }: Visitor, { name, type, bytes }: File): Promise<number> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)], { type }), name);
  const answer = await fetch(`${base}/upload`, { method: 'POST', headers: bearer(token), body: form }).catch(
    () => ({ status: 413 }),
  );
  return answer.status;
}

function bearer(token: string): { readonly authorization: string } {
  return { authorization: `Bearer ${token}` };
}
