import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { SettingsView } from '../../contracts/settings.ts';
import { api } from '../api.ts';
import { Card } from '../frame/card.tsx';
import { Failure } from '../frame/failure.tsx';
import { Icon } from '../frame/icon.tsx';
import { notify } from '../frame/notify.tsx';
import { t } from '../words.ts';

type Props = {
  readonly view: SettingsView;
  readonly isReadOnly: boolean;
  readonly onSaved: (view: SettingsView) => void;
};

/** The logo above every screen. It is saved by itself, since a picture cannot be part of a draft. */
export function LogoCard({ view, isReadOnly, onSaved }: Props) {
  const { version, logo } = view;
  const saving = useMutation({
    mutationFn: async (file: File | null) =>
      api.put<SettingsView>('/settings/entity/logo', { version, image: file && (await toBase64(file)) }),
    onSuccess: (saved) => {
      onSaved(saved);
      notify(t('console.settings.logoSaved'));
    },
  });
  return (
    <Card title={t('console.settings.logo')}>
      <Stack gap="sm">
        {logo === null ? (
          <Text>{t('console.settings.logoNone')}</Text>
        ) : (
          <img
            className="logo-shown"
            src={logo.url}
            width={logo.width}
            height={logo.height}
            alt={t('console.settings.logoAlt')}
          />
        )}
        <Text c="dimmed">{t('console.settings.logoHint')}</Text>
        <Failure error={saving.error} />
        {!isReadOnly && (
          <Group gap="sm">
            <FileButton
              accept="image/png,image/jpeg,image/webp"
              inputProps={{ 'aria-label': t('console.settings.logoChoose') }}
              onChange={(file) => file && saving.mutate(file)}
            >
              {(props) => (
                <Button
                  {...props}
                  variant="default"
                  leftSection={<Icon name="upload" />}
                  loading={saving.isPending}
                >
                  {t('console.settings.logoChoose')}
                </Button>
              )}
            </FileButton>
            {logo !== null && (
              <Button
                variant="default"
                leftSection={<Icon name="trash" />}
                onClick={() => saving.mutate(null)}
              >
                {t('console.settings.logoRemove')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </Card>
  );
}

function toBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('The file cannot be read'));
    reader.readAsDataURL(file);
  });
}
