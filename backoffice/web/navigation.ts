import type { IconName } from './frame/icon.tsx';
import type { Screen } from './screen.ts';
import { screens } from './screens.ts';
import type { PlainWordKey } from './words.ts';

type Section = NonNullable<Screen['nav']>['section'];

type Entry = {
  readonly path: string;
  readonly title: PlainWordKey;
  readonly icon: IconName;
  readonly order: number;
  /** The second key of the shortcut that leads there. */
  readonly shortcut: string | null;
};

const SECTIONS: readonly Section[] = ['work', 'people', 'system'];

/** The screens that stand in the navigation of whoever has these permissions, in order, without empty sections. */
export function listNavigation(
  permissions: readonly string[],
): readonly { readonly section: Section; readonly entries: readonly Entry[] }[] {
  return SECTIONS.map((section) => ({ section, entries: entriesOf(section, permissions) })).filter(
    ({ entries }) => entries.length > 0,
  );
}

/** The same screens without their sections. */
export function listDestinations(permissions: readonly string[]): readonly Entry[] {
  return listNavigation(permissions).flatMap(({ entries }) => entries);
}

function entriesOf(section: Section, permissions: readonly string[]): readonly Entry[] {
  return screens
    .flatMap(({ path, title, access, nav }) =>
      nav?.section === section && mayOpen(access, permissions)
        ? [{ path, title, icon: nav.icon, order: nav.order, shortcut: nav.shortcut ?? null }]
        : [],
    )
    .toSorted((a, b) => a.order - b.order);
}

function mayOpen(access: Screen['access'], permissions: readonly string[]): boolean {
  return access === 'signed-in' || permissions.includes(access);
}
