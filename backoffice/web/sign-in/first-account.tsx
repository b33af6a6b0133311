import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { DoorView } from '../../contracts/session.ts';
import { api } from '../api.ts';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';

/** How to create the first account; nothing once there is one. */
export function FirstAccount() {
  const { data } = useQuery({
    queryKey: ['door'],
    queryFn: ({ signal }) => api.get<DoorView>('/session/door', { signal }),
  });
  if (data?.hasStaff !== false) {
    return null;
  }
  return (
    <Alert color="blue" icon={<Icon name="info" />} title={t('console.signIn.noStaff')} mb="md">
      <Text>{t('console.signIn.noStaffHow')}</Text>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach that. */}
      <pre className="door-command" tabIndex={0}>
        <code>{t('console.signIn.noStaffCommand')}</code>
      </pre>
      <Text>{t('console.signIn.noStaffThen')}</Text>
    </Alert>
  );
}
