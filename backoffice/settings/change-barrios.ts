import { type BarrioDetails, mergeAliases, type StoredBarrio } from '../../domain/entity/barrio.ts';
import { listChanges } from '../../domain/entity/changes.ts';
import type { AuditEntry } from '../../domain/people/audit.ts';
import type { AuditAction } from '../../domain/people/audit-action.ts';
import type { MergeBody } from '../contracts/barrios.ts';
import { Refusal } from '../refusal.ts';
import type { SettingsControl } from './settings-control.ts';

/** What a change of a place comes to: stored, or how the place is since somebody else changed it. */
export type BarrioOutcome = { readonly kind: 'saved' | 'conflict'; readonly barrio: StoredBarrio };

/** Adds a place. Homonyms are allowed; the id is new and stays. */
export async function addBarrio(
  details: BarrioDetails,
  staffId: string,
  control: SettingsControl,
): Promise<StoredBarrio> {
  const id = `${control.entity.profile().slug}-${control.newId()}`;
  await control.barrios.insert(
    { id, ...details },
    toEntry({ action: 'barrio.added', id, staffId, after: { ...details } }, control),
  );
  await control.entity.reload();
  return getBarrio(id, control);
}

type Change = { readonly id: string; readonly version: number; readonly staffId: string };

/** Renames, moves, names otherwise, or takes out of use and back. */
export async function changeBarrio(
  { id, version, staffId, details }: Change & { readonly details: BarrioDetails },
  control: SettingsControl,
): Promise<BarrioOutcome> {
  const before = toDetails(await getBarrio(id, control));
  const action = actionOf(before, details);
  const audit = toEntry({ action, id, staffId, before: { ...before }, after: { ...details } }, control);
  return settle(id, await control.barrios.update([{ id, version, details }], audit), control);
}

/** Makes a place another name of a second one: what was filed keeps its id, and new words find the one that stays. */
export async function mergeBarrios(
  { id, version, staffId, into, intoVersion }: Change & MergeBody,
  control: SettingsControl,
): Promise<BarrioOutcome> {
  if (id === into) {
    throw new Refusal('request-not-possible');
  }
  const [gone, kept] = await Promise.all([getBarrio(id, control), getBarrio(into, control)]);
  const details = mergeAliases(toDetails(kept), toDetails(gone));
  const changes = [
    { id, version, details: { ...toDetails(gone), active: false }, mergedInto: into },
    { id: into, version: intoVersion, details },
  ];
  const audit = toEntry(
    {
      ...{ action: 'barrio.merged', id, staffId },
      before: { active: gone.active, aliases: kept.aliases },
      after: { active: false, mergedInto: into, aliases: details.aliases },
    },
    control,
  );
  return settle(into, await control.barrios.update(changes, audit), control);
}

/** One place. Throws the Refusal `barrio-not-found`. */
async function getBarrio(id: string, { barrios }: Pick<SettingsControl, 'barrios'>): Promise<StoredBarrio> {
  const found = (await barrios.list()).find((barrio) => barrio.id === id);
  if (!found) {
    throw new Refusal('barrio-not-found');
  }
  return found;
}

async function settle(
  id: string,
  outcome: 'saved' | 'stale',
  control: SettingsControl,
): Promise<BarrioOutcome> {
  if (outcome === 'saved') {
    await control.entity.reload();
  }
  return { kind: outcome === 'saved' ? 'saved' : 'conflict', barrio: await getBarrio(id, control) };
}

function actionOf(before: BarrioDetails, after: BarrioDetails): AuditAction {
  if (before.active !== after.active) {
    return after.active ? 'barrio.activated' : 'barrio.deactivated';
  }
  return before.name === after.name ? 'barrio.changed' : 'barrio.renamed';
}

function toDetails({ name, kind, comuna, comunaName, aliases, active }: StoredBarrio): BarrioDetails {
  return { name, kind, comuna, comunaName, aliases, active };
}

type Told = {
  readonly action: AuditAction;
  readonly id: string;
  readonly staffId: string;
  readonly before?: object;
  readonly after: object;
};

function toEntry(
  { action, id, staffId, before = {}, after }: Told,
  { clock }: Pick<SettingsControl, 'clock'>,
): AuditEntry {
  return {
    at: clock.now(),
    actor: { kind: 'staff', id: staffId },
    action,
    subject: `barrio/${id}`,
    ...listChanges(before, after),
  };
}
