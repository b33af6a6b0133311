import type pg from 'pg';
import { bogotaYearOf } from '../../domain/calendar/local-date.ts';
import { findPhoneIn } from '../../domain/people/phone-search.ts';
import type { FiledIntake, IntakePerson, Intakes, IntakeToFile } from '../../domain/pqrs/intake.ts';
import type { Pqrs } from '../../domain/pqrs/pqrs.ts';
import { Radicado } from '../../domain/pqrs/radicado.ts';
import { nextNumber } from '../counter.ts';
import type { Database, Run } from '../database.ts';
import { endTransaction } from '../turn-batch.ts';
import { toAuditRow } from './audit.ts';
import { createConsentRepository } from './consent.ts';
import { createIntakeRepository } from './intake-rows.ts';
import { createPqrsRepository } from './pqrs.ts';

const SERIES = 'pqrs';

/** Where the number is kept of who has none on any channel: by it the person is found again. */
const TOLD_PHONE = 'telefono';

type Dependencies = {
  readonly database: Pick<Database, 'pool' | 'run' | 'within'>;
  readonly newId: () => string;
};

/** An intake being filed, in its open transaction. */
type Filing = Dependencies & {
  readonly client: pg.PoolClient;
  readonly run: Run;
  readonly intake: IntakeToFile;
};

/** Filing in somebody's name, in PostgreSQL. */
export function createIntakes(deps: Dependencies): Intakes {
  const find = findIn(deps.database.run);
  return {
    find,
    file: async (intake) => {
      const isNew = await fileOnce(deps, intake);
      const filed = await find(intake.id);
      if (filed === null) {
        throw new Error('a PQRS that was begun is not there');
      }
      return { ...filed, isNew };
    },
  };
}

function findIn(run: Run): (id: string) => Promise<FiledIntake | null> {
  return async (id) => {
    const row = await run((db) =>
      db.pqrsIntake.findUnique({
        where: { id },
        select: { digest: true, openedById: true, filedAt: true, pqrs: { select: { radicado: true } } },
      }),
    );
    if (!row?.pqrs) {
      return null;
    }
    const { pqrs: filed, ...record } = row;
    const pqrs = await createPqrsRepository(run).findByRadicado(Radicado.parse(filed.radicado));
    return pqrs && { ...record, id, pqrs };
  };
}

/** False when it had been filed. Whoever comes second waits for the first at the row of the intake. */
async function fileOnce({ database, newId }: Dependencies, intake: IntakeToFile): Promise<boolean> {
  const client = await database.pool.connect();
  let isNew: boolean;
  try {
    await client.query('BEGIN');
    const filing = { database, newId, client, run: database.within(client), intake };
    isNew = await createIntakeRepository(filing.run).begin(intake);
    if (isNew) {
      await writeFiling(filing);
    }
  } catch (error) {
    // Even if the connection broke: then the server undoes the transaction by itself.
    await endTransaction(client, 'ROLLBACK').catch(() => undefined);
    throw error;
  }
  await endTransaction(client, isNew ? 'COMMIT' : 'ROLLBACK');
  return isNew;
}

async function writeFiling(filing: Filing): Promise<void> {
  const { client, run, intake } = filing;
  const contactId = await personOf(filing);
  await hideFiles(filing);
  const number = await nextNumber(client, SERIES, bogotaYearOf(intake.filedAt));
  const pqrs = intake.open({ number, contactId });
  await createPqrsRepository(run).insert(pqrs, intake.isHealth ? 'health' : 'normal');
  await createIntakeRepository(run).complete(intake.id, pqrs);
  await storeConsent(filing, contactId);
  await storeAudit(filing, pqrs);
}

/** The contact to link; null when anonymous. */
async function personOf(filing: Filing): Promise<string | null> {
  if (filing.intake.person.kind === 'anonymous') {
    return null;
  }
  const contactId = await contactOf(filing, filing.intake.person);
  await storePhone(filing, contactId);
  return contactId;
}

/** Files that came before the person was known become theirs. */
async function contactOf(
  filing: Filing,
  person: Exclude<IntakePerson, { kind: 'anonymous' }>,
): Promise<string> {
  const { client, intake } = filing;
  const { conversationId } = intake;
  const home = conversationId === null ? null : await lockHome(client, conversationId);
  if (person.kind === 'new') {
    return home ?? createContact(filing);
  }
  if (home !== null && home !== person.contactId) {
    await giveTo(client, { conversationId, from: home, to: person.contactId });
  }
  return person.contactId;
}

async function lockHome(client: pg.PoolClient, conversationId: string): Promise<string | null> {
  const { rows } = await client.query<{ contact_id: string }>(
    'SELECT contact_id FROM conversation WHERE id = $1 FOR NO KEY UPDATE',
    [conversationId],
  );
  return rows[0]?.contact_id ?? null;
}

async function giveTo(
  client: pg.PoolClient,
  { conversationId, from, to }: { conversationId: string | null; from: string; to: string },
): Promise<void> {
  await client.query('UPDATE conversation SET contact_id = $2 WHERE id = $1', [conversationId, to]);
  await client.query('UPDATE contact_address SET contact_id = $2 WHERE contact_id = $1', [from, to]);
  await client.query('DELETE FROM contact WHERE id = $1', [from]);
}

/** The place of the files of a health matter is closed like the PQRS itself. */
async function hideFiles({ client, intake }: Filing): Promise<void> {
  if (intake.isHealth && intake.conversationId !== null) {
    await client.query("UPDATE conversation SET sensitivity = 'health' WHERE id = $1", [
      intake.conversationId,
    ]);
  }
}

async function createContact({ client, newId, intake }: Filing): Promise<string> {
  const id = newId();
  await client.query('INSERT INTO contact (id, created_at) VALUES ($1, $2)', [id, intake.filedAt]);
  return id;
}

/** A number that somebody else told before stays theirs: a telephone of a house is of several people. */
async function storePhone({ client, intake }: Filing, contactId: string): Promise<void> {
  const phone = intake.details.phone === null ? null : findPhoneIn(intake.details.phone);
  if (phone !== null) {
    await client.query(
      'INSERT INTO contact_address (channel, address, contact_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [TOLD_PHONE, phone, contactId],
    );
  }
}

async function storeConsent({ run, newId, intake }: Filing, contactId: string | null): Promise<void> {
  if (contactId !== null && intake.consent !== null) {
    await createConsentRepository(run).insert({
      ...intake.consent,
      id: newId(),
      contactId,
      purpose: 'tramite',
      granted: true,
      channel: 'console',
      eventId: null,
      givenAt: intake.filedAt,
    });
  }
}

async function storeAudit({ run, intake }: Filing, { radicado, channel, receivedAt }: Pqrs): Promise<void> {
  const data = toAuditRow({
    at: intake.filedAt,
    actor: { kind: 'staff', id: intake.openedById },
    action: 'pqrs.opened-by-staff',
    subject: `pqrs/${radicado}`,
    after: { channel, receivedAt: receivedAt.toISOString() },
  });
  await run((db) => db.audit.create({ data, select: { id: true } }));
}
