import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

type Props = {
  readonly title: string;
  /** What the reader can do about it. */
  readonly whatToDo: ReactNode;
  readonly action?: ReactNode;
  readonly icon?: IconName;
};

/** What stands where there is nothing to show: why, and what to do. */
export function Empty({ title, whatToDo, action, icon = 'inbox' }: Props) {
  return (
    <Paper withBorder p="xl" radius="md">
      <Stack align="center" gap="xs" ta="center">
        <Text c="dimmed" component="span">
          <Icon name={icon} size={36} />
        </Text>
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text maw="32rem" component="div">
          {whatToDo}
        </Text>
        {action}
      </Stack>
    </Paper>
  );
}
