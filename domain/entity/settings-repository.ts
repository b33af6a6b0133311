import type { AuditEntry } from '../people/audit.ts';
import type { EntityProfile } from './profile.ts';

/** The utility as it is stored. The version grows with every change. */
export type StoredEntity = { readonly profile: EntityProfile; readonly version: number };

/** One change that somebody made after a version was read. */
export type EntityChange = {
  readonly at: Date;
  /** The colleague, when still known. */
  readonly by: string | null;
  /** What it touched, leaf by leaf. */
  readonly keys: readonly string[];
};

/** A logo as it is served. */
export type Logo = {
  readonly png: Uint8Array;
  readonly hash: string;
  readonly width: number;
  readonly height: number;
};

export type SettingsRepository = {
  readonly get: () => Promise<StoredEntity>;
  /** Stores the profile and its line of audit together; `stale` when somebody was faster, and then nothing is stored. */
  readonly save: (change: {
    readonly profile: EntityProfile;
    /** The version that was edited. */
    readonly version: number;
    /** The logo that the profile names, when it is another one. */
    readonly logo?: Logo | null;
    readonly audit: AuditEntry;
  }) => Promise<'saved' | 'stale'>;
  readonly listChangesSince: (version: number) => Promise<readonly EntityChange[]>;
  readonly findLogo: (hash: string) => Promise<Logo | null>;
};

/** Draws an uploaded picture anew as a small PNG; null when it is no PNG, JPEG or WebP that can be decoded. */
export type RedrawLogo = (bytes: Uint8Array) => Promise<Logo | null>;
