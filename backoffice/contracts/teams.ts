import { z } from 'zod';
import { TeamPlan } from '../../domain/teams/team.ts';

/** `available`: has the console open. `away`: has it open and wants nothing for now. `offline`: has it closed. */
export const PresenceView = z.enum(['available', 'away', 'offline']);
export type PresenceView = z.infer<typeof PresenceView>;

/** A team in use. `version` goes back with a change, so that nobody writes over what they have not seen. */
export const TeamView = TeamPlan.extend({ id: z.uuid(), position: z.int(), version: z.int() });
export type TeamView = z.infer<typeof TeamView>;

/** The teams in their order, and who could be in one. */
export const TeamsView = z.object({
  items: z.array(TeamView),
  colleagues: z.array(z.object({ id: z.string(), name: z.string(), presence: PresenceView })),
});
export type TeamsView = z.infer<typeof TeamsView>;

export const TeamBody = z.strictObject(TeamPlan.shape);
export type TeamBody = z.infer<typeof TeamBody>;

export const TeamChangeBody = z.strictObject({ ...TeamPlan.shape, version: z.int().min(1) });
export type TeamChangeBody = z.infer<typeof TeamChangeBody>;

/** The path of one team. */
export const TeamParams = z.strictObject({ id: z.uuid() });

/** `place`: from 1, the first that is asked. */
export const TeamMoveBody = z.strictObject({ place: z.int().min(1).max(100) });

/** The days that the figures tell of, with today as the last one. */
export const FiguresQuery = z.strictObject({ period: z.enum(['hoy', '7-dias', '30-dias']).default('hoy') });
export type FiguresQuery = z.infer<typeof FiguresQuery>;

/** How it goes for a team, or for a colleague; a row without id is what no team has. */
export const FigureRowView = z.object({
  id: z.string().nullable(),
  name: z.string().nullable(),
  presence: PresenceView.nullable(),
  waiting: z.int(),
  oldestSince: z.iso.datetime().nullable(),
  answered: z.int(),
  medianSeconds: z.number().nullable(),
  p90Seconds: z.number().nullable(),
  /** Of `waits`, how many were answered within the target; null when there was none. */
  onTime: z.int().nullable(),
  waits: z.int(),
  givenBack: z.int(),
  ended: z.int(),
  ratings: z.int(),
  rating: z.number().nullable(),
});
export type FigureRowView = z.infer<typeof FigureRowView>;

export const FiguresView = z.object({
  teams: z.array(FigureRowView),
  colleagues: z.array(FigureRowView),
  targetMinutes: z.int(),
  /** The server's clock, by which waits are told. */
  now: z.iso.datetime(),
});
export type FiguresView = z.infer<typeof FiguresView>;

/** Whether this colleague wants to be given conversations. */
export const OwnPresence = z.object({ away: z.boolean() });
export type OwnPresence = z.infer<typeof OwnPresence>;
export const OwnPresenceBody = z.strictObject({ away: z.boolean() });
