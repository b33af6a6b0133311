import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../bot/log.ts';
import { applyMigrations } from '../prisma/migrate.ts';
import { startEmbeddedPostgres } from '../prisma/server/server.ts';
import { acceptAviso, WhatsAppCity } from '../tests/support/whatsapp-city.ts';
import type { LoopbackCitizen } from '../tests/support/whatsapp-loopback/citizen.ts';
import { startEchoCompany } from '../tests/support/whatsapp-loopback/echo-company.ts';
import { type Program, startProgram } from './program.ts';

const ECHO_PHONE = '576054209677';
const FIRST_ECHO_CITIZEN = 573_010_000_000;

/** A number, the people who write to it, and the processes behind it. */
export type Side = {
  readonly citizens: readonly LoopbackCitizen[];
  /** The process that is connected to WhatsApp. */
  readonly clientPid: number;
  /** The server of its database; null when it stores nothing. */
  readonly postgresPid: number | null;
};

/** As many citizens of its own for each. */
export type Sides = {
  /** The built program, past the aviso with everybody. */
  readonly program: Side;
  /** The limit: the library alone, in memory, which says back what it hears. */
  readonly echo: Side;
};

export type WhatsAppTown = {
  readonly city: WhatsAppCity;
  /** The connected program; a restart changes it. */
  readonly programPid: () => number;
  readonly invite: (citizens: number) => Promise<Sides>;
  readonly stopProgram: () => Promise<void>;
  /** Starts it again on the same data. */
  readonly startAgain: () => Promise<Program>;
  readonly close: () => Promise<void>;
};

/** One loopback WhatsApp with the program and its limit side by side, to which nobody has written. */
export async function openWhatsAppTown(): Promise<WhatsAppTown> {
  const dataDir = await mkdtemp(join(tmpdir(), 'vecino-bench-whatsapp-'));
  const log = createLog('error');
  const postgres = await startEmbeddedPostgres({ dataDir, log });
  await applyMigrations({ database: { connectionString: postgres.url }, log });
  const city = await WhatsAppCity.open({ url: postgres.url, drop: async () => undefined });
  await city.link();
  const start = (): Promise<Program> => startProgram(city.dataDir, [], city.settings);
  let program = await start();
  const echo = await startEchoCompany(city.whatsapp, ECHO_PHONE);
  return {
    city,
    programPid: () => program.pid,
    invite: async (count) => ({
      program: {
        citizens: await inviteToProgram(city, count),
        clientPid: program.pid,
        postgresPid: postgres.pid,
      },
      echo: {
        citizens: await inviteTo(city, echo.account, count),
        clientPid: echo.pid,
        postgresPid: null,
      },
    }),
    stopProgram: () => program.stop(),
    startAgain: async () => {
      program = await start();
      return program;
    },
    close: async () => {
      await program.stop();
      await echo.stop();
      await city.close();
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function inviteToProgram(city: WhatsAppCity, count: number): Promise<readonly LoopbackCitizen[]> {
  const citizens = await Promise.all(numbers(count).map((index) => city.citizen(`Persona ${index + 1}`)));
  await Promise.all(citizens.map(acceptAviso));
  return citizens;
}

function inviteTo(
  { whatsapp }: WhatsAppCity,
  company: LoopbackCitizen['account'],
  count: number,
): Promise<readonly LoopbackCitizen[]> {
  return Promise.all(
    numbers(count).map((index) =>
      whatsapp
        .citizen({ phone: String(FIRST_ECHO_CITIZEN + index), name: `Eco ${index + 1}`, company })
        .connect(),
    ),
  );
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
