import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './figure.ts';
import { startProgram } from './program.ts';
import { measureWebBytes } from './web-bytes.ts';
import { measureWebChats } from './web-chats.ts';
import { measureFirstMessage } from './web-first-message.ts';
import { openWebFront } from './web-front.ts';

/** The citizens' web: what it weighs, how soon it speaks on a poor phone, and what many open chats cost. */
export async function measureWeb(): Promise<readonly Figure[]> {
  return [...(await measurePages()), ...(await measureWebChats())];
}

async function measurePages(): Promise<readonly Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vecino-bench-web-'));
  const front = await openWebFront();
  const program = await startProgram(dataDir, [], { PUBLIC_URL: front.origin });
  try {
    front.forwardTo(Number(new URL(program.origin).port));
    return [...(await measureWebBytes(front.origin)), ...(await measureFirstMessage(front))];
  } finally {
    await program.stop();
    await front.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}
