import { describe, expect, test } from 'vitest';
import { createBusinessCalendar } from '../../../domain/calendar/business-days.ts';
import { LocalDate } from '../../../domain/calendar/local-date.ts';
import { type Filing, openPqrs, PqrsDraft, PqrsId } from '../../../domain/pqrs/pqrs.ts';
import { Radicado } from '../../../domain/pqrs/radicado.ts';

const DRAFT = {
  kind: 'reclamo',
  aboutService: true,
  description: 'La factura llegó por el doble de lo normal',
} as const;

function aFiling(changes: Partial<Filing> = {}): Filing {
  return {
    id: PqrsId.parse('0199a000-0000-7000-8000-000000000001'),
    radicado: Radicado.parse('ESSMAR-2026-000123'),
    receivedAt: new Date('2026-06-26T15:00:00Z'),
    channel: 'web',
    petitioner: { contactId: '0199a000-0000-7000-8000-00000000000a', name: 'Ana' },
    conversationId: null,
    annexes: [],
    verification: { hash: 'hash' },
    calendar: createBusinessCalendar(),
    ...changes,
  };
}

describe('filing', () => {
  test('keeps what was confirmed, word for word, with its radicado, regime and deadlines', () => {
    const { calendar, ...filing } = aFiling();

    expect(openPqrs(PqrsDraft.parse(DRAFT), { calendar, ...filing })).toEqual({
      ...DRAFT,
      ...filing,
      accountNumber: null,
      barrioId: null,
      barrioText: null,
      location: null,
      regime: 'ley142',
      status: 'RADICADA',
      dueOn: '2026-07-22',
      internalDueOn: '2026-07-21',
      ruleVersion: expect.stringMatching(/./),
    });
  });

  test.each([
    ['reclamo', true, 'ley142', '2026-07-22'],
    ['peticion-informacion', true, 'ley1755', '2026-07-14'],
    ['consulta', false, 'ley1755', '2026-08-13'],
    ['habeas-data-consulta', false, 'ley1581', '2026-07-14'],
    ['felicitacion', true, 'sin-termino', null],
  ] as const)('a %s (about the service: %s) received on Fri 2026-06-26 is %s, due %s', (...row) => {
    const [kind, aboutService, regime, dueOn] = row;
    const pqrs = openPqrs(PqrsDraft.parse({ ...DRAFT, kind, aboutService }), aFiling());

    expect(pqrs).toMatchObject({ regime, dueOn });
    expect(pqrs.internalDueOn === null).toBe(dueOn === null);
  });

  test('counts a local day without work', () => {
    const calendar = createBusinessCalendar({
      localNonBusinessDays: [{ on: LocalDate.parse('2026-07-22'), act: 'Decreto 123 de 2026' }],
    });

    expect(openPqrs(PqrsDraft.parse(DRAFT), aFiling({ calendar })).dueOn).toBe('2026-07-23');
  });

  test('an anonymous one keeps no contact', () => {
    const petitioner = { contactId: null, name: null };

    expect(openPqrs(PqrsDraft.parse(DRAFT), aFiling({ petitioner })).petitioner).toEqual(petitioner);
  });
});

describe('what a person confirms', () => {
  test('the account is optional, and trimmed', () => {
    expect(PqrsDraft.parse({ ...DRAFT, accountNumber: ' 0012-345 ' }).accountNumber).toBe('0012-345');
    expect(PqrsDraft.parse(DRAFT).accountNumber).toBeNull();
  });

  test.each([
    ['a description of 10', { description: 'x'.repeat(10) }],
    ['a description of 4000', { description: 'x'.repeat(4000) }],
    ['an account of 4', { accountNumber: '1234' }],
    ['an account of 20', { accountNumber: 'A'.repeat(20) }],
    ['a barrio from the gazetteer', { barrioId: 'pescaito' }],
    ['a place on the map', { location: { latitude: 11.2408, longitude: -74.199 } }],
    ['a barrio in the person’s words', { barrioText: 'por la cancha de Pescaíto' }],
  ])('%s is accepted', (_, changes) => {
    expect(PqrsDraft.safeParse({ ...DRAFT, ...changes }).success).toBe(true);
  });

  test.each([
    ['a description of 9', { description: 'x'.repeat(9) }],
    ['a description of spaces', { description: ' '.repeat(50) }],
    ['a description of 4001', { description: 'x'.repeat(4001) }],
    ['an account of 3', { accountNumber: '123' }],
    ['an account of 21', { accountNumber: '1'.repeat(21) }],
    ['an account with a space', { accountNumber: '1234 5678' }],
    ['an account of dashes', { accountNumber: '-----' }],
    ['an account with markup', { accountNumber: '<b>1234' }],
    ['an unknown kind', { kind: 'ticket' }],
    ['no choice about the service', { aboutService: undefined }],
  ])('%s is refused', (_, changes) => {
    expect(PqrsDraft.safeParse({ ...DRAFT, ...changes }).success).toBe(false);
  });
});
