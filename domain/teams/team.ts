import { z } from 'zod';
import type { AuditEntry } from '../people/audit.ts';
import { CareTopic } from './care-topic.ts';

/** The most teams in use. */
export const MAX_TEAMS = 50;

const MAX_TEAM_MEMBERS = 200;

/** A team as it is named in a conversation. */
export const TeamName = z.object({ id: z.uuid(), name: z.string().max(80) });
export type TeamName = z.infer<typeof TeamName>;

/** What whoever manages the teams decides of one. */
export const TeamPlan = z.object({
  name: z.string().trim().min(1).max(80),
  topics: z.array(CareTopic).max(CareTopic.options.length),
  /** It also cares for what no other team does. */
  takesRest: z.boolean(),
  /** What waits is given to a member at once; else each member takes. */
  isAutomatic: z.boolean(),
  memberIds: z.array(z.string().min(1).max(100)).max(MAX_TEAM_MEMBERS),
});
export type TeamPlan = Readonly<z.infer<typeof TeamPlan>>;

/** Colleagues who share the conversations about some topics. `version` is raised by every change. */
export type Team = TeamPlan & { readonly id: string; readonly position: number; readonly version: number };

/** What saving came to. `changed`: somebody else was quicker. */
export type TeamSaving = 'saved' | 'name-taken' | 'changed' | 'gone' | 'too-many';

export type TeamRepository = {
  /** Those in use, in the order in which they are asked. */
  readonly list: () => Promise<readonly Team[]>;
  /** It comes last in the order. */
  readonly insert: (team: Pick<Team, 'id'> & TeamPlan, audit: AuditEntry) => Promise<TeamSaving>;
  /** Writes over the version that was read, and over no other. */
  readonly update: (team: Pick<Team, 'id' | 'version'> & TeamPlan, audit: AuditEntry) => Promise<TeamSaving>;
  /** Moves it to this place; the others keep their order. */
  readonly move: (id: string, place: number, audit: AuditEntry) => Promise<TeamSaving>;
  /** It is asked for nothing any more; what it did keeps its name. */
  readonly archive: (id: string, audit: AuditEntry & { readonly at: Date }) => Promise<TeamSaving>;
};
