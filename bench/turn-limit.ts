import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createNewId } from '../bot/new-id.ts';
import { systemClock } from '../domain/calendar/clock.ts';
import type { Engine } from './engine.ts';

const TURN = `
  WITH turn AS (
    UPDATE conversation SET state = $2, version = version + 1, next_seq = next_seq + 2, updated_at = $7
    WHERE id = $1 AND version = $3 RETURNING id, channel, address, next_seq
  ), stored AS (
    INSERT INTO event (conversation_id, channel_message_id, kind, content, received_at, seq, attempts, processed_at, outcome)
    SELECT id, $4, 'message', $5, $7, next_seq - 2, 1, $7, 'applied' FROM turn RETURNING id
  )
  INSERT INTO outbox (id, conversation_id, seq, channel, recipient, class, content, available_at, in_reply_to, created_at)
  SELECT $8, turn.id, next_seq - 1, channel, address, 'reply', $6, $7, stored.id, $7 FROM turn, stored`;

/** The rows of a real turn, as text. */
type Sample = { readonly state: string; readonly said: string; readonly answer: string };

type Lane = { readonly client: pg.Client; readonly conversationId: string; version: number };

/**
 * The limit beside which turns are measured: one prepared statement a turn, each connection as fast as it can.
 *
 * It writes the rows of a turn with the contents of a real one, into the same tables, and does nothing else: it
 * reads no state, thinks of no answer and sends nothing.
 */
export class TurnLimit {
  readonly #engine: Engine;
  readonly #lanes: readonly Lane[];
  readonly #sample: Sample;
  readonly #newId = createNewId(systemClock);

  private constructor(engine: Engine, lanes: readonly Lane[], sample: Sample) {
    this.#engine = engine;
    this.#lanes = lanes;
    this.#sample = sample;
  }

  /** Opens the connections; `sampleId` is a conversation in which a turn like those to be compared was taken. */
  static async open(engine: Engine, connections: number, sampleId: string): Promise<TurnLimit> {
    const lanes = await Promise.all(Array.from({ length: connections }, () => openLane(engine)));
    return new TurnLimit(engine, lanes, await readSample(engine, sampleId));
  }

  /** Turns written in so long. */
  async run(durationMs: number): Promise<number> {
    const endsAt = performance.now() + durationMs;
    let turns = 0;
    const write = async (lane: Lane): Promise<void> => {
      while (performance.now() < endsAt) {
        await this.#turn(lane);
        turns += 1;
      }
    };
    await Promise.all(this.#lanes.map(write));
    return turns;
  }

  async #turn(lane: Lane): Promise<void> {
    const { state, said, answer } = this.#sample;
    const now = systemClock.now();
    const values = [lane.conversationId, state, lane.version, randomUUID(), said, answer, now, this.#newId()];
    const { rowCount } = await lane.client.query({ name: 'turn', text: TURN, values });
    if (rowCount !== 1) {
      throw new Error('the statement of the limit wrote no turn');
    }
    lane.version += 1;
  }

  /** Leaves nothing queued: rows that wait would be found by every look of the dispatcher. */
  async clear(): Promise<void> {
    await this.#engine.storage.database.pool.query(
      `UPDATE outbox SET status = 'sent' WHERE channel = 'terminal' AND status = 'queued'`,
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.#lanes.map(({ client }) => client.end()));
  }
}

/** On a channel that nobody serves here, so that the dispatcher leaves these rows alone. */
async function openLane({ storage, messaging }: Engine): Promise<Lane> {
  const client = new pg.Client({ connectionString: storage.url });
  await client.connect();
  const { id } = await messaging.inbox.openConversation({ channel: 'terminal', address: randomUUID() });
  return { client, conversationId: id, version: 0 };
}

async function readSample({ storage }: Engine, conversationId: string): Promise<Sample> {
  const { rows } = await storage.database.pool.query<Sample>(
    `SELECT c.state::text AS state, e.content::text AS said, o.content::text AS answer
     FROM conversation c JOIN event e ON e.conversation_id = c.id JOIN outbox o ON o.in_reply_to = e.id
     WHERE c.id = $1 ORDER BY o.seq DESC LIMIT 1`,
    [conversationId],
  );
  const [sample] = rows;
  if (sample === undefined) {
    throw new Error('there is no turn to take the sample from');
  }
  return sample;
}
