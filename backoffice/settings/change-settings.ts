import { listChanges } from '../../domain/entity/changes.ts';
import type { EntityMap } from '../../domain/entity/map.ts';
import { OWN_TEXT_KEYS, OWN_TEXTS } from '../../domain/entity/own-texts.ts';
import type { EntityProfile } from '../../domain/entity/profile.ts';
import { type EntitySettings, toSettings, withSettings } from '../../domain/entity/settings.ts';
import type { EntityChange, Logo, StoredEntity } from '../../domain/entity/settings-repository.ts';
import type { AuditAction } from '../../domain/people/audit-action.ts';
import { esCo } from '../../locales/es-co/catalogue.ts';
import type { SettingsView } from '../contracts/settings.ts';
import { Refusal } from '../refusal.ts';
import type { SettingsControl } from './settings-control.ts';

/** What a change comes to: stored, or what others did meanwhile. */
export type ChangeOutcome =
  | { readonly kind: 'saved'; readonly view: SettingsView }
  | { readonly kind: 'conflict'; readonly view: SettingsView; readonly changes: readonly EntityChange[] };

/** The settings as the screen edits them. */
export async function readSettings({ settings }: Pick<SettingsControl, 'settings'>): Promise<SettingsView> {
  return toView(await settings.get());
}

type Change = { readonly version: number; readonly staffId: string };

/** Stores settings that were checked, with who changed what. Without a difference nothing is written. */
export function changeSettings(
  { settings: wanted, ...change }: Change & { readonly settings: EntitySettings },
  control: SettingsControl,
): Promise<ChangeOutcome> {
  return save(change, control, {
    action: 'entity.changed',
    apply: (profile) => withSettings(profile, wanted),
  });
}

/**
 * Stores another logo, drawn anew, or takes it away.
 *
 * Throws the Refusal `logo-not-possible` when the picture is none that can be drawn.
 */
export async function changeLogo(
  { image, ...change }: Change & { readonly image: string | null },
  control: SettingsControl,
): Promise<ChangeOutcome> {
  const logo = image === null ? null : await control.redrawLogo(Buffer.from(image, 'base64'));
  if (image !== null && logo === null) {
    throw new Refusal('logo-not-possible');
  }
  return save(change, control, {
    action: logo === null ? 'entity.logo-removed' : 'entity.logo-changed',
    apply: (profile) => ({
      ...profile,
      logo: logo && { hash: logo.hash, width: logo.width, height: logo.height },
    }),
    logo,
  });
}

/** Gives a utility that has no map this one. Where somebody gave it one meanwhile, nothing is written. */
export async function giveMap(map: EntityMap, staffId: string, control: SettingsControl): Promise<void> {
  const { profile, version } = await control.settings.get();
  if (profile.map) {
    return;
  }
  const { kind } = await save({ version, staffId }, control, {
    action: 'entity.changed',
    apply: (former) => ({ ...former, map }),
  });
  if (kind === 'conflict') {
    await giveMap(map, staffId, control);
  }
}

type Step = {
  readonly action: AuditAction;
  readonly apply: (profile: EntityProfile) => EntityProfile;
  readonly logo?: Logo | null;
};

async function save(
  { version, staffId }: Change,
  control: SettingsControl,
  { action, apply, logo }: Step,
): Promise<ChangeOutcome> {
  const { settings, entity, clock } = control;
  const stored = await settings.get();
  const profile = apply(stored.profile);
  const { before, after } = listChanges(stored.profile, profile);
  if (stored.version === version && Object.keys({ ...before, ...after }).length === 0) {
    return { kind: 'saved', view: toView(stored) };
  }
  const outcome = await settings.save({
    profile,
    version,
    ...(logo !== undefined && { logo }),
    audit: {
      at: clock.now(),
      actor: { kind: 'staff', id: staffId },
      action,
      subject: `entity/${profile.slug}`,
      before: { ...before, version },
      after: { ...after, version: version + 1 },
    },
  });
  if (outcome === 'stale') {
    const [current, changes] = await Promise.all([settings.get(), settings.listChangesSince(version)]);
    return { kind: 'conflict', view: toView(current), changes };
  }
  await entity.reload();
  return { kind: 'saved', view: toView(await settings.get()) };
}

function toView({ profile, version }: StoredEntity): SettingsView {
  const { slug, radicadoPrefix, logo } = profile;
  return {
    version,
    slug,
    radicadoPrefix,
    logo: logo && { url: logoUrlOf(logo.hash), width: logo.width, height: logo.height },
    settings: toSettings(profile),
    ownTexts: OWN_TEXT_KEYS.map((key) => ({ key, text: esCo[key], values: [...OWN_TEXTS[key]] })),
  };
}

/** Where the logo is served; another logo has another address. */
export function logoUrlOf(hash: string): string {
  return `/api/v1/entity/logo/${hash}`;
}
