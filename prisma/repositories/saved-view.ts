import { z } from 'zod';
import {
  MAX_VIEWS,
  type SavedView,
  type SavedViewRepository,
  type ViewEffects,
  type ViewToSave,
} from '../../domain/views/saved-view.ts';
import type { Prisma, PrismaClient } from '../generated/client.ts';
import { toAuditRow } from './audit.ts';
import { notify } from './notification.ts';

const VIEW = {
  id: true,
  ownerId: true,
  list: true,
  name: true,
  filter: true,
  shared: true,
  owner: { select: { name: true } },
} as const satisfies Prisma.SavedViewSelect;

const ViewListName = z.enum(['pqrs', 'people']);
const Filter = z.record(z.string(), z.unknown());

/** Saved views in PostgreSQL. */
export function createSavedViewRepository(db: PrismaClient): SavedViewRepository {
  return {
    async list(staffId) {
      const rows = await db.savedView.findMany({
        where: { OR: [{ ownerId: staffId }, { shared: true }] },
        select: VIEW,
        orderBy: [{ list: 'asc' }, { name: 'asc' }, { id: 'asc' }],
      });
      return rows.map(toView);
    },

    async find(id) {
      const row = await db.savedView.findUnique({ where: { id }, select: VIEW });
      return row && toView(row);
    },

    insert: (view, effects) => db.$transaction((tx) => insert(tx, view, effects)),

    update: (view, effects) =>
      db.$transaction(async (tx) => {
        if (await isTaken(tx, view)) {
          return 'name-taken';
        }
        const { count } = await tx.savedView.updateMany({ where: { id: view.id }, data: changesOf(view) });
        if (count === 0) {
          return 'gone';
        }
        await addEffects(tx, effects);
        return 'saved';
      }),

    remove: (id, effects) =>
      db.$transaction(async (tx) => {
        const { count } = await tx.savedView.deleteMany({ where: { id } });
        if (count > 0) {
          await addEffects(tx, effects);
        }
      }),
  };
}

async function insert(
  tx: Prisma.TransactionClient,
  view: ViewToSave,
  effects: ViewEffects,
): ReturnType<SavedViewRepository['insert']> {
  const { id, ownerId, list, at } = view;
  // Two savings of one colleague at the same time are counted one after the other.
  await tx.$queryRaw`SELECT id FROM staff_user WHERE id = ${ownerId} FOR NO KEY UPDATE`;
  if ((await tx.savedView.count({ where: { ownerId } })) >= MAX_VIEWS) {
    return 'too-many';
  }
  if (await isTaken(tx, view)) {
    return 'name-taken';
  }
  await tx.savedView.create({
    data: { id, ownerId, list, createdAt: at, ...changesOf(view) },
    select: { id: true },
  });
  await addEffects(tx, effects);
  return 'saved';
}

/** Under the lock of the owner, so that nobody takes the name in between. */
async function isTaken(
  tx: Prisma.TransactionClient,
  { id, ownerId, list, name }: ViewToSave,
): Promise<boolean> {
  await tx.$queryRaw`SELECT id FROM staff_user WHERE id = ${ownerId} FOR NO KEY UPDATE`;
  const other = await tx.savedView.findFirst({
    where: { ownerId, list, name, id: { not: id } },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return other !== null;
}

function changesOf({ name, filter, shared, at }: ViewToSave) {
  return { name, filter: filter as Prisma.InputJsonObject, shared, updatedAt: at };
}

async function addEffects(tx: Prisma.TransactionClient, { audit, notice }: ViewEffects): Promise<void> {
  if (audit !== null) {
    await tx.audit.create({ data: toAuditRow(audit), select: { id: true } });
  }
  if (notice !== null) {
    await notify(tx, notice);
  }
}

function toView({
  owner,
  list,
  filter,
  ...row
}: Prisma.SavedViewGetPayload<{ select: typeof VIEW }>): SavedView {
  return { ...row, list: ViewListName.parse(list), filter: Filter.parse(filter), ownerName: owner.name };
}
