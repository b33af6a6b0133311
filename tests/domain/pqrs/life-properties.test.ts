import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBusinessCalendar } from '../../../domain/calendar/business-days.ts';
import { addDays, compare, type LocalDate, startOfDay } from '../../../domain/calendar/local-date.ts';
import { DomainError } from '../../../domain/errors.ts';
import { decideLife, LIFE_ACTS, obstacleTo } from '../../../domain/pqrs/decide-life.ts';
import { ANSWER_OUTCOMES, bornLife, NOTICE_KINDS, type PqrsLife } from '../../../domain/pqrs/life.ts';
import { LifeAct, type LifeActName } from '../../../domain/pqrs/life-act.ts';
import { alertsOf } from '../../../domain/pqrs/life-alert.ts';
import { advance } from '../../../domain/pqrs/life-silence.ts';
import { retermed } from '../../../domain/pqrs/life-term.ts';
import { PqrsKind, termOf } from '../../../domain/pqrs/peticion.ts';

const FIRST = '2026-01-02' as LocalDate;
const STAFF = ['ana', 'luis', 'marta'];
const calendar = createBusinessCalendar();
const reason = 'La razón que se escribe en el acto.';

type Deed = { readonly days: number; readonly name: LifeActName; readonly by: string; readonly dice: number };

const aDeed: fc.Arbitrary<Deed> = fc.record({
  days: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 12 })),
  name: fc.constantFrom(...LIFE_ACTS),
  by: fc.constantFrom(...STAFF),
  dice: fc.nat({ max: 1_000 }),
});

const aStory = fc.record({
  kind: fc.constantFrom(...PqrsKind.options),
  aboutService: fc.boolean(),
  acceptsElectronic: fc.boolean(),
  isSubsidiary: fc.boolean(),
  arrives: fc.integer({ min: 0, max: 360 }),
  deeds: fc.array(aDeed, { minLength: 1, maxLength: 60 }),
});
type Story = typeof aStory extends fc.Arbitrary<infer T> ? T : never;

function born({ kind, aboutService, acceptsElectronic, isSubsidiary, arrives }: Story): PqrsLife {
  const { regime, businessDays } = termOf(kind, { aboutService });
  const receivedAt = new Date(startOfDay(addDays(FIRST, arrives)).getTime() + 10 * 60 * 60 * 1000);
  const appeal = kind === 'recurso' ? { isSubsidiary, sentToSuperOn: null } : null;
  const filed = { kind, aboutService, regime, receivedAt, businessDays, dueOn: null, internalDueOn: null };
  return retermed(bornLife({ ...filed, acceptsElectronic, appeal }), calendar);
}

/** Details that are sometimes possible and sometimes not. */
function actOf({ name, dice }: Deed, today: LocalDate): LifeAct {
  const pick = <T>(all: readonly T[]): T => all[dice % all.length] as T;
  const until = addDays(today, dice % 60);
  const toldOn = addDays(today, -(dice % 4));
  const details: object = {
    reason,
    outcome: pick(ANSWER_OUTCOMES),
    ground: pick(['incompleta', 'oscura']),
    cause: pick(['pruebas', 'demora-del-usuario']),
    to: 'Alcaldía',
    aboutService: dice % 2 === 0,
    kind: name === 'notify' ? pick(NOTICE_KINDS) : pick(PqrsKind.options),
    on: addDays(today, -(dice % 3)),
    ...{ until, toldOn },
  };
  const option = LifeAct.options.find(({ shape }) => shape.do.value === name);
  const known = Object.keys(option?.shape ?? {});
  const own = Object.entries(details).filter(([key]) => known.includes(key));
  return LifeAct.parse({ ...Object.fromEntries(own), do: name });
}

type Told = {
  readonly before: PqrsLife;
  readonly after: PqrsLife;
  readonly act: LifeAct;
  readonly today: LocalDate;
};

