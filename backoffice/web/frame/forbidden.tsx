import { t } from '../words.ts';
import { Empty } from './empty.tsx';
import { ButtonLink } from './link.tsx';
import { Page } from './page.tsx';

/** What one sees of a screen that one's role does not include. */
export function Forbidden() {
  return (
    <Page title={t('console.frame.forbidden')}>
      <Empty
        icon="lock"
        title={t('console.frame.forbiddenTitle')}
        whatToDo={t('console.frame.forbiddenHow')}
        action={<ButtonLink to="/">{t('console.frame.home')}</ButtonLink>}
      />
    </Page>
  );
}
