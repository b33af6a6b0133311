import type { CareTopic } from '../../../domain/teams/care-topic.ts';
import { getColleague } from './colleagues.ts';
import type { DemoPart, DemoTeam } from './demo-part.ts';

type Plan = {
  readonly name: string;
  readonly topics: readonly CareTopic[];
  readonly takesRest?: true;
  /** Each member takes, instead of being given. */
  readonly isByHand?: true;
  readonly members: readonly string[];
};

const PLANS: readonly Plan[] = [
  {
    name: 'Daños y emergencias',
    topics: ['danger', 'failure', 'interventions'],
    members: ['gestion-social', 'atencion2'],
  },
  {
    name: 'Facturación',
    topics: ['invoice', 'payment'],
    isByHand: true,
    members: ['atencion', 'atencion3', 'pqrs'],
  },
  {
    name: 'Atención al usuario',
    topics: ['filing', 'status', 'hours', 'rights'],
    takesRest: true,
    members: ['atencion', 'atencion2', 'atencion3', 'sac'],
  },
];

const TEAM = {
  ...{ id: 'uuid', name: 'text', topics: 'text[]', takes_rest: 'boolean', is_automatic: 'boolean' },
  ...{ position: 'int', version: 'int' },
};

/** Who attends what: emergencies first, the bills, and a team for everything else. */
export const demoTeams: DemoPart = {
  name: 'teams',
  fill: async ({ chance, colleagues, teams }, insert) => {
    teams.push(
      ...PLANS.map(
        ({ members, ...plan }): DemoTeam => ({
          ...{ id: chance.id(), ...plan },
          members: members.map((name) => getColleague(colleagues, name)),
        }),
      ),
    );
    await insert(
      'team',
      TEAM,
      teams.map(({ id, name, topics, takesRest = false, isByHand = false }, index) => ({
        ...{ id, name, topics, takes_rest: takesRest, is_automatic: !isByHand },
        ...{ position: index + 1, version: 1 },
      })),
    );
    await insert(
      'team_member',
      { team_id: 'uuid', staff_id: 'text' },
      teams.flatMap(({ id, members }) => members.map((one) => ({ team_id: id, staff_id: one.id }))),
    );
  },
};

/** The team that attends a topic, as the rule of the program finds it. Throws when the demo has none. */
export function getTeamFor(topic: CareTopic, teams: readonly DemoTeam[]): DemoTeam {
  const found =
    teams.find(({ topics }) => topics.includes(topic)) ?? teams.find(({ takesRest }) => takesRest);
  if (found === undefined) {
    throw new Error('no team of the demo takes what no other does');
  }
  return found;
}
