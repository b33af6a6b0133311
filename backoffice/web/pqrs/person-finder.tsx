import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import type { SearchItem, SearchResult } from '../../contracts/search.ts';
import { api } from '../api.ts';
import { Failure } from '../frame/failure.tsx';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';
import type { IntakeDraft } from './intake-draft.ts';
import type { PartProps } from './intake-matter.tsx';

const PERSON_PATH = /^\/personas\/([0-9a-f-]{36})$/;
const MIN_LENGTH = 2;
/** Whoever gave no name is called by a telephone of which this much is not told. */
const HIDDEN_DIGIT = '•';

/** Looks for somebody who has come before, by name or telephone, and takes one. */
export function PersonFinder({ draft, change, problems }: PartProps) {
  const [text, setText] = useState('');
  const search = useMutation({
    mutationFn: (asked: string) => api.post<SearchResult>('/search', { text: asked }),
  });
  const look = () => text.trim().length >= MIN_LENGTH && search.mutate(text.trim());
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      look();
    }
  };
  const people = search.data?.groups.find(({ kind }) => kind === 'person')?.items ?? [];
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="sm">
        <TextInput
          id="intake-contactId"
          className="intake-search"
          label={t('console.intake.find')}
          description={t('console.intake.findHint')}
          value={text}
          error={problems.contactId}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button
          variant="default"
          leftSection={<Icon name="search" />}
          loading={search.isPending}
          onClick={look}
        >
          {t('console.intake.findDo')}
        </Button>
      </Group>
      <Failure error={search.error} />
      <Text role="status">{statusWords(draft.contactWords, search.data ? people.length : null)}</Text>
      {people.length > 0 && (
        <ul className="annexes" aria-label={t('console.intake.found')}>
          {people.map((person) => (
            <li key={person.path}>
              <Button
                variant="default"
                h="auto"
                mih={44}
                onClick={() => change((draft) => toChosen(person, draft))}
              >
                {[person.title, person.detail].filter((part) => part !== '').join(' · ')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}

function statusWords(chosen: string, count: number | null): string {
  if (chosen !== '') {
    return t('console.intake.chosen', { person: chosen });
  }
  return count === 0 ? t('console.intake.findNothing') : '';
}

/** A name that was given before is the name, unless another one was typed. */
function toChosen({ path, title }: SearchItem, { name }: IntakeDraft) {
  const isName = !title.includes(HIDDEN_DIGIT);
  return {
    contactId: PERSON_PATH.exec(path)?.[1] ?? '',
    contactWords: title,
    ...(isName && name.trim() === '' && { name: title }),
  };
}
