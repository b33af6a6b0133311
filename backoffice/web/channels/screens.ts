import type { Screen } from '../screen.ts';

/** Where the channels stand, and what may be asked of them. */
export const channelsScreens: readonly Screen[] = [
  {
    path: '/canales',
    title: 'console.channels.title',
    access: 'channels:read',
    load: () => import('./channels-screen.tsx'),
    nav: { section: 'system', order: 10, icon: 'channels', shortcut: 'c' },
  },
];
