import type { Colleague, ColleagueAct } from '../../../domain/handoff/colleague-act.ts';
import type { Attachment } from '../../../domain/messages/content.ts';
import { getColleague } from './colleagues.ts';
import type { DemoTeam, DemoWorld } from './demo-part.ts';
import type { OpenTalk, Step } from './open-talks.ts';
import type { DemoTalk } from './talk.ts';
import { getTeamFor } from './teams.ts';

const MINUTE_MS = 60_000;
/** Who had it before it was passed on. */
const FORMER = 'atencion';

type Row = Readonly<Record<string, unknown>>;

type Telling = {
  readonly talk: DemoTalk;
  readonly open: OpenTalk;
  readonly world: DemoWorld;
  /** A photo of the person, kept and ready. */
  readonly photo: Attachment;
};

/** Tells a conversation that is open at this moment; gives the row of its asking. */
export function tellOpenTalk(telling: Telling): Row {
  const { talk, open, world } = telling;
  const { topic, isFor = null, has = null, isNew = false, waitsMinutes } = open;
  const team = isNew ? null : getTeamFor(topic, world.teams);
  const asked = ago(world, open.askedMinutesAgo);
  const hand = handOf({ open, world, team, asked });
  for (const step of open.steps) {
    tellStep(telling, hand, step);
  }
  if (open.isUnread) {
    talk.leaveUnread();
  }
  if (open.hasForm) {
    talk.remember(HALF_A_FORM);
  }
  const assignee = has ?? isFor;
  talk.rest(
    {
      owner: has === null ? 'waiting' : 'human',
      assigneeId: assignee === null ? null : getColleague(world.colleagues, assignee).id,
      teamId: team?.id ?? null,
      waitingSince: waitsMinutes === null ? null : ago(world, waitsMinutes),
    },
    topic,
  );
  return toRow(telling, { asked, by: hand.id, teamId: team?.id ?? null });
}

type Asking = { readonly asked: Date; readonly by: string; readonly teamId: string | null };

function toRow({ talk, open, world }: Telling, { asked, by, teamId }: Asking): Row {
  const { reason, steps, call: callPhone } = open;
  const firstOf = (who: Step['who']) => {
    const found = steps.find((step) => step.who === who);
    return found === undefined ? null : ago(world, found.minutesAgo);
  };
  const [takenAt, answeredAt] = [firstOf('take'), firstOf('answer')];
  return {
    ...{ id: world.chance.id(), conversation_id: talk.conversationId, reason, asked_at: asked },
    ...{ team_id: teamId, danger_at: reason === 'danger' ? asked : null },
    ...{ taken_at: takenAt, taken_by_id: takenAt && by },
    ...{ answered_at: answeredAt, answered_by_id: answeredAt && by, unanswered_at: firstOf('unanswered') },
    ...(callPhone !== undefined && { call_phone: callPhone, call_asked_at: ago(world, 1) }),
  };
}

function ago({ now }: DemoWorld, minutes: number): Date {
  return new Date(now.getTime() - minutes * MINUTE_MS);
}

type Hand = Colleague & { readonly actOf: (who: string) => ColleagueAct };

/** Who acts in it, and what the acts are. */
function handOf({
  open: { has, isFor },
  world: { colleagues },
  team,
  asked,
}: {
  readonly open: OpenTalk;
  readonly world: DemoWorld;
  readonly team: DemoTeam | null;
  readonly asked: Date;
}): Hand {
  const named = (address: string): Colleague => {
    const { id, name } = getColleague(colleagues, address);
    return { id, name };
  };
  const by = named(has ?? FORMER);
  const to = isFor === undefined ? null : named(isFor);
  const since = asked.toISOString();
  const given = team && { id: team.id, name: team.name };
  const actOf = (who: string): ColleagueAct => {
    switch (who) {
      case 'take':
        return { act: 'take', by, from: null };
      case 'assign':
        return { act: 'assign', by, to, team: null };
      case 'note':
        return { act: 'note', by };
      case 'answer':
        return { act: 'answer', by };
      case 'unanswered':
        return { act: 'unanswered', since };
      default:
        return {
          act: 'deal',
          since,
          team: given ?? { id: '', name: '' },
          to: has === undefined ? to : by,
          fromQueue: false,
        };
    }
  };
  return { ...by, actOf };
}

function tellStep({ talk, world, photo }: Telling, { actOf }: Hand, step: Step): void {
  const { who, text, failure = null } = step;
  const at = ago(world, step.minutesAgo);
  switch (who) {
    case 'person':
      talk.hear(text, at, step.hasPhoto ? { attachments: [photo] } : {});
      return;
    case 'correction':
      talk.correct(text, at);
      return;
    case 'assistant':
      talk.say(text, at);
      return;
    case 'answer':
      talk.act(actOf(who), at, text);
      talk.say(text, at, { failure });
      return;
    default:
      talk.act(actOf(who), at, text);
  }
}

/** What the assistant remembers of a form that stopped at the barrio, as `dialogs/state.ts` reads it. */
const HALF_A_FORM = {
  assistant: {
    ...{ schemaVersion: 2, privacy: 'accepted', parked: null, misses: 0, sensitive: false, filedAt: null },
    dialogs: {
      dialogStack: [{ id: 'pqrs', state: { at: 'barrio', editing: false, misses: 0 } }],
    },
    drafts: {
      pqrs: {
        answered: ['kind', 'aboutService', 'description'],
        values: {
          ...{ kind: 'reclamo', aboutService: true },
          description: 'El agua llega amarilla desde el lunes, en la casa hay dos niños pequeños',
        },
        ...{ sources: {}, files: {} },
      },
    },
    ...{
      filedFrom: [],
      promptId: null,
      missed: null,
      place: null,
      repeated: [],
      lostFiles: [],
      lastAt: null,
    },
  },
  ...{ idle: false, expectsFreeText: true },
};
