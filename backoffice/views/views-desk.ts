import type { Clock } from '../../domain/calendar/clock.ts';
import { DomainError } from '../../domain/errors.ts';
import type { AuditAction } from '../../domain/people/audit-action.ts';
import { hasPermission, type Permission } from '../../domain/people/permissions.ts';
import type {
  SavedView,
  SavedViewRepository,
  ViewEffects,
  ViewList,
  ViewToSave,
} from '../../domain/views/saved-view.ts';
import { PeopleFilter } from '../contracts/people.ts';
import { PqrsFilter } from '../contracts/pqrs.ts';
import type { ViewBody, ViewItem } from '../contracts/views.ts';
import { Refusal } from '../refusal.ts';
import type { StaffSession } from '../staff/staff-sessions.ts';

type Colleague = StaffSession['staff'];

export type ViewsOptions = {
  readonly views: SavedViewRepository;
  readonly clock: Clock;
  readonly newId: () => string;
};

const ACCESS: Readonly<Record<ViewList, Permission>> = { pqrs: 'pqrs:read', people: 'people:read' };
const FILTERS = { pqrs: PqrsFilter, people: PeopleFilter } as const;

/** The views of the lists that a colleague may read: their own, and what others share. */
export async function listViews(staff: Colleague, { views }: ViewsOptions): Promise<readonly ViewItem[]> {
  const found = await views.list(staff.id);
  return found
    .filter(({ list }) => hasPermission(staff.role, ACCESS[list]))
    .flatMap((view) => toItem(view, staff));
}

/** Saves a new view. Throws Refusal `view-name-taken` or `too-many-views`. */
export async function saveView(body: ViewBody, staff: Colleague, options: ViewsOptions): Promise<ViewItem> {
  assertMaySave(body, staff);
  const view = toSave(body, { id: options.newId(), ownerId: staff.id, at: options.clock.now() });
  const outcome = await options.views.insert(
    view,
    effectsOf({ before: null, after: view, staff, at: view.at }),
  );
  if (outcome !== 'saved') {
    throw new Refusal(outcome === 'name-taken' ? 'view-name-taken' : 'too-many-views');
  }
  return viewItemOf({ ...view, ownerName: staff.name }, staff);
}

/** Changes a view of one's own. Throws Refusal `view-not-found`, also for one that is not theirs to see. */
export async function changeView(
  { id, body }: { readonly id: string; readonly body: ViewBody },
  staff: Colleague,
  options: ViewsOptions,
): Promise<ViewItem> {
  const before = await findOwn(id, staff, options);
  assertMaySave(body, staff);
  if (body.list !== before.list) {
    throw new Refusal('invalid-request');
  }
  const view = toSave(body, { id, ownerId: before.ownerId, at: options.clock.now() });
  const outcome = await options.views.update(view, effectsOf({ before, after: view, staff, at: view.at }));
  if (outcome !== 'saved') {
    throw new Refusal(outcome === 'name-taken' ? 'view-name-taken' : 'view-not-found');
  }
  return viewItemOf({ ...view, ownerName: before.ownerName }, staff);
}

/** Removes a view of one's own. Throws Refusal `view-not-found`, also for one that is not theirs to see. */
export async function removeView(id: string, staff: Colleague, options: ViewsOptions): Promise<void> {
  const before = await findOwn(id, staff, options);
  await options.views.remove(id, effectsOf({ before, after: null, staff, at: options.clock.now() }));
}

function assertMaySave({ list, shared }: ViewBody, { role }: Colleague): void {
  if (!hasPermission(role, ACCESS[list]) || (shared && !hasPermission(role, 'views:share'))) {
    throw new DomainError('forbidden');
  }
}

/** Somebody else's private view is not there; a shared one may be seen, and changed by who may share. */
async function findOwn(id: string, staff: Colleague, { views }: ViewsOptions): Promise<SavedView> {
  const view = await views.find(id);
  if (view === null || (view.ownerId !== staff.id && !view.shared)) {
    throw new Refusal('view-not-found');
  }
  if (view.shared && !hasPermission(staff.role, 'views:share')) {
    throw new DomainError('forbidden');
  }
  return view;
}

function toSave(
  { list, name, filter, shared }: ViewBody,
  facts: Pick<ViewToSave, 'id' | 'ownerId' | 'at'>,
): ViewToSave {
  return { ...facts, list, name, filter: { ...filter }, shared };
}

type Change = {
  readonly before: Pick<SavedView, 'id' | 'list' | 'shared'> | null;
  readonly after: Pick<SavedView, 'id' | 'list' | 'shared'> | null;
  readonly staff: Colleague;
  readonly at: Date;
};

/** What concerns one colleague alone leaves no trace; what others work with does. */
function effectsOf(change: Change): ViewEffects {
  const { before, after, staff, at } = change;
  const view = after ?? before;
  const isNew = after?.shared === true && before?.shared !== true;
  if (view === null || !(before?.shared || after?.shared)) {
    return { audit: null, notice: null };
  }
  return {
    audit: {
      at,
      actor: { kind: 'staff', id: staff.id },
      action: actionOf(change),
      subject: `view/${view.id}`,
      ...(before && { before: { list: before.list, shared: before.shared } }),
      ...(after && { after: { list: after.list, shared: after.shared } }),
    },
    notice: isNew
      ? { kind: 'view-shared', subject: view.id, at, to: ACCESS[view.list], exceptStaffId: staff.id }
      : null,
  };
}

function actionOf({ before, after }: Change): AuditAction {
  if (after === null) {
    return 'view.removed';
  }
  return before?.shared === true ? 'view.changed' : 'view.shared';
}

function viewItemOf(view: SavedView, staff: Colleague): ViewItem {
  const [item] = toItem(view, staff);
  if (item === undefined) {
    throw new Error('a view that was just saved can be read');
  }
  return item;
}

/** A filter that an older version wrote and this one does not understand is left out. */
function toItem(
  { id, ownerId, ownerName, list, name, filter, shared }: SavedView,
  staff: Colleague,
): readonly ViewItem[] {
  const parsed = FILTERS[list].safeParse(filter);
  return parsed.success
    ? [
        {
          id,
          list,
          name,
          filter: withoutGaps(parsed.data),
          shared,
          own: ownerId === staff.id,
          owner: ownerName,
        },
      ]
    : [];
}

function withoutGaps(filter: object): ViewItem['filter'] {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
}
