import { hasPermission } from '../../domain/people/permissions.ts';
import type { ColleagueList } from '../contracts/handoff.ts';
import type { InboxReading } from './inbox-reading.ts';

/** Who could be given a conversation, by name and with whether they are there; nothing else of them is told. */
export async function listColleagues({
  directory,
  presence,
  teams,
}: Pick<InboxReading, 'directory' | 'presence' | 'teams'>): Promise<ColleagueList> {
  const [members, present, inUse] = await Promise.all([directory.list(), presence.list(), teams.list()]);
  return {
    items: members
      .filter(({ state, role }) => state === 'active' && hasPermission(role, 'conversations:work'))
      .map(({ id, name }) => ({ id, name, presence: present.get(id) ?? 'offline' }))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'es')),
    teams: inUse.map(({ id, name }) => ({ id, name })),
  };
}
