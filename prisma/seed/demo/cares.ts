import { addDays, localDateOf, startOfDay } from '../../../domain/calendar/local-date.ts';
import type { Colleague } from '../../../domain/handoff/colleague-act.ts';
import { CARE_RATING } from '../../../domain/surveys/care-rating.ts';
import { CARE_STORIES, type CareStory } from './care-stories.ts';
import type { DemoPerson, DemoTeam, DemoWorld } from './demo-part.ts';
import type { DemoTalk } from './talk.ts';
import { getTeamFor } from './teams.ts';

type Row = Readonly<Record<string, unknown>>;

/** A conversation with a colleague that came to its end some days ago. */
export type DemoCare = {
  readonly id: string;
  readonly person: DemoPerson;
  readonly at: Date;
  readonly story: CareStory;
  readonly team: DemoTeam;
  readonly by: Colleague;
  readonly waitSeconds: number;
  /** From 1 to 5; null when the person did not answer. */
  readonly rating: number | null;
  readonly how: 'ended' | 'given-back';
};

/** The columns of a conversation with people. */
export const HANDOFF = {
  ...{
    id: 'uuid',
    conversation_id: 'uuid',
    reason: 'text',
    asked_at: 'timestamptz',
    danger_at: 'timestamptz',
  },
  ...{ taken_at: 'timestamptz', taken_by_id: 'text', answered_at: 'timestamptz', answered_by_id: 'text' },
  ...{ unanswered_at: 'timestamptz', call_phone: 'text', call_asked_at: 'timestamptz', team_id: 'uuid' },
  ...{ ended_at: 'timestamptz', ended_how: 'text', ended_by_id: 'text' },
};

const DAYS = 30;
const SHARE = 0.12;
const [FEWEST, MOST] = [24, 180];
/** Of the last ones some are of these hours, so that today has figures too. */
const TODAY = 5;
const [SECOND_MS, HOUR_MS] = [1000, 60 * 60 * 1000];

/** Conversations with colleagues of the last weeks, in working hours, by whoever is in the team of the topic. */
export function planCares(world: DemoWorld, people: readonly DemoPerson[]): readonly DemoCare[] {
  const { chance, pqrsCount } = world;
  if (people.length === 0) {
    return [];
  }
  const count = Math.min(MOST, Math.max(FEWEST, Math.ceil(pqrsCount * SHARE)));
  return listInstants(world, count).map((at) => {
    const story = chance.pick(CARE_STORIES);
    const team = getTeamFor(story.topic, world.teams);
    const { id, name } = chance.pick(team.members);
    return {
      ...{ id: chance.id(), person: chance.pick(people), at, story, team, by: { id, name } },
      waitSeconds: chance.happens(0.75) ? chance.between(25, 290) : chance.between(300, 1_400),
      rating: chance.happens(0.6) ? chance.weigh(RATINGS) : null,
      how: chance.happens(0.8) ? 'ended' : 'given-back',
    };
  });
}

const RATINGS: readonly (readonly [number, number])[] = [
  [5, 50],
  [4, 28],
  [3, 12],
  [2, 6],
  [1, 4],
];

function listInstants({ chance, now, calendar }: DemoWorld, count: number): readonly Date[] {
  const today = localDateOf(now);
  const days = Array.from({ length: DAYS }, (_, index) => addDays(today, index - DAYS)).filter((on) =>
    calendar.isBusinessDay(on),
  );
  return Array.from({ length: count }, (_, index) => {
    if (index < TODAY) {
      return new Date(now.getTime() - (1 + index) * HOUR_MS);
    }
    const hour = chance.happens(0.6) ? chance.between(0, 220) / 60 + 8 : chance.between(0, 150) / 60 + 14;
    return new Date(startOfDay(chance.pick(days)).getTime() + hour * HOUR_MS);
  });
}

