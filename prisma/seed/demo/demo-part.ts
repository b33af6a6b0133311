import type pg from 'pg';
import type { BusinessCalendar } from '../../../domain/calendar/business-days.ts';
import type { Barrio, EntityProfile } from '../../../domain/entity/profile.ts';
import type { StaffRole } from '../../../domain/people/roles.ts';
import type { Pqrs } from '../../../domain/pqrs/pqrs.ts';
import type { Hmac } from '../../../domain/pqrs/verification.ts';
import type { CareTopic } from '../../../domain/teams/care-topic.ts';
import type { Chance } from './random.ts';

/** Somebody of the demo, with the number that nobody has. */
export type DemoPerson = {
  readonly contactId: string;
  readonly name: string;
  readonly channel: 'whatsapp' | 'web';
  /** What the conversation is found by. */
  readonly address: string;
  readonly conversationId: string;
  readonly since: Date;
};

/** A PQRS of the demo with who filed it. */
export type DemoPqrs = {
  readonly filed: Pqrs;
  /** Null when it is anonymous. */
  readonly person: DemoPerson | null;
  /** Who entered it in the name of the person; null when the person filed it. */
  readonly openedBy: DemoColleague | null;
};

/** A colleague of the demo, with an address that nobody can have. */
export type DemoColleague = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: StaffRole;
};

/** A team of the demo with its members. */
export type DemoTeam = {
  readonly id: string;
  readonly name: string;
  readonly topics: readonly CareTopic[];
  readonly takesRest?: true;
  readonly isByHand?: true;
  readonly members: readonly DemoColleague[];
};

/** What all parts share; each adds what later ones build on. */
export type DemoWorld = {
  readonly chance: Chance;
  readonly now: Date;
  readonly profile: EntityProfile;
  readonly barrios: readonly Barrio[];
  readonly calendar: BusinessCalendar;
  readonly hmac: Hmac;
  readonly pqrsCount: number;
  readonly colleagues: DemoColleague[];
  readonly teams: DemoTeam[];
  readonly people: DemoPerson[];
  readonly pqrs: DemoPqrs[];
  /** Files of conversations, whose rows come after those. */
  readonly files: Readonly<Record<string, unknown>>[];
  /** The last number given in each year. */
  readonly numbers: Map<number, number>;
  /** Gives a colleague a password of one time; returns its hash. */
  readonly admit: (colleague: DemoColleague) => Promise<string>;
  /** Keeps a generated file under a key of its own; gives its length and hash. */
  readonly keepFile: (key: string, kind: DemoFileKind, chance: Chance) => Promise<KeptDemoFile>;
};

export type DemoFileKind = 'image/jpeg' | 'application/pdf';
export type KeptDemoFile = { readonly bytes: number; readonly sha256: string };

/**
 * What a feature adds to the demo, in the one transaction of all of them. Gives the number of rows by table.
 *
 * A feature has a file of its own here and a line in `demo-parts.ts`, after those it builds on.
 */
export type DemoPart = {
  readonly name: string;
  readonly fill: (world: DemoWorld, insert: DemoInsert) => Promise<void>;
  /** A statement for what only the database knows once the rows are there. */
  readonly tie?: string;
};

/** Inserts many rows in one statement. `columns`: each column with its type in PostgreSQL. */
export type DemoInsert = (
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly Readonly<Record<string, unknown>>[],
) => Promise<void>;

/** Inserts through `jsonb_to_recordset`: one statement for thousands of rows. */
export function createDemoInsert(client: pg.ClientBase): DemoInsert {
  return async (table, columns, rows) => {
    const names = Object.keys(columns).map((name) => `"${name}"`);
    const shape = Object.entries(columns).map(([name, type]) => `"${name}" ${type}`);
    await client.query(
      `INSERT INTO ${table} (${names.join(', ')})
       SELECT ${names.join(', ')} FROM jsonb_to_recordset($1::jsonb) AS x(${shape.join(', ')})`,
      [JSON.stringify(rows)],
    );
  };
}