/** Everything that was really done in a story, and what it made of the PQRS. */
function tell(story: Story): readonly Told[] {
  const told: Told[] = [];
  let life = born(story);
  let today = addDays(FIRST, story.arrives);
  for (const deed of story.deeds) {
    today = addDays(today, deed.days);
    const act = actOf(deed, today);
    const moment = { today, by: deed.by, calendar };
    const obstacle = obstacleTo(act.do, life, moment);
    try {
      const after = decideLife(life, act, moment);
      expect(obstacle).toBeNull();
      told.push({ before: life, after, act, today });
      life = after;
    } catch (error) {
      expect(error).toBeInstanceOf(DomainError);
      if (obstacle !== null) {
        expect(error).toMatchObject({ code: obstacle });
      }
    }
  }
  return told;
}

/** Counts the days of a term one by one. What stops the last of them leaves it to be counted later. */
function countedByHand(
  { businessDays, extraBusinessDays, pauses }: PqrsLife,
  arrivedOn: LocalDate,
): LocalDate {
  let left = (businessDays ?? 0) + (extraBusinessDays ?? 0);
  let on = arrivedOn;
  while (left > 0) {
    on = addDays(on, 1);
    const day = on;
    const stops = pauses.some(({ from, until }) => from < day && day <= until);
    const stopsLast = left === 1 && pauses.some(({ from, until }) => from === day && until !== day);
    left -= calendar.isBusinessDay(day) && !stops && !stopsLast ? 1 : 0;
  }
  return on;
}

const check = (property: (story: Story) => void) =>
  fc.assert(fc.property(aStory, property), { numRuns: 500 });

test('whatever is tried, in whatever order, is done or refused with a reason', () => {
  let done = 0;
  check((story) => {
    done += tell(story).length;
  });
  expect(done).toBeGreaterThan(500);
});

test('time does the same in one step as in many, and nothing twice', () => {
  check((story) => {
    const life = tell(story).at(-1)?.after ?? born(story);
    const from = addDays(FIRST, story.arrives + story.deeds.reduce((sum, { days }) => sum + days, 0));
    let slowly = life;
    for (let day = 0; day <= 60; day += 1) {
      slowly = advance(slowly, { today: addDays(from, day), calendar });
    }
    const atOnce = advance(life, { today: addDays(from, 60), calendar });
    expect(slowly).toEqual(atOnce);
    expect(advance(atOnce, { today: addDays(from, 60), calendar })).toEqual(atOnce);
  });
});

test('the date of a term is what counting its days one by one gives', () => {
  check((story) => {
    const life = tell(story).at(-1)?.after ?? born(story);
    if (life.businessDays === null || life.isExOfficio) {
      expect(life.dueOn).toBeNull();
      return;
    }
    expect(life.dueOn).toBe(countedByHand(life, addDays(FIRST, story.arrives)));
  });
});

test('under Ley 142 nothing that is owed is late without silence being presumed or dismissed by somebody', () => {
  check((story) => {
    for (const { after, today } of tell(story)) {
      const owed = ['RADICADA', 'CLASIFICADA', 'ASIGNADA', 'EN_TRAMITE', 'PROYECTADA', 'APROBADA'];
      const isLate = after.dueOn !== null && compare(after.dueOn, today) < 0 && owed.includes(after.status);
      if (isLate && termOf(after.kind, after).silence === 'positive') {
        const { status, dismissed } = advance(after, { today, calendar });
        expect(status === 'SAP_PRESUNTO' || dismissed.includes('sin-respuesta')).toBe(true);
      }
    }
  });
});

test('no answer leaves that its author approved, and nothing is notified that was not sent', () => {
  check((story) => {
    for (const { after } of tell(story)) {
      if (['APROBADA', 'RESPONDIDA', 'NOTIFICADA', 'EN_RECURSO'].includes(after.status)) {
        expect(after.answer?.approvedBy).not.toBeNull();
        expect(after.answer?.approvedBy).not.toBe(after.answer?.draftedBy);
      }
      if (after.status === 'NOTIFICADA') {
        expect(after.answer?.sentOn).not.toBeNull();
        expect(after.notice.effectiveOn).not.toBeNull();
      }
    }
  });
});

test('what is over has nothing to be told of', () => {
  check((story) => {
    for (const { after, today } of tell(story)) {
      const isOver = ['CERRADA', 'DESISTIDA', 'TRASLADADA', 'RECHAZADA', 'ARCHIVADA'].includes(after.status);
      const alerts = alertsOf(after, { today: addDays(today, 40), calendar });
      expect(isOver ? alerts : []).toEqual([]);
    }
  });
});
