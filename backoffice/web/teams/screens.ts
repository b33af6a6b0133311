import type { Screen } from '../screen.ts';

/** How it goes for the teams, and who is in them. */
export const teamsScreens: readonly Screen[] = [
  {
    path: '/equipo',
    title: 'console.figures.title',
    access: 'conversations:read',
    load: () => import('./figures-screen.tsx'),
    nav: { section: 'work', order: 16, icon: 'chart', shortcut: 'q' },
  },
  {
    path: '/ajustes/equipos',
    title: 'console.teams.title',
    access: 'settings:read',
    load: () => import('./teams-screen.tsx'),
    nav: { section: 'system', order: 33, icon: 'people' },
  },
];
