import type pg from 'pg';
import { bogotaYearOf } from '../../domain/calendar/local-date.ts';
import type { ClosedEvent, QueuedMessage } from '../../domain/messages/turn-store.ts';
import type { FiledForm, FormConversation, FormFilings, FormToFile } from '../../domain/pqrs/form-filing.ts';
import type { Pqrs } from '../../domain/pqrs/pqrs.ts';
import { Radicado } from '../../domain/pqrs/radicado.ts';
import { nextNumber } from '../counter.ts';
import type { Database, Run } from '../database.ts';
import type { ContentCodec } from '../sealed-content.ts';
import { endTransaction } from '../turn-batch.ts';
import { commitStatement, toTurnCommit } from '../turn-rows.ts';
import { createConsentRepository } from './consent.ts';
import { createPqrsRepository } from './pqrs.ts';

const SERIES = 'pqrs';

/** Who claims the event of a form: it is answered in the transaction that stores it, so no turn ever sees it wait. */
const WORKER = 'filing-form';

type Dependencies = {
  readonly database: Pick<Database, 'pool' | 'run' | 'within'>;
  readonly codec: ContentCodec;
  readonly newId: () => string;
};

type ConversationRow = {
  readonly id: string;
  readonly contact_id: string;
  readonly version: number;
  readonly next_seq: number;
};

/** A form being filed, in its open transaction. */
type Filing = Dependencies & {
  readonly client: pg.PoolClient;
  readonly run: Run;
  readonly form: FormToFile;
  readonly row: ConversationRow;
};

/** Filing by the form of the web, in PostgreSQL. */
export function createFormFilings(deps: Dependencies): FormFilings {
  const find = findIn(deps.database.run);
  return {
    find,
    file: async (form) => {
      const isNew = await fileOnce(deps, form);
      const filed = await find(form.formId);
      if (filed === null) {
        throw new Error('a form that was used has no filing');
      }
      return { ...filed, isNew };
    },
  };
}

function findIn(run: Run): (formId: string) => Promise<FiledForm | null> {
  return async (formId) => {
    const row = await run((db) =>
      db.filingForm.findUnique({
        where: { id: formId },
        select: {
          digest: true,
          pqrs: { select: { radicado: true, annexes: { select: { file: { select: { sha256: true } } } } } },
        },
      }),
    );
    const filed = row?.pqrs;
    const pqrs = filed && (await createPqrsRepository(run).findByRadicado(Radicado.parse(filed.radicado)));
    return pqrs
      ? { pqrs, digest: row.digest, annexHashes: filed.annexes.map(({ file }) => file.sha256) }
      : null;
  };
}

/** False when the form was used before. */
async function fileOnce(deps: Dependencies, form: FormToFile): Promise<boolean> {
  const client = await deps.database.pool.connect();
  let commit: string | null;
  try {
    await client.query('BEGIN');
    commit = await writeOnce(deps, client, form);
  } catch (error) {
    // Even if the connection broke: then the server undoes the transaction by itself.
    await endTransaction(client, 'ROLLBACK').catch(() => undefined);
    throw error;
  }
  await endTransaction(client, commit ?? 'ROLLBACK');
  return commit !== null;
}

/**
 * Everything but the commit, whose statement it returns; null when the form was used before.
 *
 * Whoever comes second waits for the first at the row of the form. Then locks are taken in the order of a turn: the
 * conversation, and the counter, which is held the shortest.
 */
async function writeOnce(
  deps: Dependencies,
  client: pg.PoolClient,
  form: FormToFile,
): Promise<string | null> {
  const { rowCount } = await client.query(
    'INSERT INTO filing_form (id, digest, used_at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING',
    [form.formId, form.digest, form.receivedAt],
  );
  if (rowCount === 0) {
    return null;
  }
  const row = await lockConversation(client, form.conversationId);
  return writeFiling({ ...deps, client, run: deps.database.within(client), form, row });
}

async function lockConversation(client: pg.PoolClient, id: string): Promise<ConversationRow> {
  const { rows } = await client.query<ConversationRow>(
    'SELECT id, contact_id, version, next_seq FROM conversation WHERE id = $1 FOR NO KEY UPDATE',
    [id],
  );
  const row = rows[0];
  if (row === undefined) {
    throw new Error('a form without its conversation cannot be filed');
  }
  return row;
}

/** Writes the filing and returns the statement that ends its transaction. */
async function writeFiling(filing: Filing): Promise<string> {
  const { client, run, form, row } = filing;
  const { conversation } = form;
  const eventId = conversation && (await storeMessage(filing, conversation));
  const number = await nextNumber(client, SERIES, bogotaYearOf(form.receivedAt));
  const pqrs = form.open({ number, contactId: row.contact_id });
  await createPqrsRepository(run).insert(pqrs);
  await client.query('UPDATE filing_form SET pqrs_id = $2 WHERE id = $1', [form.formId, pqrs.id]);
  if (conversation === null || eventId === null) {
    return 'COMMIT';
  }
  const outcome = toOutcome(filing, { conversation, eventId, pqrs });
  const statement = commitStatement([toTurnCommit(row, outcome, filing.codec)], (text) =>
    client.escapeLiteral(text),
  );
  return `${statement}; COMMIT`;
}

/** The form as a message of its conversation, and the proof of the authorisation that came in it. */
async function storeMessage(
  { client, run, form, row, codec, newId }: Filing,
  { message, consent }: FormConversation,
): Promise<bigint> {
  const event = {
    pos: 0,
    conversation_id: row.id,
    message_id: form.formId,
    kind: 'message',
    content: codec.toStored(message),
    sealed: codec.seal(message),
    received_at: form.receivedAt,
  };
  const { rows } = await client.query<{ event_id: string }>(
    'SELECT event_id FROM receive_events($1, $2::jsonb)',
    [WORKER, JSON.stringify([event])],
  );
  const eventId = BigInt(rows[0]?.event_id ?? 0);
  if (consent) {
    await createConsentRepository(run).insert({
      ...consent,
      id: newId(),
      contactId: row.contact_id,
      channel: 'web',
      eventId,
      givenAt: form.receivedAt,
    });
  }
  return eventId;
}

function toOutcome(
  { form, row, newId }: Filing,
  {
    conversation,
    eventId,
    pqrs,
  }: { readonly conversation: FormConversation; readonly eventId: bigint; readonly pqrs: Pqrs },
) {
  const { message, owner, sensitivity, memory } = conversation;
  const { receivedAt } = form;
  const event: ClosedEvent = {
    event: {
      id: eventId,
      kind: 'message',
      content: message,
      sensitivity: 'normal',
      receivedAt,
      attempts: 1,
      errors: 0,
    },
    seq: row.next_seq,
    outcome: 'applied',
    seal: sensitivity === 'health',
  };
  const messages = conversation.replies(pqrs).map(
    (content, index): QueuedMessage => ({
      id: newId(),
      seq: row.next_seq + 1 + index,
      class: 'reply',
      purpose: null,
      content,
      sensitivity,
      expiresAt: null,
      inReplyTo: eventId,
    }),
  );
  const nextSeq = row.next_seq + 1 + messages.length;
  return {
    state: memory,
    nextSeq,
    care: { owner, assigneeId: null, teamId: null, waitingSince: owner === 'waiting' ? receivedAt : null },
    topic: 'filing' as const,
    heard: { seq: row.next_seq, at: receivedAt },
    sensitivity,
    events: [event],
    messages,
    now: receivedAt,
  };
}
