import type { Screen } from '../screen.ts';

/** The live inbox and one conversation of it. */
export const handoffScreens: readonly Screen[] = [
  {
    path: '/conversaciones',
    title: 'console.handoff.title',
    access: 'conversations:read',
    load: () => import('./inbox-screen.tsx'),
    nav: { section: 'work', order: 15, icon: 'channels', shortcut: 'v' },
  },
  {
    path: '/conversaciones/$id',
    title: 'console.handoff.one',
    access: 'conversations:read',
    load: () => import('./conversation-screen.tsx'),
  },
];
