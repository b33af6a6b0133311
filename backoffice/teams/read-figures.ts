import { localDateOf } from '../../domain/calendar/local-date.ts';
import { hasPermission } from '../../domain/people/permissions.ts';
import type { StaffRole } from '../../domain/people/roles.ts';
import { beginningOf, type FigurePeriod, type FigureRow } from '../../domain/teams/figures.ts';
import type { Presence } from '../../domain/teams/presence.ts';
import type { FigureRowView, FiguresView } from '../contracts/teams.ts';
import type { TeamsDesk } from './teams-desk.ts';

/** How it goes by team and by colleague. Whoever may not read health matters sees figures without them. */
export async function readFigures(
  period: FigurePeriod,
  role: StaffRole,
  { figures, presence, entity, clock }: TeamsDesk,
): Promise<FiguresView> {
  const now = clock.now();
  const { targetMinutes } = entity().care;
  const query = {
    since: beginningOf(period, localDateOf(now)),
    targetMinutes,
    withHealth: hasPermission(role, 'health:read'),
  };
  const [{ teams, colleagues }, present] = await Promise.all([figures.read(query), presence.list()]);
  return {
    teams: teams.map((row) => toView(row, null)),
    colleagues: colleagues.map((row) => toView(row, present.get(row.id ?? '') ?? 'offline')),
    targetMinutes,
    now: now.toISOString(),
  };
}

function toView(row: FigureRow, presence: Presence | null): FigureRowView {
  return { ...row, presence, oldestSince: row.oldestSince?.toISOString() ?? null };
}