/** Tells one from the asking to the rating. Its row and its question stand after the conversation. */
export function tellCare(talk: DemoTalk, care: DemoCare, { profile, chance }: DemoWorld) {
  const { at, story, team, by, waitSeconds, how } = care;
  const after = (seconds: number) => new Date(at.getTime() + seconds * SECOND_MS);
  talk.hear(story.ask, at);
  talk.say(
    'Ya pedí que una persona del equipo te escriba por aquí. Mientras tanto puedes seguir conmigo.',
    at,
  );
  talk.act(
    {
      act: 'deal',
      since: at.toISOString(),
      team: { id: team.id, name: team.name },
      to: by,
      fromQueue: false,
    },
    after(4),
  );
  talk.act({ act: 'take', by, from: null }, after(waitSeconds - 15));
  talk.say(`Hola, soy ${by.name}, de ${profile.name}. Desde ahora te atiendo yo.`, after(waitSeconds - 14));
  let seconds = waitSeconds;
  for (const { side, text } of story.lines) {
    if (side === 'in') {
      talk.hear(text, after(seconds));
    } else {
      talk.act({ act: 'answer', by }, after(seconds), text);
      talk.say(text, after(seconds));
    }
    seconds += chance.between(40, 150);
  }
  const endedAt = after(seconds);
  talk.act({ act: how === 'ended' ? 'end' : 'give-back', by }, endedAt);
  const row = toRow(care, { answeredAt: after(waitSeconds), endedAt });
  if (how === 'given-back') {
    talk.say(`${by.name} terminó. Te sigo atendiendo yo, ${profile.assistantName}.`, endedAt);
    return { row, question: null };
  }
  talk.say(
    'Gracias por escribirnos. Cerramos esta conversación; si necesitas algo más, escríbeme cuando quieras.',
    endedAt,
  );
  return { row, question: rate(talk, care, { chance, askedAt: after(seconds + 5) }) };
}

function toRow(
  { id, person, at, team, by, waitSeconds, how }: DemoCare,
  { answeredAt, endedAt }: { readonly answeredAt: Date; readonly endedAt: Date },
): Row {
  return {
    ...{ id, conversation_id: person.conversationId, reason: 'asked', asked_at: at, team_id: team.id },
    ...{ taken_at: new Date(at.getTime() + (waitSeconds - 15) * SECOND_MS), taken_by_id: by.id },
    ...{ answered_at: answeredAt, answered_by_id: by.id },
    ...{ ended_at: endedAt, ended_how: how, ended_by_id: by.id },
  };
}

const OPTIONS = ['Muy mala', 'Mala', 'Regular', 'Buena', 'Muy buena'] as const;
const ANSWER_SECONDS = 50;

/** One question, once; who does not answer leaves it as it is until it expires. */
function rate(
  talk: DemoTalk,
  { id: caseRef, rating }: DemoCare,
  { chance, askedAt }: Pick<DemoWorld, 'chance'> & { readonly askedAt: Date },
): Row {
  const prompt = talk.say('¿Cómo te pareció la atención de la persona que te respondió?', askedAt, {
    options: OPTIONS,
  });
  const answeredAt = new Date(askedAt.getTime() + ANSWER_SECONDS * SECOND_MS);
  if (rating !== null) {
    talk.hear(String(rating), answeredAt);
    talk.say('¡Gracias! Nos ayuda a mejorar.', answeredAt);
  }
  return {
    ...{ id: chance.id(), conversation_id: talk.conversationId, kind: CARE_RATING, case_ref: caseRef },
    ...{ attempt: 1, prompt_id: prompt, created_at: askedAt, asked_at: askedAt },
    ...{ status: rating === null ? 'expired' : 'answered', expires_at: null },
    ...{ answered_at: rating === null ? null : answeredAt, answer: rating },
  };
}

/** The columns of a question of the system. */
export const QUESTION = {
  ...{ id: 'uuid', conversation_id: 'uuid', kind: 'text', case_ref: 'text', attempt: 'int', status: 'text' },
  ...{ prompt_id: 'uuid', created_at: 'timestamptz', asked_at: 'timestamptz', expires_at: 'timestamptz' },
  ...{ answered_at: 'timestamptz', answer: 'jsonb' },
};
