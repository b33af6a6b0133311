import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { t } from '../words.ts';
import { Failure } from './failure.tsx';
import { Forbidden } from './forbidden.tsx';
import { NotAllowed } from './not-allowed.ts';
import { Page } from './page.tsx';

/** What one sees instead of a screen that failed. The rest of the console goes on. */
export function ScreenError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  if (error instanceof NotAllowed) {
    return <Forbidden />;
  }
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Page title={t('console.error.title')}>
      <Failure error={error instanceof Error ? error : new Error(String(error))} onRetry={retry} />
    </Page>
  );
}
