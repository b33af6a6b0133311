import '@mantine/spotlight/styles.css';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import { useEffect, useState } from 'react';
import { Icon } from '../frame/icon.tsx';
import { useGo } from '../frame/link.tsx';
import { t } from '../words.ts';
import { type FoundGroup, useFound } from './use-found.ts';

const [store, spotlight] = createSpotlight();

type Props = { readonly isOpen: boolean; readonly onClose: () => void };

/** One field for everything: screens by their name, and whatever the server finds. What is typed stays here. */
export function SearchDialog({ isOpen, onClose }: Props) {
  const [text, setText] = useState('');
  const { groups, message } = useFound(text);
  useEffect(() => (isOpen ? spotlight.open() : spotlight.close()), [isOpen]);
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={text}
      onQueryChange={setText}
      onSpotlightClose={onClose}
      scrollable
      maxHeight="min(60vh, 32rem)"
      attributes={{ content: { 'aria-label': t('console.search.title') } }}
    >
      <Spotlight.Search
        placeholder={t('console.search.placeholder')}
        aria-label={t('console.search.title')}
        leftSection={<Icon name="search" />}
        maxLength={100}
      />
      <p className="aside" role="status">
        {message}
      </p>
      <Spotlight.ActionsList>
        {groups.length === 0 && <Spotlight.Empty>{message}</Spotlight.Empty>}
        {groups.map((group) => (
          <Group key={group.label} group={group} />
        ))}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function Group({ group: { label, items } }: { readonly group: FoundGroup }) {
  const go = useGo();
  return (
    <Spotlight.ActionsGroup label={label}>
      {items.map(({ title, detail, path, icon }) => (
        <Spotlight.Action
          key={path + title}
          label={title}
          description={detail}
          leftSection={<Icon name={icon} />}
          onClick={() => goTo(path, go)}
        />
      ))}
    </Spotlight.ActionsGroup>
  );
}

/** A found path may carry a filter of the list that it leads to. */
function goTo(path: string, go: ReturnType<typeof useGo>): void {
  const [to = '/', query = ''] = path.split('?');
  go(to, Object.fromEntries(new URLSearchParams(query)));
}
