import type { Screen } from '../screen.ts';

/** The list of PQRS and one of them. */
export const pqrsScreens: readonly Screen[] = [
  {
    path: '/pqrs',
    title: 'console.list.title',
    access: 'pqrs:read',
    load: () => import('./list-screen.tsx'),
    nav: { section: 'work', order: 10, icon: 'inbox', shortcut: 'p' },
  },
  {
    path: '/pqrs/$radicado',
    title: 'console.frame.onePqrs',
    access: 'pqrs:read',
    load: () => import('./detail-screen.tsx'),
  },
];
