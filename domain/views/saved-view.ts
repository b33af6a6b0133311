import type { Notice } from '../notifications/notification.ts';
import type { AuditEntry } from '../people/audit.ts';

/** The lists that can be saved with a filter. */
export type ViewList = 'pqrs' | 'people';

/** The most views that one colleague keeps. */
export const MAX_VIEWS = 50;

/** A filter of a list under a name. Shared ones are everybody's to use and their owner's to change. */
export type SavedView = {
  readonly id: string;
  readonly ownerId: string;
  readonly ownerName: string;
  readonly list: ViewList;
  readonly name: string;
  /** As the address of the list would have it: no free text, nothing personal. */
  readonly filter: Readonly<Record<string, unknown>>;
  readonly shared: boolean;
};

export type ViewToSave = Omit<SavedView, 'ownerName'> & { readonly at: Date };

/** What goes into the same transaction as the change; a private view leaves no line and tells nobody. */
export type ViewEffects = { readonly audit: AuditEntry | null; readonly notice: Notice | null };

export type SavedViewRepository = {
  /** One's own and the shared ones, by list and name. */
  readonly list: (staffId: string) => Promise<readonly SavedView[]>;
  readonly find: (id: string) => Promise<SavedView | null>;
  readonly insert: (view: ViewToSave, effects: ViewEffects) => Promise<'saved' | 'name-taken' | 'too-many'>;
  readonly update: (view: ViewToSave, effects: ViewEffects) => Promise<'saved' | 'name-taken' | 'gone'>;
  readonly remove: (id: string, effects: ViewEffects) => Promise<void>;
};
