import type { Screen } from '../screen.ts';

/** Who changed what. */
export const auditScreens: readonly Screen[] = [
  {
    path: '/auditoria',
    title: 'console.audit.title',
    access: 'audit:read',
    load: () => import('./audit-screen.tsx'),
    nav: { section: 'system', order: 40, icon: 'audit' },
  },
];
