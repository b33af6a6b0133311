import type { Sensitivity } from '../messages/sensitivity.ts';
import type { AuditAction } from './audit-action.ts';

/** Who did it: a colleague by id, a citizen by contact id, or the system itself. */
export type AuditActor =
  | { readonly kind: 'staff'; readonly id: string }
  | { readonly kind: 'contact'; readonly id: string }
  | { readonly kind: 'system'; readonly id: null };

/** What was there before a change or after it. */
export type AuditValues = Readonly<Record<string, string | number | boolean | null>>;

/**
 * Values that are data of a person, kept apart so that lawful erasure can destroy them (Ley 1581 of 2012, art. 8).
 *
 * The record itself holds only a salted hash of each.
 */
export type AuditPersonalValues = {
  /** Whose they are. */
  readonly contactId: string;
  readonly sensitivity?: Sensitivity;
  readonly before?: AuditValues;
  readonly after?: AuditValues;
};

/** One line of the append-only record of changes. */
export type AuditEntry = {
  readonly at: Date;
  readonly actor: AuditActor;
  readonly action: AuditAction;
  /** What was touched, `kind/id`, e.g. `staff/0b6f…`. Ids only: never a name, an address or a text. */
  readonly subject: string;
  /** Nothing of a citizen: what is theirs goes into `personal`. */
  readonly before?: AuditValues;
  readonly after?: AuditValues;
  readonly personal?: AuditPersonalValues;
};

/** Where audit lines go. A change writes its own in its own transaction; this port is for what changes no other row. */
export type AuditLog = { readonly append: (entry: AuditEntry) => Promise<void> };
