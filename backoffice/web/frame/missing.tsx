import { t } from '../words.ts';
import { Empty } from './empty.tsx';
import { ButtonLink } from './link.tsx';
import { Page } from './page.tsx';

/** What one sees under an address that leads nowhere. */
export function Missing() {
  return (
    <Page title={t('console.frame.missing')}>
      <Empty
        icon="search"
        title={t('console.errors.page-not-found')}
        whatToDo={t('console.frame.missingHow')}
        action={<ButtonLink to="/">{t('console.frame.home')}</ButtonLink>}
      />
    </Page>
  );
}
