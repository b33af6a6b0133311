import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { composeMessaging } from '../../../bot/compose/messaging.ts';
import { composeOutbox } from '../../../bot/compose/outbox.ts';
import type { Storage } from '../../../bot/compose/storage.ts';
import { createLog } from '../../../bot/log.ts';
import type { Metrics } from '../../../bot/metrics.ts';
import { createNewId } from '../../../bot/new-id.ts';
import { noProbe, type Probe } from '../../../bot/probe.ts';
import { createKeys } from '../../../bot/secret.ts';
import type { Assistant, AssistantState, Turn, TurnResult } from '../../../dialogs/turn.ts';
import { systemClock } from '../../../domain/calendar/clock.ts';
import { IncomingContent, plainText } from '../../../domain/messages/content.ts';
import type { ArrivingEvent, TurnStore } from '../../../domain/messages/turn-store.ts';
import { AdoptingPool } from '../../../prisma/adopting-pool.ts';
import { createDatabase } from '../../../prisma/database.ts';
import { createTurnStore } from '../../../prisma/message-store.ts';
import { poolSettings, surviveConnectionLoss } from '../../../prisma/pool.ts';
import { createContentCodec } from '../../../prisma/sealed-content.ts';

const SECRET = 'a secret of the tests that is long enough';

const silentMetrics: Metrics = {
  countTurn: () => undefined,
  countReceived: () => undefined,
  render: async () => '',
  contentType: 'text/plain',
};

type Options = {
  readonly url: string;
  readonly assistant?: Assistant;
  readonly worker?: string;
  readonly probe?: Probe;
  readonly fragmentWindowMs?: number;
};

export type Line = {
  readonly side: 'in' | 'out';
  readonly seq: number | null;
  readonly name: string;
  readonly state: string;
  readonly attempts: number;
  readonly errors: number;
};

/** The engine on PostgreSQL with a scripted assistant, and a look at the rows. */
export type Engine = ReturnType<typeof createEngine>;

/** Puts an engine together; `messaging.start` begins the sweep. */
export function createEngine(options: Options) {
  const { url, worker = randomUUID() } = options;
  const keys = createKeys(SECRET);
  const pool = new AdoptingPool(poolSettings(url, { max: 14, applicationName: 'vecino-test' }));
  surviveConnectionLoss(pool, createLog('silent'));
  const database = createDatabase(pool);
  const storage: Storage = { url, database, keys, stop: () => database.close() };
  const sent: string[] = [];
  const messaging = compose({ ...options, worker }, storage, sent);
  const newId = createNewId(systemClock);
  const turns: TurnStore = createTurnStore({ database, codec: createContentCodec(keys.sealer), newId });
  return {
    messaging,
    turns,
    worker,
    sent,
    query: <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> =>
      pool.query<Row>(text, values).then(({ rows }) => rows),
    open: async (): Promise<string> => {
      const { id } = await messaging.inbox.openConversation({ channel: 'web', address: randomUUID() });
      return id;
    },
    say: (conversationId: string, text: string, messageId: string = text) =>
      messaging.inbox.receive({ conversationId, messageId, kind: 'message', content: words(text) }),
    /** Stores messages without anybody noticing, as a process that died right after it. */
    leave: (conversationId: string, texts: readonly string[], storedBy = worker) =>
      turns.receive(
        storedBy,
        texts.map((text) => toArriving(conversationId, text)),
      ),
    lines: async (conversationId: string): Promise<Line[]> =>
      (await pool.query<Line>(LINES, [conversationId])).rows,
    stop: async () => {
      await messaging.stop();
      await database.close();
    },
  };
}

const LINES = `
  SELECT 'in' AS side, seq, channel_message_id AS name, coalesce(outcome, '') AS state, attempts, errors
  FROM event WHERE conversation_id = $1
  UNION ALL SELECT 'out', seq, coalesce(content->>'text', '(sealed)'), status, attempts, 0
  FROM outbox WHERE conversation_id = $1 ORDER BY seq NULLS LAST, name`;

function compose(options: Options & { worker: string }, storage: Storage, sent: string[]) {
  const { assistant = echo(), probe = noProbe, worker, fragmentWindowMs = 0 } = options;
  return composeMessaging({
    storage,
    assistant,
    paced: [],
    outbox: composeOutbox(storage),
    channels: () => [
      {
        channel: 'web',
        send: async ({ content }) => {
          sent.push(content.text);
          return { providerId: null };
        },
      },
    ],
    recipient: null,
    worker,
    clock: systemClock,
    newId: createNewId(systemClock),
    log: createLog('silent'),
    probe,
    metrics: silentMetrics,
    fragmentWindowMs,
  });
}

function toArriving(conversationId: string, text: string): ArrivingEvent {
  return { conversationId, messageId: text, kind: 'message', content: words(text), receivedAt: new Date() };
}

/** An ordinary message without anything but words. */
function words(text: string): IncomingContent {
  return IncomingContent.parse({ text });
}

const IDLE: TurnResult = { state: {}, idle: true, expectsFreeText: false };

type Script = (turn: Turn, state: AssistantState) => Promise<Partial<TurnResult> | undefined>;

/** An assistant that repeats what it hears, after doing what a script says. */
export function echo(script: Script = async () => undefined): Assistant {
  return {
    run: async (turn, state) => {
      const result = await script(turn, state);
      if (turn.question === null) {
        turn.reply(plainText(`eco ${turn.event.content.text}`));
      }
      return { ...IDLE, state, ...result };
    },
  };
}

/** An assistant that gives a number of the series `test` to whoever says "número". */
export function numbering(beforeEnd: (turn: Turn) => void = () => undefined): Assistant {
  return {
    run: async (turn, state) => {
      if (turn.event.content.text.startsWith('número')) {
        turn.atEnd(async (next) => {
          const number = await next('test', 2026);
          beforeEnd(turn);
          return [plainText(`número ${number}`)];
        });
      } else {
        turn.reply(plainText(`eco ${turn.event.content.text}`));
      }
      return { ...IDLE, state };
    },
  };
}
