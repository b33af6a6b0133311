import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './frame/frame.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useEntity } from './entity.ts';
import { styleNonce } from './nonce.ts';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';
import { createConsoleTheme, createVariables } from './theme.ts';
import { t } from './words.ts';

/** So long a notice stays; what failed stays until somebody closes it. */
const NOTICE_MS = 6_000;

/** The whole console: words, colours of the entity, answers of the server kept for a moment, and the screens. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Themed />
    </QueryClientProvider>
  );
}

function Themed() {
  const { primary } = useEntity().colors;
  const theme = useMemo(() => createConsoleTheme(primary), [primary]);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={createVariables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <section aria-label={t('console.frame.notifications')}>
        <Notifications position="bottom-right" autoClose={NOTICE_MS} limit={4} withinPortal={false} />
      </section>
      <RouterProvider router={router} />
    </MantineProvider>
  );
}
