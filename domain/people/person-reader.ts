import type { StaffListItem } from '../pqrs/staff-reader.ts';
import type { ConsentPurpose } from './consent.ts';

/** Who is in a list of people: those who have filed something, by their latest filing; or everybody, by first contact. */
export type PeopleScope = 'con-pqrs' | 'todas';

/** The last person that a page ended with. */
export type PeopleCursor =
  | { readonly scope: 'con-pqrs'; readonly receivedAt: Date; readonly radicado: string }
  | { readonly scope: 'todas'; readonly createdAt: Date; readonly id: string };

/** What every question about people needs: without `withHealth`, no health matter is counted, named or shown. */
export type PeopleQuery = {
  readonly scope: PeopleScope;
  readonly cursor: PeopleCursor | null;
  readonly limit: number;
  readonly withHealth: boolean;
};

/** Where a person writes from, as it is stored; who shows it masks it. */
export type PersonAddress = { readonly channel: string; readonly phone: string | null };

/** A person as a row of the list. The name is that of their latest filing; people give none to a chat. */
export type PersonSummary = {
  readonly id: string;
  readonly name: string | null;
  readonly addresses: readonly PersonAddress[];
  readonly pqrsCount: number;
  readonly firstSeenAt: Date;
  readonly lastContactAt: Date;
};

export type PersonConversation = {
  readonly id: string;
  readonly channel: string;
  readonly startedAt: Date;
  readonly lastAt: Date;
};

/** The proof of a choice (Ley 1581 of 2012, arts. 9 and 12). */
export type PersonConsent = {
  readonly purpose: ConsentPurpose;
  readonly granted: boolean;
  readonly channel: string;
  readonly textVersion: string;
  readonly textHash: string;
  readonly givenAt: Date;
};

/** Everything that one person has had to do with the utility. */
export type PersonHistory = PersonSummary & {
  readonly pqrs: readonly StaffListItem[];
  readonly conversations: readonly PersonConversation[];
  readonly consents: readonly PersonConsent[];
};

/** What colleagues read of people, without changing anything. */
export type PersonReader = {
  /** A page never repeats nor skips a person who does nothing meanwhile. */
  readonly list: (
    query: PeopleQuery,
  ) => Promise<{ readonly items: readonly PersonSummary[]; readonly nextCursor: PeopleCursor | null }>;
  readonly findById: (id: string, withHealth: boolean) => Promise<PersonHistory | null>;
};
