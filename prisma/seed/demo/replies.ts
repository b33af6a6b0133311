import { addDays, localDateOf, startOfDay } from '../../../domain/calendar/local-date.ts';
import { placeKeyOf } from '../../../domain/entity/place-key.ts';
import { getColleague } from './colleagues.ts';
import type { DemoPart, DemoWorld } from './demo-part.ts';
import { type DemoReply, REPLIES } from './reply-texts.ts';

const REPLY = {
  ...{ id: 'uuid', entity_slug: 'text', name: 'text', key: 'text', topic: 'text', last_number: 'int' },
  ...{ in_use_number: 'int', waiting_number: 'int', created_at: 'timestamptz', changed_at: 'timestamptz' },
};
const VERSION = {
  ...{ id: 'uuid', reply_id: 'uuid', number: 'int', text: 'text', state: 'text', author_id: 'text' },
  ...{ proposed_at: 'timestamptz', approver_id: 'text', approved_at: 'timestamptz' },
  ...{ withdrawer_id: 'text', withdrawn_at: 'timestamptz', withdrawn_reason: 'text' },
};
const NOTICE = {
  ...{ id: 'uuid', staff_id: 'text', kind: 'text', subject: 'text', created_at: 'timestamptz' },
};

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
const DAYS_BETWEEN = 40;
/** Each is proposed some minutes after the one before, in the morning; what waits, yesterday. */
const FIRST_HOUR = 8.5;
const PAUSE_MS = 23 * 60_000;
const WITHDRAWN_REASON = 'Ya pasó la temporada seca: los turnos de agua terminaron.';
const APPROVERS = ['gestion-social', 'aprobador', 'admin'] as const;

type Row = Readonly<Record<string, unknown>>;

/** What the utility answers when the same is asked: in use, waiting for a second pair of eyes, and out of use. */
export const demoReplies: DemoPart = {
  name: 'replies',
  fill: async (world, insert) => {
    const replies = REPLIES.map((reply, index) => ({ id: world.chance.id(), reply, index }));
    const versions = replies.flatMap((one) => listVersions(world, one));
    await insert(
      'reply',
      REPLY,
      replies.map((one) => toRow(world, one)),
    );
    await insert('reply_version', VERSION, versions);
    const waiting = versions.filter(({ state }) => state === 'proposed');
    await insert(
      'notification',
      NOTICE,
      waiting.flatMap(({ id, author_id, proposed_at }) =>
        APPROVERS.map((name) => getColleague(world.colleagues, name))
          .filter((approver) => approver.id !== author_id)
          .map((approver) => ({
            ...{ id: world.chance.id(), staff_id: approver.id, kind: 'reply-proposed' },
            ...{ subject: id, created_at: proposed_at },
          })),
      ),
    );
  },
};

type Seeded = { readonly id: string; readonly reply: DemoReply; readonly index: number };

function toRow(world: DemoWorld, { id, reply: { name, topic, texts, last }, index }: Seeded): Row {
  const before = texts.length === 1 ? null : texts.length - 1;
  return {
    ...{ id, entity_slug: world.profile.slug, name, key: placeKeyOf(name), topic, last_number: texts.length },
    in_use_number: { 'in-use': texts.length, waiting: before, withdrawn: null }[last],
    waiting_number: last === 'waiting' ? texts.length : null,
    created_at: proposedAt(world, { reply: { texts, last }, index }, 1),
    changed_at: proposedAt(world, { reply: { texts, last }, index }, texts.length),
  };
}

function listVersions(world: DemoWorld, { id, reply, index }: Seeded): readonly Row[] {
  const { colleagues, chance } = world;
  return reply.texts.map((text, place) => {
    const number = place + 1;
    const isLast = number === reply.texts.length;
    const state = isLast ? STATES[reply.last] : 'approved';
    const at = proposedAt(world, { reply, index }, number);
    return {
      ...{ id: chance.id(), reply_id: id, number, text, state, proposed_at: at },
      author_id: getColleague(colleagues, isLast ? reply.author : 'atencion2').id,
      ...(state !== 'proposed' && approvalOf(world, new Date(at.getTime() + HOUR_MS * 3))),
      ...(state === 'withdrawn' && withdrawalOf(world, at)),
    };
  });
}

function approvalOf({ colleagues }: DemoWorld, at: Date): Row {
  return { approver_id: getColleague(colleagues, 'gestion-social').id, approved_at: at };
}

function withdrawalOf({ colleagues }: DemoWorld, proposed: Date): Row {
  return {
    withdrawer_id: getColleague(colleagues, 'aprobador').id,
    withdrawn_at: new Date(proposed.getTime() + DAYS_BETWEEN * DAY_MS),
    withdrawn_reason: WITHDRAWN_REASON,
  };
}

const STATES = { 'in-use': 'approved', waiting: 'proposed', withdrawn: 'withdrawn' } as const;

type Placed = { readonly reply: Pick<DemoReply, 'texts' | 'last'>; readonly index: number };

function proposedAt({ now }: DemoWorld, { reply: { texts, last }, index }: Placed, number: number): Date {
  const isWaiting = last === 'waiting' && number === texts.length;
  const daysAgo = isWaiting ? 1 : (texts.length - number + 2) * DAYS_BETWEEN + index;
  const midnight = startOfDay(addDays(localDateOf(now), -daysAgo)).getTime();
  return new Date(midnight + FIRST_HOUR * HOUR_MS + index * PAUSE_MS);
}
