import type pg from 'pg';
import type { OpenTurn, TurnRepositories } from '../domain/messages/turn-store.ts';
import { nextNumber } from './counter.ts';
import type { Database, Run } from './database.ts';
import { createConsentRepository } from './repositories/consent.ts';
import { createContinuationRepository } from './repositories/continuation.ts';
import { createHandoffRepository } from './repositories/handoff.ts';
import { createIntakeRepository } from './repositories/intake-rows.ts';
import { createPqrsRepository } from './repositories/pqrs.ts';
import { createQuestionRepository } from './repositories/question.ts';
import { createReconfirmationRepository } from './repositories/reconfirmation.ts';
import type { ContentCodec } from './sealed-content.ts';
import { endTransaction, TurnBatch } from './turn-batch.ts';
import { commitStatement, type TurnCommit, TurnRow, toTurnCommit, toWaitingEvents } from './turn-rows.ts';

type Dependencies = { readonly database: Database; readonly codec: ContentCodec };

type Asked = {
  readonly conversationId: string;
  readonly resolve: (turn: OpenTurn | null) => void;
  readonly reject: (error: unknown) => void;
};

const UUID = /^[0-9a-f-]{36}$/;

/**
 * Opens turns: all that are asked for at one moment by one statement, and they end by one too.
 *
 * Most answers need no database, so this costs a fraction of a transaction each. A turn that does need it goes
 * on in a transaction of its own, where nothing of its neighbours can fail with it.
 */
export function createTurnOpener(
  deps: Dependencies,
): (conversationId: string, limit: number) => Promise<OpenTurn | null> {
  const asked = new Map<number, Asked[]>();

  const openAsked = (limit: number): void => {
    const batch = asked.get(limit) ?? [];
    asked.delete(limit);
    openBatch(deps, batch, limit).catch((error: unknown) => {
      for (const { reject } of batch) {
        reject(error);
      }
    });
  };

  return (conversationId, limit) =>
    new Promise((resolve, reject) => {
      const batch = asked.get(limit);
      if (batch) {
        batch.push({ conversationId, resolve, reject });
        return;
      }
      asked.set(limit, [{ conversationId, resolve, reject }]);
      setImmediate(openAsked, limit);
    });
}

async function openBatch(deps: Dependencies, asked: readonly Asked[], limit: number): Promise<void> {
  const client = await deps.database.pool.connect();
  const rows = await lockAndRead(client, asked, limit);
  if (rows.size === 0) {
    await endTransaction(client, 'ROLLBACK');
  }
  const batch = new TurnBatch({ client, size: rows.size, commitAlone: commitAlone(deps) });
  for (const { conversationId, resolve, reject } of asked) {
    const row = rows.get(conversationId);
    rows.delete(conversationId);
    try {
      resolve(row ? toOpenTurn(deps, batch, TurnRow.parse(row)) : null);
    } catch (error) {
      void batch.leave();
      reject(error);
    }
  }
}

/** The rows by conversation. The ids travel as one text with the BEGIN, so what is no UUID does not travel. */
async function lockAndRead(
  client: pg.PoolClient,
  asked: readonly Asked[],
  limit: number,
): Promise<Map<string, { readonly id: string }>> {
  const ids = asked.map(({ conversationId }) => conversationId).filter((id) => UUID.test(id));
  try {
    const results: unknown = await client.query(
      `BEGIN; SELECT * FROM open_turns('{${ids.join()}}', ${limit})`,
    );
    return new Map(rowsOf(results).map((row) => [row.id, row]));
  } catch (error) {
    client.release(error instanceof Error ? error : true);
    throw error;
  }
}

/** node-postgres gives an array of results when one text held several statements. */
function rowsOf(results: unknown): readonly { readonly id: string }[] {
  const last = Array.isArray(results) ? results.at(-1) : results;
  return (last as pg.QueryResult<{ id: string }>).rows;
}

function toOpenTurn({ database, codec }: Dependencies, batch: TurnBatch, row: TurnRow): OpenTurn {
  let own: Promise<pg.PoolClient> | null = null;
  const takeOwn = (): Promise<pg.PoolClient> => {
    own ??= batch.ownClient ? Promise.resolve(batch.ownClient) : openAlone(database, batch, row);
    return own;
  };
  const run: Run = async (work) => database.within(await takeOwn())(work);
  return {
    conversation: {
      id: row.id,
      channel: row.channel,
      contactId: row.contact_id,
      owner: row.owner,
      assigneeId: row.assignee_id,
      teamId: row.team_id,
      waitingSince: row.waiting_since,
      sensitivity: row.sensitivity,
    },
    state: row.state,
    nextSeq: row.next_seq,
    events: toWaitingEvents(row, codec),
    waitingQuestionId: row.waiting_question,
    repositories: createTurnRepositories(run),
    nextNumber: async (series, year) => nextNumber(await takeOwn(), series, year),
    commit: async (outcome) => {
      const commit = toTurnCommit(row, outcome, codec);
      if (own === null || batch.ownClient) {
        await batch.commit(commit);
      } else {
        const client = await own;
        await endTransaction(client, `${alone(client, commit)}; COMMIT`);
      }
    },
    rollback: async () => {
      if (own === null || batch.ownClient) {
        await batch.leave();
      } else {
        await endTransaction(await own, 'ROLLBACK');
      }
    },
  };
}

/** Leaves the neighbours and takes the conversation's lock again, as it was read; throws if another turn came between. */
async function openAlone(
  { pool }: Pick<Database, 'pool'>,
  batch: TurnBatch,
  { id, version }: TurnRow,
): Promise<pg.PoolClient> {
  void batch.leave();
  const client = await pool.connect();
  try {
    await client.query(`BEGIN; SELECT hold_turn('${id}', ${version})`);
    return client;
  } catch (error) {
    await endTransaction(client, 'ROLLBACK').catch(() => undefined);
    throw error;
  }
}

function commitAlone({ database }: Dependencies): (commit: TurnCommit) => Promise<void> {
  return async (commit) => {
    const client = await database.pool.connect();
    await endTransaction(client, `BEGIN; ${alone(client, commit)}; COMMIT`);
  };
}

function alone(client: pg.PoolClient, commit: TurnCommit): string {
  return commitStatement([commit], (text) => client.escapeLiteral(text));
}

function createTurnRepositories(run: Run): TurnRepositories {
  return {
    pqrs: createPqrsRepository(run),
    consents: createConsentRepository(run),
    questions: createQuestionRepository(run),
    reconfirmations: createReconfirmationRepository(run),
    continuations: createContinuationRepository(run),
    handoffs: createHandoffRepository(run),
    intakes: createIntakeRepository(run),
  };
}
