import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { Missing } from './frame/missing.tsx';
import { NotAllowed } from './frame/not-allowed.ts';
import { NothingYet } from './frame/nothing-yet.tsx';
import { ScreenError } from './frame/screen-error.tsx';
import { ScreenLoading } from './frame/screen-loading.tsx';
import { Shell } from './frame/shell.tsx';
import { listDestinations } from './navigation.ts';
import { queryClient } from './query-client.ts';
import { ownPath } from './return-path.ts';
import type { Screen, ScreenAccess } from './screen.ts';
import { screens } from './screens.ts';
import { sessionQuery } from './session-query.ts';

const root = createRootRoute({ component: Outlet });

const forStaff = createRoute({
  getParentRoute: () => root,
  id: 'staff',
  component: Shell,
  beforeLoad: async ({ location }) => {
    const session = await queryClient.fetchQuery(sessionQuery);
    if (session === null || session.missing.length > 0) {
      throw redirect({ to: '/entrar', search: { volver: ownPath(location.href) } });
    }
  },
});

/** What one may not do is not shown, not even under its address; the server says no in any case. */
async function assertMay(access: ScreenAccess): Promise<void> {
  const session = await queryClient.fetchQuery(sessionQuery);
  if (access !== 'signed-in' && !session?.permissions.includes(access)) {
    throw new NotAllowed();
  }
}

const home = createRoute({
  getParentRoute: () => forStaff,
  path: '/',
  component: NothingYet,
  beforeLoad: async () => {
    const session = await queryClient.fetchQuery(sessionQuery);
    const first = listDestinations(session?.permissions ?? [])[0];
    if (first) {
      throw redirect({ to: first.path, replace: true });
    }
  },
});

/** Any other address, inside the frame, so that one sees where one is. */
const elsewhere = createRoute({ getParentRoute: () => forStaff, path: '$', component: Missing });

function toRoute(screen: Screen, isPublic: boolean) {
  const { path, access, load } = screen;
  return createRoute({
    getParentRoute: () => (isPublic ? root : forStaff),
    path,
    component: lazyRouteComponent(load, 'Screen'),
    ...(!isPublic && { beforeLoad: () => assertMay(access) }),
  });
}

const ofStrangers = screens.filter(({ access }) => access === 'public');
const ofStaff = screens.filter(({ access }) => access !== 'public');

/** The addresses of the console, each with its screen. */
export const router = createRouter({
  basepath: '/consola',
  routeTree: root.addChildren([
    ...ofStrangers.map((screen) => toRoute(screen, true)),
    forStaff.addChildren([home, elsewhere, ...ofStaff.map((screen) => toRoute(screen, false))]),
  ]),
  defaultErrorComponent: ScreenError,
  defaultPendingComponent: ScreenLoading,
  defaultPreload: 'intent',
  scrollRestoration: true,
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch: toSearch,
});

function toSearch(search: Record<string, unknown>): string {
  const given = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}
