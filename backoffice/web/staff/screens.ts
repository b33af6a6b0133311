import type { Screen } from '../screen.ts';

/** The team and its absences. */
export const staffScreens: readonly Screen[] = [
  {
    path: '/personal',
    title: 'console.staff.title',
    access: 'staff:read',
    load: () => import('./staff-screen.tsx'),
    nav: { section: 'system', order: 30, icon: 'people' },
  },
];
