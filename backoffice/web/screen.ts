import type { ComponentType } from 'react';
import type { Permission } from '../contracts/permission.ts';
import type { IconName } from './frame/icon.tsx';
import type { PlainWordKey } from './words.ts';

/** What a screen asks of whoever opens it. */
export type ScreenAccess = Permission | 'signed-in' | 'public';

/** One screen of the console. It is loaded when somebody opens it, not before. */
export type Screen = {
  /** Below `/consola`, with `$name` for what varies: `/pqrs/$radicado`. */
  readonly path: string;
  readonly title: PlainWordKey;
  readonly access: ScreenAccess;
  readonly load: () => Promise<{ readonly Screen: ComponentType }>;
  /** Where it stands in the navigation; absent for what is reached from elsewhere. */
  readonly nav?: {
    readonly section: 'work' | 'people' | 'system';
    readonly order: number;
    readonly icon: IconName;
    /** One letter that nobody else has: `g` and then this one lead here. */
    readonly shortcut?: string;
  };
};
