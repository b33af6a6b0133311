import { Alert, Button, List, Stack, Text } from '@mantine/core';
import type { VersionConflict } from '../../contracts/settings.ts';
import { DateTime } from '../frame/date-time.tsx';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';
import type { SectionName } from './draft.ts';

type Props = {
  readonly conflict: VersionConflict;
  /** Sections that both changed. */
  readonly both: readonly SectionName[];
  /** Sections that the other one changed. */
  readonly theirs: readonly SectionName[];
  readonly onDiscard: () => void;
};

/** Somebody saved first: who, what, and what happens with what was typed here. */
export function Conflict({ conflict, both, theirs, onDiscard }: Props) {
  return (
    <Alert
      role="alert"
      color="orange"
      icon={<Icon name="people" />}
      title={t('console.settings.conflict.title')}
      mb="md"
    >
      <Stack gap="xs">
        <List>
          {conflict.changes.map(({ at, by }) => (
            <List.Item key={at}>
              {t('console.settings.conflict.line', {
                who: by ?? t('console.settings.conflict.somebody'),
                what: sectionNames(theirs),
              })}{' '}
              (<DateTime value={at} />)
            </List.Item>
          ))}
        </List>
        {both.length > 0 && <Text>{t('console.settings.conflict.both', { what: sectionNames(both) })}</Text>}
        <Text>{t('console.settings.conflict.kept')}</Text>
        <Button variant="default" onClick={onDiscard}>
          {t('console.settings.conflict.theirs')}
        </Button>
      </Stack>
    </Alert>
  );
}

/** The names of sections as the tabs say them. */
export function sectionNames(sections: readonly SectionName[]): string {
  return sections.map((section) => t(`console.settings.section.${section}`)).join(', ');
}
