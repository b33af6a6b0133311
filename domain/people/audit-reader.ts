import type { AuditActor } from './audit.ts';

/** A value as somebody may read it. `reserved`: health data that this reader may not see; `erased`: it was destroyed. */
export type AuditSeen =
  | { readonly kind: 'plain' | 'personal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'erased' | 'reserved' };

/** What one change did to one value; null where there was none. */
export type AuditChange = {
  readonly key: string;
  readonly before: AuditSeen | null;
  readonly after: AuditSeen | null;
};

/** One line of the audit as it is read. */
export type AuditLine = {
  readonly id: string;
  readonly at: Date;
  readonly actor: {
    readonly kind: AuditActor['kind'];
    readonly id: string | null;
    /** Of a colleague who is still known. */
    readonly name: string | null;
  };
  readonly action: string;
  readonly subject: string;
  readonly changes: readonly AuditChange[];
};

/** Where a page of the audit ended. */
export type AuditCursor = { readonly at: Date; readonly id: string };

/** Which lines are wanted; a field that is absent asks for all. */
export type AuditFilter = {
  /** From this instant on. */
  readonly from?: Date;
  /** Before this instant. */
  readonly until?: Date;
  readonly actor?: { readonly kind: AuditActor['kind']; readonly id?: string };
  readonly action?: string;
  /** `kind` for all of a kind, `kind/id` for one. */
  readonly subject?: string;
};

export type AuditQuery = {
  readonly filter: AuditFilter;
  readonly after: AuditCursor | null;
  readonly limit: number;
  readonly mayReadHealth: boolean;
};

/** Whether the chain is as it was written, and the first place where it is not. */
export type AuditVerdict =
  | { readonly kind: 'whole'; readonly links: number; readonly head: string }
  | {
      readonly kind: 'broken';
      /** The place in the chain, from 1. */
      readonly position: number;
      /** The line, when it is still there. */
      readonly auditId: string | null;
      /** changed: the line differs; missing: it is gone; forked: it follows another; unlinked: it was never linked. */
      readonly reason: 'changed' | 'missing' | 'forked' | 'unlinked' | 'cut';
    };

/** How the audit is read. Lines come from the newest to the oldest. */
export type AuditReader = {
  readonly list: (query: AuditQuery) => Promise<readonly AuditLine[]>;
  /** What there is to filter by: actions, and the colleagues who did something. */
  readonly listFacets: () => Promise<{
    readonly actions: readonly string[];
    readonly staff: readonly { readonly id: string; readonly name: string }[];
  }>;
  readonly verify: () => Promise<AuditVerdict>;
};
