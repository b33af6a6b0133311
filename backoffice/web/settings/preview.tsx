import { Button, List, Modal, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CitizenPreview, EntitySettings } from '../../contracts/settings.ts';
import { api } from '../api.ts';
import { Failure } from '../frame/failure.tsx';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';

type Props = {
  readonly settings: EntitySettings;
  readonly onError: (error: Error) => void;
};

/** What citizens would read of what stands in the form, said by the code that tells them. */
export function Preview({ settings, onError }: Props) {
  const [isOpen, setOpen] = useState(false);
  const asking = useMutation({
    mutationFn: () => api.post<CitizenPreview>('/settings/entity/preview', { settings }),
    onMutate: () => setOpen(true),
    onError,
  });
  return (
    <>
      <Button variant="default" leftSection={<Icon name="eye" />} onClick={() => asking.mutate()}>
        {t('console.settings.previewOpen')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('console.settings.preview')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('console.frame.close') }}
      >
        <Failure error={asking.error} />
        {asking.isPending && <Text role="status">{t('console.frame.loading')}</Text>}
        {asking.data && <Shown preview={asking.data} />}
      </Modal>
    </>
  );
}

function Shown({ preview }: { readonly preview: CitizenPreview }) {
  const { greeting, emergencyLines, offices, paymentPoints, invoice, interventions, help } = preview;
  return (
    <Stack gap="md">
      <Part title={t('console.settings.preview.greeting')} lines={[greeting]} />
      <Part title={t('console.settings.preview.emergencyLines')} lines={emergencyLines} />
      <Part title={t('console.settings.preview.offices')} lines={offices} />
      <Part title={t('console.settings.preview.paymentPoints')} lines={paymentPoints} />
      <Part title={t('console.settings.preview.others')} lines={[invoice, interventions]} />
      <Part title={t('console.settings.preview.help')} lines={help} />
    </Stack>
  );
}

function Part({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <section>
      <Title order={3} size="h6">
        {title}
      </Title>
      <List listStyleType="none">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are shown once and never move.
          <List.Item key={index}>{line}</List.Item>
        ))}
      </List>
    </section>
  );
}
