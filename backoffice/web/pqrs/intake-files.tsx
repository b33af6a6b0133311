import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { IntakeFileView } from '../../contracts/pqrs-intake.ts';
import { api } from '../api.ts';
import { Card } from '../frame/card.tsx';
import { Failure } from '../frame/failure.tsx';
import { Icon } from '../frame/icon.tsx';
import { t } from '../words.ts';
import type { PartProps } from './intake-matter.tsx';

const MAX_FILES = 10;
const ACCEPT = 'image/jpeg,image/png,image/webp,application/pdf,audio/*,video/mp4';

/** Scans, photos and recordings. Each is kept as soon as it is chosen; what is wrong with one is told of that one. */
export function IntakeFiles({ draft, change }: Omit<PartProps, 'problems'>) {
  const { id, files } = draft;
  const keep = useMutation({
    mutationFn: async (chosen: readonly File[]) => {
      for (const file of chosen.slice(0, MAX_FILES - files.length)) {
        const form = new FormData();
        form.append('file', file);
        const kept = await api.post<IntakeFileView>(`/pqrs/intakes/${id}/files`, form);
        change((now) => ({ files: [...now.files, kept] }));
      }
    },
  });
  return (
    <Card title={t('console.intake.files')}>
      <Stack gap="sm">
        <Text>{t('console.intake.filesHint', { max: MAX_FILES })}</Text>
        <Failure error={keep.error} title={t('console.intake.fileRefused')} />
        <Text role="status">
          {files.length > 0 ? t('console.intake.filesKept', { count: files.length }) : ''}
        </Text>
        {files.length > 0 && (
          <ul className="annexes" aria-label={t('console.intake.files')}>
            {files.map(({ fileId, name }) => (
              <li key={fileId}>
                <Group gap="sm">
                  <Text className="words">{name}</Text>
                  <Button
                    variant="default"
                    leftSection={<Icon name="trash" />}
                    onClick={() => change({ files: files.filter((file) => file.fileId !== fileId) })}
                    aria-label={t('console.intake.fileRemove', { name })}
                  >
                    {t('console.intake.remove')}
                  </Button>
                </Group>
              </li>
            ))}
          </ul>
        )}
        {files.length < MAX_FILES && (
          <FileButton
            multiple
            accept={ACCEPT}
            inputProps={{ 'aria-label': t('console.intake.fileChoose') }}
            onChange={(chosen) => keep.mutate(chosen)}
          >
            {(props) => (
              <Button
                {...props}
                variant="default"
                leftSection={<Icon name="upload" />}
                loading={keep.isPending}
              >
                {t('console.intake.fileChoose')}
              </Button>
            )}
          </FileButton>
        )}
      </Stack>
    </Card>
  );
}
