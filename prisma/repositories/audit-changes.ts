import { z } from 'zod';
import type { AuditChange, AuditSeen } from '../../domain/people/audit-reader.ts';

const Digest = z.strictObject({ digest: z.string() });
const Plain = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Side = z.record(z.string(), z.union([Plain, Digest])).nullable();

type Apart = {
  readonly side: string;
  readonly key: string;
  readonly sensitivity: string;
  readonly value: string;
};

type Sides = { readonly before: unknown; readonly after: unknown };

type Options = {
  readonly values: readonly Apart[];
  /** Opens health data; null for who may not read it. */
  readonly open: ((sealed: string) => unknown) | null;
};

/** What a line says of each value, before beside after, in the order in which they were written. */
export function toChanges(row: Sides, options: Options): readonly AuditChange[] {
  const before = Side.parse(row.before) ?? {};
  const after = Side.parse(row.after) ?? {};
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.map((key) => ({
    key,
    before: key in before ? toSeen(before[key], find(options.values, 'before', key), options) : null,
    after: key in after ? toSeen(after[key], find(options.values, 'after', key), options) : null,
  }));
}

function find(values: readonly Apart[], side: string, key: string): Apart | undefined {
  return values.find((value) => value.side === side && value.key === key);
}

function toSeen(stored: unknown, apart: Apart | undefined, { open }: Options): AuditSeen {
  if (!Digest.safeParse(stored).success) {
    return { kind: 'plain', value: Plain.parse(stored) };
  }
  if (!apart) {
    return { kind: 'erased' };
  }
  if (apart.sensitivity !== 'health') {
    return { kind: 'personal', value: Plain.parse(JSON.parse(apart.value)) };
  }
  return open === null ? { kind: 'reserved' } : { kind: 'personal', value: Plain.parse(open(apart.value)) };
}
