import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BufferJSON } from '@whiskeysockets/baileys';
import type { Account } from './accounts.ts';
import type { LoopbackWhatsApp } from './loopback.ts';

const PROGRAM = join(import.meta.dirname, 'echo-company.mjs');
const DEVICE = 3;

export type EchoCompany = {
  readonly account: Account;
  readonly pid: number;
  readonly stop: () => Promise<void>;
};

/** A connected number whose plain Baileys client, in a process of its own, says back what it hears and stores nothing. */
export async function startEchoCompany(whatsapp: LoopbackWhatsApp, phone: string): Promise<EchoCompany> {
  const account = whatsapp.addAccount(phone, { name: 'Eco' });
  const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const child = fork(PROGRAM, [], {
    execArgv: ['--import', loader],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit');
  const credentials = whatsapp.preRegister(account, DEVICE, { fast: true });
  child.send({ url: whatsapp.url, credentials: JSON.stringify(credentials, BufferJSON.replacer) });
  await untilOpen(child);
  return {
    account,
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function untilOpen(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error('the echo ended before it was connected')));
    child.once('message', (answer) => {
      const { state } = answer as { state: 'open' | number };
      if (state === 'open') {
        resolve();
      } else {
        child.kill('SIGKILL');
        reject(new Error(`the echo was closed with ${state}`));
      }
    });
  });
}
