import { Text } from '@mantine/core';
import { t } from '../words.ts';

/** That something is there which this reader may not see, and by which law. */
export function Reserved() {
  return (
    <>
      <Text fw={600}>{t('console.reserved')}</Text>
      <Text c="dimmed">{t('console.reserved.why')}</Text>
    </>
  );
}
