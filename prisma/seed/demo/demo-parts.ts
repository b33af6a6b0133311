import { demoAnnexes } from './annexes.ts';
import { demoColleagues } from './colleagues.ts';
import { demoConversations } from './conversations.ts';
import type { DemoPart } from './demo-part.ts';
import { demoFilings, demoPlan } from './filings.ts';
import { demoIntakes } from './intakes.ts';
import { demoPeople } from './people.ts';
import { demoReplies } from './replies.ts';
import { demoTeams } from './teams.ts';

/**
 * What the demo is made of, in an order in which each part finds what it builds on. A PQRS is planned before its conversation
 * is told, and written after it, because it names it.
 */
export const DEMO_PARTS: readonly DemoPart[] = [
  demoColleagues,
  demoTeams,
  demoReplies,
  demoPeople,
  demoPlan,
  demoConversations,
  demoFilings,
  demoIntakes,
  demoAnnexes,
];
