import { z } from 'zod';
import { LocalDate } from '../domain/calendar/local-date.ts';
import { StopCause } from '../domain/messages/personal-stop.ts';
import type { SenderState, SenderStatus, SendReservation } from '../domain/messages/sender-state.ts';
import { type Refusal, toBucket } from '../domain/messages/sending-rules-pace.ts';
import { MAX_REFUSED_REPLIES, stopAfterRefusal } from '../domain/messages/sending-rules-stop.ts';
import type { Database } from './database.ts';
import { END_PAUSE } from './sending-pause.ts';

type Pool = Pick<Database, 'pool'>;

const RefusalRow = z.object({
  refusal: z
    .enum(['sender-stopped', 'person-pace', 'daily-ceiling', 'proactive-pace', 'reply-reserve', 'pace'])
    .nullable(),
  free_at: z.date().nullable(),
});

const StatusRow = z.object({
  scope: z.enum(['none', 'proactive', 'all']),
  reason: z
    .enum(['refused-463', 'replies-refused-463', 'restricted', 'banned', 'by-person', 'restored'])
    .nullable(),
  since: z.date().nullable(),
  stoppedBy: z.string().nullable(),
  cause: StopCause.nullable(),
  note: z.string().nullable(),
  resumedBy: z.string().nullable(),
  resumedAt: z.date().nullable(),
  tokens: z.number(),
  refilledAt: z.date(),
  proactiveOn: LocalDate.nullable(),
  proactiveSent: z.int(),
  refusedInARow: z.int(),
});

const READ = `
  SELECT stopped_scope AS scope, stopped_reason AS reason, stopped_at AS since, stopped_by AS "stoppedBy",
    stopped_cause AS cause, stopped_note AS note, resumed_by AS "resumedBy", resumed_at AS "resumedAt", tokens, refilled_at AS "refilledAt",
    proactive_on::text AS "proactiveOn", proactive_sent AS "proactiveSent", refused_in_a_row AS "refusedInARow"
  FROM sender WHERE account = $1`;

const STOP = 'SELECT stop_sender($1, $2, $3, $4, $5)';

const STOP_WITH_CAUSE = 'SELECT stop_sender($1, $2, $3, $4, $5, $6, $7)';

const COUNT_REFUSED_REPLY = `
  UPDATE sender SET refused_in_a_row = refused_in_a_row + 1 WHERE account = $1 RETURNING refused_in_a_row AS n`;

const RESUME = `
  UPDATE sender SET stopped_scope = 'none', stopped_reason = NULL, stopped_at = NULL, stopped_by = NULL,
    stopped_cause = NULL, stopped_note = NULL, refused_in_a_row = 0, resumed_by = $2, resumed_at = $3
  WHERE account = $1`;

/** What was held back for the stop need not wait for its next look. */
const FREE_HELD = `
  UPDATE outbox SET available_at = $1
  WHERE channel = 'whatsapp' AND status = 'queued' AND reason = 'sender-stopped' AND available_at > $1`;

const WRITE_CHECK = `
  INSERT INTO sender_recipient (account, recipient, registered, last_checked_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (account, recipient) DO UPDATE
  SET registered = excluded.registered, last_checked_at = excluded.last_checked_at`;

/** The greater of the two ignores a null. */
const FORGET_RECIPIENTS = 'DELETE FROM sender_recipient WHERE greatest(next_free_at, last_checked_at) < $1';

/** A number that has sent nothing yet. */
const UNKNOWN: SenderStatus = {
  scope: 'none',
  reason: null,
  since: null,
  stoppedBy: null,
  cause: null,
  note: null,
  resumedBy: null,
  resumedAt: null,
  tokens: 0,
  refilledAt: null,
  proactiveOn: null,
  proactiveSent: 0,
  refusedInARow: 0,
};

/** The pace and the stops of each number in PostgreSQL. */
export function createSenderState({ pool }: Pool): SenderState {
  return {
    reserve: (reservation) => reserveSend({ pool }, reservation),
    read: async (account) => {
      const { rows } = await pool.query({ name: 'sender-read', text: READ, values: [account] });
      return rows[0] === undefined ? UNKNOWN : StatusRow.parse(rows[0]);
    },
    ...createStops({ pool }),
    readCheck: async (account, recipient) => {
      const { rows } = await pool.query<{ at: Date | null; registered: boolean | null }>(
        `SELECT last_checked_at AS at, registered FROM sender_recipient WHERE account = $1 AND recipient = $2`,
        [account, recipient],
      );
      return { checkedAt: rows[0]?.at ?? null, registered: rows[0]?.registered ?? null };
    },
    writeCheck: async ({ account, recipient, registered, now }) => {
      await pool.query(WRITE_CHECK, [account, recipient, registered, now]);
    },
    forgetRecipients: async (before) => {
      const { rowCount } = await pool.query(FORGET_RECIPIENTS, [before]);
      return rowCount ?? 0;
    },
  };
}

function createStops({ pool }: Pool): Pick<SenderState, 'refuse' | 'acceptReply' | 'stop' | 'resume'> {
  return {
    /** What stops at once is written first; the count, which may stop more, follows. */
    refuse: async ({ account, code, class: refused, now }) => {
      const first = stopAfterRefusal(code, { class: refused, refusedInARow: 0 });
      await pool.query(STOP, [account, first.scope, first.reason, null, now]);
      if (code !== '463' || refused !== 'reply') {
        return;
      }
      const { rows } = await pool.query<{ n: number }>(COUNT_REFUSED_REPLY, [account]);
      const refusedInARow = (rows[0]?.n ?? 1) - 1;
      if (refusedInARow + 1 >= MAX_REFUSED_REPLIES) {
        const stop = stopAfterRefusal(code, { class: refused, refusedInARow });
        await pool.query(STOP, [account, stop.scope, stop.reason, null, now]);
      }
    },
    acceptReply: async (account) => {
      await pool.query('UPDATE sender SET refused_in_a_row = 0 WHERE account = $1 AND refused_in_a_row > 0', [
        account,
      ]);
    },
    ...createSenderSwitch((statement, values) => pool.query(statement, [...values])),
  };
}

type Execute = (statement: string, values: readonly unknown[]) => Promise<unknown>;

/** How a person stops a number and lets it go on, by statements that `execute` runs where it likes: in a transaction too. */
export function createSenderSwitch(execute: Execute): Pick<SenderState, 'stop' | 'resume'> {
  return {
    stop: async ({ account, scope, reason, by, now, why }) => {
      const stop = [account, scope, reason, by, now];
      await (why ? execute(STOP_WITH_CAUSE, [...stop, why.cause, why.note]) : execute(STOP, stop));
    },
    resume: async (account, by, now) => {
      await execute(RESUME, [account, by, now]);
      await execute(END_PAUSE, []);
      await execute(FREE_HELD, [now]);
    },
  };
}

async function reserveSend({ pool }: Pool, reservation: SendReservation): Promise<Refusal | null> {
  const { account, recipient, spared, now, today, limits, personFreeAt } = reservation;
  const { capacity, reserve, perSecond } = toBucket(limits);
  const { rows } = await pool.query({
    name: 'sender-reserve',
    text: 'SELECT refusal, free_at FROM reserve_send($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
    values: [
      account,
      recipient,
      reservation.class,
      spared,
      now,
      today,
      capacity,
      reserve,
      perSecond,
      limits.proactivePerDay,
      personFreeAt,
      limits.proactiveGapSeconds,
    ],
  });
  const { refusal, free_at } = RefusalRow.parse(rows[0]);
  return refusal === null ? null : { reason: refusal, freeAt: free_at };
}
