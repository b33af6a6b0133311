import './account.css';
import { Button, Group, Stack, Text } from '@mantine/core';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';
import { Copy } from './copy.tsx';

type Props = { readonly codes: readonly string[]; readonly onSaved: () => void };

/** The only time at which they are shown: to copy, to print, and to say that they are kept. */
export function RecoveryCodes({ codes, onSaved }: Props) {
  return (
    <Stack gap="md" className="recovery">
      <Text>{t('console.account.recoveryHow')}</Text>
      <ul className="recovery-codes" aria-label={t('console.account.recoveryCodes')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group gap="sm" className="recovery-actions">
        <Copy value={codes.join('\n')} words={t('console.account.recoveryCopy')} />
        <Button variant="default" leftSection={<Icon name="file" />} onClick={() => print()}>
          {t('console.account.recoveryPrint')}
        </Button>
        <Button onClick={onSaved}>{t('console.account.recoverySaved')}</Button>
      </Group>
    </Stack>
  );
}
