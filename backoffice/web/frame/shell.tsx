import { Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { listen } from '../live.ts';
import { hearOtherTabs } from '../other-tabs.ts';
import { leavePage, usePresence } from '../presence.ts';
import { renewSession } from '../query-client.ts';
import { Overlays } from '../search/overlays.tsx';
import { useOptionalSession } from '../session.tsx';
import { leaveForSignIn } from '../sign-out.ts';
import { t } from '../words.ts';
import { Header } from './header.tsx';
import { Navigation } from './navigation.tsx';
import { SessionEnded } from './session-ended.tsx';
import { useSearchKey, useShortcuts } from './shortcuts.ts';
import { TroublesBanner } from './troubles-banner.tsx';

/**
 * What stands around every screen for colleagues.
 *
 * Strangers are led to the sign-in and back here. When the session of somebody at work ends, the page stays.
 */
export function Shell() {
  const isNobody = useOptionalSession() === null;
  const isLeaving = usePresence() === 'leaving';
  useEffect(() => {
    if (isNobody) {
      leaveForSignIn();
    }
  }, [isNobody]);
  useEffect(followOtherTabs, []);
  return isNobody || isLeaving ? null : <SignedIn />;
}

/** Whoever signs out in one tab has left them all. */
function followOtherTabs(): () => void {
  return hearOtherTabs((news) => {
    if (news === 'left') {
      leavePage(leaveForSignIn);
    } else {
      renewSession().catch(() => undefined);
    }
  });
}

function SignedIn() {
  const hasEnded = usePresence() === 'ended';
  useEffect(() => (hasEnded ? undefined : listen()), [hasEnded]);
  useShortcuts();
  useSearchKey();
  return (
    <div className="shell">
      <a className="skip" href="#contenido">
        {t('console.skip')}
      </a>
      <Header />
      <div className="shell-body">
        <nav className="shell-nav" aria-label={t('console.nav')}>
          <Navigation />
        </nav>
        <main id="contenido" className="shell-main" tabIndex={-1}>
          <TroublesBanner />
          <Outlet />
        </main>
      </div>
      <Overlays />
      <SessionEnded />
    </div>
  );
}
