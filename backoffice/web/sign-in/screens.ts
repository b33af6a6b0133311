import type { Screen } from '../screen.ts';

/** The ways into the console. */
export const signInScreens: readonly Screen[] = [
  {
    path: '/entrar',
    title: 'console.signIn.title',
    access: 'public',
    load: () => import('./sign-in-screen.tsx'),
  },
  {
    path: '/invitacion',
    title: 'console.invitation.title',
    access: 'public',
    load: () => import('./invitation-screen.tsx'),
  },
  {
    path: '/contrasena',
    title: 'console.password-link.title',
    access: 'public',
    load: () => import('./password-link-screen.tsx'),
  },
];
