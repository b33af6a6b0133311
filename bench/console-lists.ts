import { clockAt } from '../domain/calendar/clock.ts';
import { findPhoneIn } from '../domain/people/phone-search.ts';
import { listRadicadosIn } from '../domain/pqrs/radicado-search.ts';
import type { PqrsStaffReader, StaffListCursor, StaffListQuery } from '../domain/pqrs/staff-reader.ts';
import { UNANSWERED_STATUSES } from '../domain/pqrs/vencimiento.ts';
import { createInboxReader } from '../prisma/repositories/inbox-reader.ts';
import { createPersonReader } from '../prisma/repositories/person-reader.ts';
import { createPqrsStaffReader } from '../prisma/repositories/pqrs-staff-reader.ts';
import { createSearchReader } from '../prisma/repositories/search-reader.ts';
import { createContentCodec } from '../prisma/sealed-content.ts';
import { measureFirstRows } from './console-first-rows.ts';
import { fillTown, MESSAGES, PQRS } from './console-town.ts';
import { type Engine, startEngine } from './engine.ts';
import type { Figure } from './figure.ts';
import { median, percentile } from './statistics.ts';

const TIMES = 200;
const WARM_TIMES = 20;
const PAGE_ROWS = 50;
const FAR_PAGE = 400;
const AIMED_MS = 100;
const AIMED_RATIO = 1.3;
const YEAR = clockAt('2026-11-20T15:00:00Z').now().getUTCFullYear();

const EVERYTHING: Omit<StaffListQuery, 'cursor'> = {
  statuses: null,
  dueFrom: null,
  dueUntil: null,
  kind: null,
  regime: null,
  channel: null,
  barrioId: null,
  receivedFrom: null,
  receivedBefore: null,
  isReviewed: null,
  withoutHealth: false,
  sort: 'vencimiento',
  limit: PAGE_ROWS,
};

/** What colleagues wait for in the lists and in the search, with years of work in the database. */
export async function measureConsoleLists(): Promise<readonly Figure[]> {
  const engine = await startEngine();
  try {
    await fillTown(engine.storage.database.prisma);
    return [
      ...(await measureLists(engine)),
      ...(await measureSearch(engine)),
      ...(await measureFirstRows(engine)),
    ];
  } finally {
    await engine.stop();
  }
}

async function measureLists({ storage }: Engine): Promise<readonly Figure[]> {
  const { prisma } = storage.database;
  const pqrs = createPqrsStaffReader(prisma);
  const people = createPersonReader(prisma);
  const cursor = await findFarPlace(pqrs);
  const page = (at: StaffListCursor | null) => () => pqrs.list({ ...EVERYTHING, cursor: at });
  const first = await time(page(null));
  const far = await time(page(cursor));
  const open = await time(() => pqrs.list({ ...EVERYTHING, statuses: UNANSWERED_STATUSES, cursor: null }));
  const newest = await time(() => pqrs.list({ ...EVERYTHING, sort: 'recibida', cursor: null }));
  const persons = await time(() =>
    people.list({ scope: 'con-pqrs', cursor: null, limit: PAGE_ROWS, withHealth: false }),
  );
  const inbox = createInboxReader({
    database: storage.database,
    codec: createContentCodec(storage.keys.sealer),
  });
  const talks = await time(() =>
    inbox.list({
      view: 'todas',
      staffId: '',
      channel: null,
      topic: null,
      withHealth: false,
      cursor: null,
      limit: PAGE_ROWS,
    }),
  );
  const of = `${PQRS.toLocaleString('en')} PQRS and ${MESSAGES.toLocaleString('en')} messages`;
  return [
    waiting(`list, page 1 of ${of}, p95`, first),
    waiting(`list, page ${FAR_PAGE} of the keyset, p95`, far),
    {
      name: `page ${FAR_PAGE} ÷ page 1, medians`,
      measured: median(far) / median(first),
      unit: '',
      against: { kind: 'at most', value: AIMED_RATIO },
    },
    waiting('list of what is still open, p95', open),
    waiting('list by arrival, p95', newest),
    waiting('list of people, p95', persons),
    waiting('list of conversations, p95', talks),
  ];
}

async function measureSearch({ storage }: Engine): Promise<readonly Figure[]> {
  const search = createSearchReader(storage.database.prisma);
  const limits = { withHealth: false, limit: 8 };
  const radicados = listRadicadosIn('54321', { prefix: 'ESSMAR', year: YEAR });
  const phone = findPhoneIn('300 001 2345') ?? '';
  const byRadicado = await time(() => search.findPqrsByRadicado(radicados, limits));
  const byPhone = await time(() => search.findPeopleByPhone(phone, limits));
  const byName = await time(() =>
    Promise.all([search.findPqrsByName('rosa per', limits), search.findPeopleByName('rosa per', limits)]),
  );
  const byRareName = await time(() =>
    Promise.all([search.findPqrsByName('zoila 777', limits), search.findPeopleByName('zoila 777', limits)]),
  );
  return [
    waiting('search by radicado, p95', byRadicado),
    waiting('search by phone, p95', byPhone),
    waiting('search by a name that many have, p95', byName),
    waiting('search by a name that few have, p95', byRareName),
  ];
}

/** Turned page by page, as a person would: a place that a page really ended with. */
async function findFarPlace(pqrs: PqrsStaffReader): Promise<StaffListCursor | null> {
  let cursor: StaffListCursor | null = null;
  for (let page = 1; page < FAR_PAGE; page += 1) {
    const { nextCursor }: { nextCursor: StaffListCursor | null } = await pqrs.list({ ...EVERYTHING, cursor });
    cursor = nextCursor;
  }
  return cursor;
}

async function time(work: () => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < WARM_TIMES + TIMES; turn += 1) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return times.slice(WARM_TIMES);
}

function waiting(name: string, times: readonly number[]): Figure {
  return {
    name,
    measured: percentile(times, 0.95),
    unit: 'ms',
    against: { kind: 'at most', value: AIMED_MS },
  };
}
