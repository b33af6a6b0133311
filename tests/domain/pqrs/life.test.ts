import { expect, test } from 'vitest';
import { type BusinessCalendar, createBusinessCalendar } from '../../../domain/calendar/business-days.ts';
import { type LocalDate, localDateOf } from '../../../domain/calendar/local-date.ts';
import { DomainError } from '../../../domain/errors.ts';
import { decideLife, LIFE_ACTS, obstacleTo } from '../../../domain/pqrs/decide-life.ts';
import { bornLife, type PqrsLife } from '../../../domain/pqrs/life.ts';
import { LifeAct } from '../../../domain/pqrs/life-act.ts';
import { alertsOf, type LifeAlert } from '../../../domain/pqrs/life-alert.ts';
import { advance } from '../../../domain/pqrs/life-silence.ts';
import { retermed } from '../../../domain/pqrs/life-term.ts';
import { termOf } from '../../../domain/pqrs/peticion.ts';
import { lastDayToAppeal } from '../../../domain/pqrs/rules-of-notice.ts';
import { type Arrival, type Deed, readLifeCases, type Step } from './life-cases.ts';

const CASES = readLifeCases();

test.each(CASES.map((one) => [one.name, one] as const))('%s', (_name, { localDays, steps }) => {
  const calendar = createBusinessCalendar({
    localNonBusinessDays: localDays.map((on) => ({ on, act: 'Decreto 100 de 2026' })),
  });
  let life: PqrsLife | null = null;
  for (const step of steps) {
    const { next, seen } = take(life, step, calendar);
    expect(`${step.line.split(/ (?:→|✗) /)[0]} ${seen}`).toBe(
      `${step.line.split(/ (?:→|✗) /)[0]} ${'refusal' in step.expected ? `✗ ${step.expected.refusal}` : step.expected.facts.join(' ')}`,
    );
    life = next;
  }
});

test('at least a hundred cases are written down', () => {
  expect(CASES.length).toBeGreaterThanOrEqual(100);
});

test('every act is done in some case and refused in another', () => {
  const acts = CASES.flatMap(({ steps }) => steps).flatMap(({ deeds, expected }) =>
    deeds.flatMap((deed) =>
      deed.kind === 'act' ? [{ name: deed.act.do, refused: 'refusal' in expected }] : [],
    ),
  );
  const named = (refused: boolean) =>
    new Set(acts.filter((act) => act.refused === refused).map(({ name }) => name));

  expect([...named(false)].toSorted()).toEqual([...LIFE_ACTS].toSorted());
  expect([...named(true)].toSorted()).toEqual([...LIFE_ACTS].toSorted());
});

function take(life: PqrsLife | null, step: Step, calendar: BusinessCalendar) {
  const today = localDateOf(step.at);
  let next = life;
  try {
    for (const deed of step.deeds) {
      next = apply(next, deed, { at: step.at, calendar });
    }
  } catch (error) {
    if (!(error instanceof DomainError)) {
      throw error;
    }
    return { next: life, seen: `✗ ${error.code}` };
  }
  const facts = 'facts' in step.expected ? step.expected.facts : [];
  const advanced = next && advance(next, { today, calendar });
  return { next, seen: advanced ? factsOf(advanced, facts, { today, calendar }).join(' ') : '' };
}

function apply(
  life: PqrsLife | null,
  deed: Deed,
  { at, calendar }: { readonly at: Date; readonly calendar: BusinessCalendar },
): PqrsLife {
  if (deed.kind === 'arrival') {
    return bornFrom(deed.arrival, at, calendar);
  }
  if (life === null) {
    throw new Error('Nothing has arrived.');
  }
  const today = localDateOf(at);
  if (deed.kind === 'day') {
    return advance(life, { today, calendar });
  }
  const moment = { today, by: deed.by, calendar };
  const obstacle = obstacleTo(deed.act.do, life, moment);
  const decided = decideLife(life, LifeAct.parse(deed.act), moment);
  expect(obstacle).toBeNull();
  return decided;
}

function bornFrom(arrival: Arrival, receivedAt: Date, calendar: BusinessCalendar): PqrsLife {
  const { kind, aboutService, acceptsElectronic, isSubsidiary } = arrival;
  const { regime, businessDays } = termOf(kind, { aboutService });
  const appeal = kind === 'recurso' ? { isSubsidiary, sentToSuperOn: null } : null;
  const filed = { kind, aboutService, regime, receivedAt, businessDays, dueOn: null, internalDueOn: null };
  return retermed(bornLife({ ...filed, acceptsElectronic, appeal }), calendar);
}

const ALERT_WORDS: Readonly<Record<LifeAlert, string>> = {
  'term-half': 'mitad',
  'term-five': 'cinco',
  'term-three': 'tres',
  'term-internal': 'interno',
  'term-today': 'hoy',
  'term-over': 'vencida',
  'silence-to-recognise': 'reconocer',
  'documents-to-hand-over': 'entregar',
  'citation-to-send': 'citar',
  'aviso-to-deliver': 'aviso',
  'completion-over': 'completar',
  'suspension-ends': 'pruebas',
};

function alertWords(
  life: PqrsLife,
  moment: { readonly today: LocalDate; readonly calendar: BusinessCalendar },
) {
  return (
    alertsOf(life, moment)
      .map(({ alert }) => ALERT_WORDS[alert])
      .join(',') || 'ninguno'
  );
}

/** The facts that a line asks for, as they are. */
function factsOf(
  life: PqrsLife,
  asked: readonly string[],
  { today, calendar }: { readonly today: LocalDate; readonly calendar: BusinessCalendar },
): readonly string[] {
  const { silence, notice } = life;
  const known: Readonly<Record<string, string | null>> = {
    vence: life.dueOn,
    interno: life.internalDueOn,
    causa: silence?.cause ?? null,
    desde: silence?.since ?? null,
    reconocer: silence?.recogniseBy ? localDateOf(silence.recogniseBy) : null,
    entregar: silence?.handOverBy ?? null,
    hasta: life.requirement?.answerBy ?? null,
    efectiva: notice.effectiveOn,
    'recurso-hasta': lastDayToAppeal(life, calendar),
    avisos: alertWords(life, { today, calendar }),
  };
  const isSaid = (word: string) => (word === 'sin-término' ? life.dueOn === null : silence === null);
  return [
    life.status,
    ...asked.slice(1).map((word, index) => {
      if (word.startsWith('sin-') && !(asked[index] ?? '').startsWith('causa')) {
        return isSaid(word) ? word : 'no es así';
      }
      return word in known ? word : `${known[asked[index] ?? '']}`;
    }),
  ];
}
