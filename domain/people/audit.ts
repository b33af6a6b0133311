/** Who did it: a colleague by id, a citizen by contact id, or the system itself. */
export type AuditActor =
  | { readonly kind: 'staff'; readonly id: string }
  | { readonly kind: 'contact'; readonly id: string }
  | { readonly kind: 'system'; readonly id: null };

type AuditValues = Readonly<Record<string, string | number | boolean | null>>;

/** One line of the append-only record of changes. */
export type AuditEntry = {
  readonly at: Date;
  readonly actor: AuditActor;
  /** `noun.verb-in-the-past`, e.g. `staff.signed-in`. */
  readonly action: string;
  /** What was touched, `kind/id`, e.g. `staff/0b6f…`. Ids only: never a name, an address or a text. */
  readonly subject: string;
  readonly before?: AuditValues;
  readonly after?: AuditValues;
};

/** Where audit lines go. A change writes its own in its own transaction; this port is for what changes no other row. */
export type AuditLog = { readonly append: (entry: AuditEntry) => Promise<void> };
