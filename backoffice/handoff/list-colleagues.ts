import type { Colleague } from '../../domain/handoff/colleague-act.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import type { InboxReading } from './inbox-reading.ts';

/** Who could be given a conversation, by name; nothing else of them is told. */
export async function listColleagues({
  directory,
}: Pick<InboxReading, 'directory'>): Promise<readonly Colleague[]> {
  const members = await directory.list();
  return members
    .filter(({ state, role }) => state === 'active' && hasPermission(role, 'conversations:work'))
    .map(({ id, name }) => ({ id, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'es'));
}
