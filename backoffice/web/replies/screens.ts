import type { Screen } from '../screen.ts';

/** The saved replies and one of them. */
export const repliesScreens: readonly Screen[] = [
  {
    path: '/respuestas',
    title: 'console.replies.title',
    access: 'conversations:read',
    load: () => import('./replies-screen.tsx'),
    nav: { section: 'work', order: 17, icon: 'copy', shortcut: 'r' },
  },
  {
    path: '/respuestas/$id',
    title: 'console.replies.one',
    access: 'conversations:read',
    load: () => import('./reply-screen.tsx'),
  },
];
