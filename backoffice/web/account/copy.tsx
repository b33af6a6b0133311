import { Button, CopyButton } from '@mantine/core';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';

/** A button that copies, and says that it has. */
export function Copy({ value, words }: { readonly value: string; readonly words: string }) {
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Button variant="default" leftSection={<Icon name={copied ? 'check' : 'copy'} />} onClick={copy}>
          <span role="status">{copied ? t('console.account.copied') : words}</span>
        </Button>
      )}
    </CopyButton>
  );
}
