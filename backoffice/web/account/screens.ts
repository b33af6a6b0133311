import type { Screen } from '../screen.ts';

/** One's own account. It is reached from the menu with one's name. */
export const accountScreens: readonly Screen[] = [
  {
    path: '/cuenta',
    title: 'console.account.title',
    access: 'signed-in',
    load: () => import('./account-screen.tsx'),
  },
];
