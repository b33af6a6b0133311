import { t } from '../words.ts';
import { Empty } from './empty.tsx';
import { Page } from './page.tsx';

/** Where a colleague lands whose role opens no section. */
export function NothingYet() {
  return (
    <Page title={t('console.title')}>
      <Empty icon="lock" title={t('console.frame.noSections')} whatToDo={t('console.frame.forbiddenHow')} />
    </Page>
  );
}
