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
    // From a conversation whoever works on conversations files: the screen looks at which of the two it is.
    path: '/pqrs/nueva',
    title: 'console.intake.title',
    access: 'pqrs:read',
    load: () => import('./new-screen.tsx'),
  },
  {
    path: '/pqrs/$radicado/constancia',
    title: 'console.constancia.open',
    access: 'pqrs:read',
    load: () => import('./constancia-screen.tsx'),
  },
  {
    path: '/pqrs/$radicado',
    title: 'console.frame.onePqrs',
    access: 'pqrs:read',
    load: () => import('./detail-screen.tsx'),
  },
];
