import { lazy, Suspense, useEffect, useState } from 'react';
import { overlay } from './open-search.ts';

const SearchDialog = lazy(() =>
  import('./search-dialog.tsx').then(({ SearchDialog: part }) => ({ default: part })),
);
const HelpDialog = lazy(() =>
  import('./help-dialog.tsx').then(({ HelpDialog: part }) => ({ default: part })),
);

/** The search and the help, each fetched when somebody first asks for it. */
export function Overlays() {
  const shown = overlay.use();
  const [wasAsked, setWasAsked] = useState({ search: false, help: false });
  useEffect(() => {
    if (shown !== null) {
      setWasAsked((before) => ({ ...before, [shown]: true }));
    }
  }, [shown]);
  const close = () => overlay.set(null);
  return (
    <Suspense fallback={null}>
      {wasAsked.search && <SearchDialog isOpen={shown === 'search'} onClose={close} />}
      {wasAsked.help && <HelpDialog isOpen={shown === 'help'} onClose={close} />}
    </Suspense>
  );
}
