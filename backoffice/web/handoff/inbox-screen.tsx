import './handoff.css';
import { Empty } from '../frame/empty.tsx';
import { Page } from '../frame/page.tsx';
import { t } from '../words.ts';
import { InboxList } from './inbox-list.tsx';
import { InboxPane } from './inbox-pane.tsx';

/** Every conversation, and beside the list a place for the one that is chosen. */
export function Screen() {
  return (
    <div className="inbox">
      <InboxPane>
        <Page title={t('console.handoff.title')}>
          <InboxList open={null} />
        </Page>
      </InboxPane>
      <div className="inbox-beside">
        <Empty
          icon="channels"
          title={t('console.handoff.choose')}
          whatToDo={t('console.handoff.chooseHow')}
        />
      </div>
    </div>
  );
}
