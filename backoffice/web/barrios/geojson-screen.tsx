import './barrios.css';
import { Button, FileButton, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import type { GeoJsonResult } from '../../contracts/barrios.ts';
import { Failure } from '../frame/failure.tsx';
import { Icon } from '../frame/icon.tsx';
import { notify } from '../frame/notify.tsx';
import { Page } from '../frame/page.tsx';
import { t } from '../words.ts';
import { FileErrors } from './file-errors.tsx';
import { FilePreview } from './file-preview.tsx';
import { ShapeMap } from './shape-map.tsx';
import { useBarrioMap, useGeoJson } from './use-barrios.ts';

const MAX_BYTES = 5 * 1024 * 1024;

/** A file that was chosen, the comuna of what names none, and what the server says of both. */
type Chosen = { readonly text: string; readonly comuna?: string; readonly result: GeoJsonResult };

/** Loads the shapes of barrios and sectors: mistakes by line, what would happen on a map, and only then storing it. */
export function Screen() {
  const map = useBarrioMap();
  const sending = useGeoJson();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [isTooLarge, setTooLarge] = useState(false);
  const look = (asked: Omit<Chosen, 'result'>) =>
    sending.mutate(asked, { onSuccess: (result) => setChosen({ ...asked, result }) });
  const open = async (file: File | null) => {
    if (!file) {
      return;
    }
    setTooLarge(file.size > MAX_BYTES);
    setChosen(null);
    if (file.size <= MAX_BYTES) {
      look({ text: await file.text() });
    }
  };
  const store = ({ text, comuna }: Omit<Chosen, 'result'>, confirm: string) => {
    sending.mutate(
      { text, confirm, ...(comuna !== undefined && { comuna }) },
      {
        onSuccess: (result) => {
          if (result.kind === 'applied') {
            notify(t('console.geojson.applied', result));
            setChosen(null);
            void map.refetch();
          }
        },
      },
    );
  };
  const result = chosen?.result ?? null;
  return (
    <Page title={t('console.geojson.title')} description={t('console.geojson.description')}>
      <Stack gap="md">
        <ChooseFile isPending={sending.isPending} onFile={(file) => void open(file)} />
        {isTooLarge && (
          <Text role="alert" c="var(--mantine-color-error)">
            {t('console.geojson.tooLarge')}
          </Text>
        )}
        <Failure error={sending.error ?? map.error} />
        {result?.kind === 'invalid' && <FileErrors errors={result.errors} total={result.total} />}
        {chosen && result?.kind === 'preview' && (
          <FilePreview
            features={result.features}
            givesMap={result.givesMap}
            isPending={sending.isPending}
            onComuna={(comuna) => look({ text: chosen.text, comuna })}
            onConfirm={() => store(chosen, result.digest)}
            onCancel={() => setChosen(null)}
          />
        )}
        {map.data && (
          <>
            <Text role="status">{storedWords(map.data.drawn.length)}</Text>
            <ShapeMap view={map.data} features={result?.kind === 'preview' ? result.features : null} />
          </>
        )}
      </Stack>
    </Page>
  );
}

function storedWords(count: number): string {
  return count === 0 ? t('console.geojson.storedNone') : t('console.geojson.stored', { count });
}

type ChooseProps = { readonly isPending: boolean; readonly onFile: (file: File | null) => void };

function ChooseFile({ isPending, onFile }: ChooseProps) {
  return (
    <Group gap="md">
      <FileButton
        accept=".geojson,.json,application/geo+json,application/json"
        inputProps={{ 'aria-label': t('console.geojson.file') }}
        onChange={onFile}
      >
        {(props) => (
          <Button {...props} leftSection={<Icon name="upload" />} loading={isPending}>
            {t('console.geojson.choose')}
          </Button>
        )}
      </FileButton>
      <Text c="dimmed" maw="44rem">
        {t('console.geojson.fileHint')}
      </Text>
      {isPending && <VisuallyHidden role="status">{t('console.geojson.reading')}</VisuallyHidden>}
    </Group>
  );
}
