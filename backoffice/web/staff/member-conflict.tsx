import { Alert, Button, Stack, Text } from '@mantine/core';
import type { StaffConflict } from '../../contracts/staff.ts';
import { DateTime } from '../frame/date-time.tsx';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';

type Props = { readonly conflict: StaffConflict; readonly onDiscard: () => void };

/** Somebody saved first: who, how it stands now, and what happens with what was typed here. */
export function MemberConflict({ conflict: { current, lastChange }, onDiscard }: Props) {
  const who = lastChange?.by ?? t('console.staff.conflict.somebody');
  return (
    <Alert
      role="alert"
      color="orange"
      icon={<Icon name="people" />}
      title={t('console.staff.conflict.title')}
    >
      <Stack gap="xs">
        {lastChange && (
          <Text>
            {t('console.staff.conflict.who', { who })} (<DateTime value={lastChange.at} />
            ).
          </Text>
        )}
        <Text>
          {t('console.staff.conflict.now', {
            name: current.name,
            role: t(`console.role.${current.role}`),
          })}
        </Text>
        <Text>{t('console.staff.conflict.kept')}</Text>
        <Button variant="default" onClick={onDiscard} styles={WRAPPING}>
          {t('console.staff.conflict.theirs')}
        </Button>
      </Stack>
    </Alert>
  );
}

/** Its words take two lines on a phone. */
const WRAPPING = {
  root: { height: 'auto', minHeight: '2.75rem', paddingBlock: '0.5rem' },
  label: { whiteSpace: 'normal' },
} as const;
