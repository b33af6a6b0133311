import type { Screen } from '../screen.ts';

/** What the utility is, where it is, and what it is called by whoever lives there. */
export const settingsScreens: readonly Screen[] = [
  {
    path: '/ajustes',
    title: 'console.settings.title',
    access: 'settings:read',
    load: () => import('./settings-home.tsx'),
  },
  {
    path: '/ajustes/entidad',
    title: 'console.settings.title',
    access: 'settings:read',
    load: () => import('./settings-screen.tsx'),
    nav: { section: 'system', order: 30, icon: 'settings' },
  },
  {
    path: '/ajustes/barrios',
    title: 'console.barrios.title',
    access: 'settings:read',
    load: () => import('../barrios/barrios-screen.tsx'),
    nav: { section: 'system', order: 31, icon: 'pin' },
  },
  {
    path: '/ajustes/mapa',
    title: 'console.geojson.title',
    access: 'settings:manage',
    load: () => import('../barrios/geojson-screen.tsx'),
    nav: { section: 'system', order: 32, icon: 'map' },
  },
];
