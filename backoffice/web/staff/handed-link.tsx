import { Button, CopyButton, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import type { HandedLinkView } from '../../contracts/staff.ts';
import { DateTime } from '../frame/date-time.tsx';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';

const WORDS = {
  invitation: { title: 'console.staff.linkTitle', how: 'console.staff.linkHow' },
  password: { title: 'console.staff.passwordLink', how: 'console.staff.passwordLinkHow' },
} as const;

/** A link that was made for somebody, and what it is for. */
export type MadeLink = {
  readonly purpose: keyof typeof WORDS;
  readonly name: string;
  readonly handed: HandedLinkView;
};

type Props = { readonly made: MadeLink | null; readonly onClose: () => void };

/** The only time at which the link is shown. A click beside it does not close it. */
export function HandedLink({ made, onClose }: Props) {
  const words = WORDS[made?.purpose ?? 'invitation'];
  return (
    <Modal
      opened={made !== null}
      onClose={onClose}
      title={t(words.title)}
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('console.frame.close') }}
    >
      {made && (
        <Stack gap="md">
          <Text>
            {t(words.how, { name: made.name })} <DateTime value={made.handed.expiresAt} />
          </Text>
          <TextInput
            label={t('console.staff.link')}
            value={made.handed.link}
            readOnly
            data-autofocus
            onFocus={(event) => event.currentTarget.select()}
          />
          <Group justify="flex-end" gap="sm">
            <CopyButton value={made.handed.link}>
              {({ copied, copy }) => (
                <Button
                  variant="default"
                  leftSection={<Icon name={copied ? 'check' : 'copy'} />}
                  onClick={copy}
                >
                  <span role="status">{t(copied ? 'console.staff.copied' : 'console.staff.copyLink')}</span>
                </Button>
              )}
            </CopyButton>
            <Button onClick={onClose}>{t('console.staff.linkDone')}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
