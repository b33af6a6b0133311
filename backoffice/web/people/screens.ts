import type { Screen } from '../screen.ts';

/** Who has written to the utility, and one of them with their history. */
export const peopleScreens: readonly Screen[] = [
  {
    path: '/personas',
    title: 'console.people.title',
    access: 'people:read',
    load: () => import('./people-screen.tsx'),
    nav: { section: 'work', order: 20, icon: 'people', shortcut: 'e' },
  },
  {
    path: '/personas/$id',
    title: 'console.people.one',
    access: 'people:read',
    load: () => import('./person-screen.tsx'),
  },
];
