import type { Clock } from '../domain/calendar/clock.ts';
import type { OutboxStore } from '../domain/messages/outbox-store.ts';
import type { WhatsAppState } from '../domain/messages/whatsapp-account.ts';

/** Replies that wait longer than this mean that people are not being answered. */
const OUTBOX_SLOW_SECONDS = 120;
const PROBE_TIMEOUT_MS = 2_000;

/** What `GET /salud` says. `whatsapp` is `elsewhere` while another process owns the number or nobody reported yet. */
export type Health = {
  readonly status: 'ok' | 'degraded';
  readonly database: 'ok' | 'down';
  readonly whatsapp: 'off' | 'elsewhere' | WhatsAppState;
  readonly jobs: 'running' | 'elsewhere';
  readonly outboxOldestSeconds: number | null;
  readonly turnsRunning: number;
  readonly turnsWaiting: number;
};

type Dependencies = {
  readonly outbox: OutboxStore;
  readonly clock: Clock;
  readonly runsJobs: boolean;
  /** How this process's WhatsApp number stands. */
  readonly whatsapp: () => Health['whatsapp'];
  readonly load: () => { readonly running: number; readonly waiting: number };
};

/** Asks the parts how they are; never throws and never waits long. */
export function createHealth({
  outbox,
  clock,
  runsJobs,
  whatsapp,
  load,
}: Dependencies): () => Promise<Health> {
  return async () => {
    const age = await withTimeout(outbox.oldestWaitingSeconds(clock.now()));
    const { running, waiting } = load();
    const isSlow = age.value !== null && age.value > OUTBOX_SLOW_SECONDS;
    return {
      status: age.answered && !isSlow && whatsapp() !== 'stopped' ? 'ok' : 'degraded',
      database: age.answered ? 'ok' : 'down',
      whatsapp: whatsapp(),
      jobs: runsJobs ? 'running' : 'elsewhere',
      outboxOldestSeconds: age.value,
      turnsRunning: running,
      turnsWaiting: waiting,
    };
  };
}

type Answer = { readonly answered: boolean; readonly value: number | null };

async function withTimeout(question: Promise<number | null>): Promise<Answer> {
  const lost: Answer = { answered: false, value: null };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answer>((resolve) => {
    timer = setTimeout(() => resolve(lost), PROBE_TIMEOUT_MS);
  });
  const asked = question.then(
    (value): Answer => ({ answered: true, value }),
    () => lost,
  );
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
