import { z } from 'zod';
import { EntitySettings } from '../../domain/entity/settings.ts';

export { EntitySettings };

/** The settings as they were read, with the version that a change names. */
export const SettingsView = z.object({
  version: z.int(),
  slug: z.string(),
  radicadoPrefix: z.string(),
  logo: z.object({ url: z.string(), width: z.int(), height: z.int() }).nullable(),
  settings: z.unknown(),
  /** What the sentences that may be replaced say without that, and the values that they hold. */
  ownTexts: z.array(z.object({ key: z.string(), text: z.string(), values: z.array(z.string()) })),
});
export type SettingsView = Omit<z.infer<typeof SettingsView>, 'settings'> & {
  readonly settings: EntitySettings;
};

/** `settings` is checked by `EntitySettings`, so that each mistake can be told by field. */
export const SettingsBody = z.strictObject({ version: z.int().min(1), settings: z.unknown() });
export type SettingsBody = { readonly version: number; readonly settings: EntitySettings };

export const SettingsPreviewBody = z.strictObject({ settings: z.unknown() });

/** Mistakes by field: the path with points, and a code for the words. */
export const SettingsIssues = z.object({
  code: z.literal('settings-invalid'),
  message: z.string(),
  issues: z.array(z.object({ path: z.string(), code: z.string() })),
});
export type SettingsIssues = z.infer<typeof SettingsIssues>;

/** Somebody was faster: what they changed, who they are, and what stands there by now. */
export const VersionConflict = z.object({
  code: z.literal('version-conflict'),
  message: z.string(),
  changes: z.array(z.object({ at: z.iso.datetime(), by: z.string().nullable(), keys: z.array(z.string()) })),
  current: z.unknown(),
});
export type VersionConflict = Omit<z.infer<typeof VersionConflict>, 'current'> & {
  readonly current: SettingsView;
};

/** What a citizen would read. */
export const CitizenPreview = z.object({
  greeting: z.string(),
  emergencyLines: z.array(z.string()),
  offices: z.array(z.string()),
  paymentPoints: z.array(z.string()),
  invoice: z.string(),
  interventions: z.string(),
  help: z.array(z.string()),
});
export type CitizenPreview = z.infer<typeof CitizenPreview>;

const MAX_LOGO_CHARACTERS = 1_400_000;

/** A picture in base64, at most one megabyte of it, or null to have none. */
export const LogoBody = z.strictObject({
  version: z.int().min(1),
  image: z.base64().max(MAX_LOGO_CHARACTERS).nullable(),
});
export type LogoBody = z.infer<typeof LogoBody>;

export const LogoParams = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/) });
