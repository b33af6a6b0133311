import type { Clock } from '../../domain/calendar/clock.ts';
import type { EntityProfile } from '../../domain/entity/profile.ts';
import type { AuditEntry, AuditValues } from '../../domain/people/audit.ts';
import type { AuditAction } from '../../domain/people/audit-action.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import type { StaffDirectory } from '../../domain/people/staff-directory.ts';
import type { FigureReader } from '../../domain/teams/figures.ts';
import type { PresenceStore } from '../../domain/teams/presence.ts';
import type { Team, TeamPlan, TeamRepository, TeamSaving } from '../../domain/teams/team.ts';
import type { TeamChangeBody, TeamsView } from '../contracts/teams.ts';
import { listColleagues } from '../handoff/list-colleagues.ts';
import { Refusal } from '../refusal.ts';

type By = { readonly id: string };

/** What the teams need from outside. */
export type TeamsDesk = {
  readonly teams: TeamRepository;
  readonly presence: PresenceStore;
  readonly figures: FigureReader;
  readonly entity: () => Pick<EntityProfile, 'care'>;
  readonly directory: Pick<StaffDirectory, 'find' | 'list'>;
  readonly clock: Clock;
  readonly newId: () => string;
};

/** The teams in use and who could be in one. */
export async function readTeams(desk: TeamsDesk): Promise<TeamsView> {
  const [items, { items: colleagues }] = await Promise.all([desk.teams.list(), listColleagues(desk)]);
  return {
    items: items.map((team) => ({ ...team, topics: [...team.topics], memberIds: [...team.memberIds] })),
    colleagues,
  };
}

/** Makes a team, the last in the order. Throws Refusal `team-name-taken`, `too-many-teams` or `staff-not-found`. */
export async function createTeam(plan: TeamPlan, by: By, desk: TeamsDesk): Promise<string> {
  await assertMembers(plan, desk);
  const id = desk.newId();
  assertSaved(
    await desk.teams.insert({ ...plan, id }, auditOf('team.created', { id, by, after: plan }, desk)),
  );
  return id;
}

/** Changes the version that was read. Throws Refusal `team-changed` when there is another by now. */
export async function changeTeam(
  { id, body }: { readonly id: string; readonly body: TeamChangeBody },
  by: By,
  desk: TeamsDesk,
): Promise<void> {
  await assertMembers(body, desk);
  const before = (await desk.teams.list()).find((team) => team.id === id);
  const audit = auditOf('team.changed', { id, by, ...(before && { before }), after: body }, desk);
  assertSaved(await desk.teams.update({ ...body, id }, audit));
}

/** Gives a team another place in the order. Throws Refusal `team-not-found`. */
export async function moveTeam(
  { id, place }: { readonly id: string; readonly place: number },
  by: By,
  desk: TeamsDesk,
): Promise<void> {
  const audit = { ...auditOf('team.moved', { id, by }, desk), after: { position: place } };
  assertSaved(await desk.teams.move(id, place, audit));
}

/** Takes a team out of use. Throws Refusal `team-not-found`. */
export async function archiveTeam(id: string, by: By, desk: TeamsDesk): Promise<void> {
  assertSaved(await desk.teams.archive(id, auditOf('team.archived', { id, by }, desk)));
}

/** Nobody is in a team who could not work in it. Throws Refusal `staff-not-found`. */
async function assertMembers({ memberIds }: TeamPlan, { directory }: TeamsDesk): Promise<void> {
  const members = new Map((await directory.list()).map((member) => [member.id, member]));
  const canAll = memberIds.every((id) => {
    const member = members.get(id);
    return member?.state === 'active' && hasPermission(member.role, 'conversations:work');
  });
  if (!canAll) {
    throw new Refusal('staff-not-found');
  }
}

const REFUSALS = {
  'name-taken': 'team-name-taken',
  changed: 'team-changed',
  gone: 'team-not-found',
  'too-many': 'too-many-teams',
} as const;

function assertSaved(saving: TeamSaving): void {
  if (saving !== 'saved') {
    throw new Refusal(REFUSALS[saving]);
  }
}

type Change = {
  readonly id: string;
  readonly by: By;
  readonly before?: Team;
  readonly after?: TeamPlan;
};

function auditOf(action: AuditAction, { id, by, before, after }: Change, { clock }: TeamsDesk): AuditEntry {
  return {
    at: clock.now(),
    actor: { kind: 'staff', id: by.id },
    action,
    subject: `team/${id}`,
    ...(before && { before: valuesOf(before) }),
    ...(after && { after: valuesOf(after) }),
  };
}

/** Colleagues by id: their names are not for the record. */
function valuesOf({ name, topics, takesRest, isAutomatic, memberIds }: TeamPlan): AuditValues {
  return { name, topics: topics.join(' '), takesRest, isAutomatic, members: memberIds.join(' ') };
}
