import type { AuditValues } from '../people/audit.ts';

type Sides = { readonly before: AuditValues; readonly after: AuditValues };

/** What differs between two values of any shape, leaf by leaf: `offices.0.name`. Empty on both sides when nothing does. */
export function listChanges(before: unknown, after: unknown): Sides {
  const [former, later] = [leavesOf(before), leavesOf(after)];
  const differ = (key: string): boolean => former.get(key) !== later.get(key);
  return {
    before: Object.fromEntries([...former].filter(([key]) => differ(key))),
    after: Object.fromEntries([...later].filter(([key]) => differ(key))),
  };
}

type Leaf = AuditValues[string];

function leavesOf(value: unknown): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  collect(value, '', leaves);
  return leaves;
}

function collect(value: unknown, path: string, leaves: Map<string, Leaf>): void {
  if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      collect(part, path === '' ? key : `${path}.${key}`, leaves);
    }
    return;
  }
  if (value !== undefined) {
    leaves.set(path, toLeaf(value));
  }
}

function toLeaf(value: unknown): Leaf {
  return typeof value === 'number' || typeof value === 'boolean' || value === null ? value : String(value);
}
