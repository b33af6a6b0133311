import { Loader, Stack, Text } from '@mantine/core';
import { t } from '../words.ts';

/** While a screen is being fetched. */
export function ScreenLoading() {
  return (
    <Stack align="center" py="xl" gap="xs">
      <Loader aria-hidden="true" />
      <Text role="status">{t('console.frame.loading')}</Text>
    </Stack>
  );
}
