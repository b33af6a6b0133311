import {
  Alert,
  Button,
  Group,
  Modal,
  NativeSelect,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
  Text,
  TextInput,
} from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import type { BarrioConflict, BarrioView } from '../../contracts/barrios.ts';
import { ApiFailure } from '../api.ts';
import { Failure } from '../frame/failure.tsx';
import { notify } from '../frame/notify.tsx';
import { t } from '../words.ts';
import { useSaveBarrio } from './use-barrios.ts';

type Props = {
  /** Null to add one. */
  readonly barrio: BarrioView | null;
  readonly items: readonly BarrioView[];
  readonly onClose: () => void;
  readonly onMerge: (barrio: BarrioView) => void;
};

type Details = Pick<BarrioView, 'name' | 'kind' | 'comuna' | 'comunaName' | 'aliases' | 'active'>;

const NEW: Details = { name: '', kind: 'barrio', comuna: '', comunaName: '', aliases: [], active: true };

/** One place: its names, where it is, and whether it is in use. */
export function BarrioDialog({ barrio, items, onClose, onMerge }: Props) {
  const [details, setDetails] = useState<Details>(barrio ?? NEW);
  const [version, setVersion] = useState(barrio?.version ?? 0);
  const saving = useSaveBarrio();
  const conflict = conflictOf(saving.error);
  const hasHomonyms = items.some(({ id, name }) => id !== barrio?.id && name === details.name.trim());
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    const { name, kind, comuna, comunaName, aliases, active } = details;
    const common = { name, kind, comuna, comunaName, aliases };
    saving.mutate(
      {
        id: barrio?.id ?? null,
        body: barrio ? { version, details: { ...common, active } } : common,
      },
      {
        onSuccess: (saved) => {
          notify(t('console.barrios.saved', { name: saved.name }));
          onClose();
        },
        onError: (error) => setVersion((known) => conflictOf(error)?.current.version ?? known),
      },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={barrio ? t('console.barrios.edit', { name: barrio.name }) : t('console.barrios.add')}
      closeButtonProps={{ 'aria-label': t('console.frame.close') }}
    >
      <form onSubmit={save}>
        <Stack gap="md">
          {conflict ? (
            <Alert role="alert" color="orange">
              {t('console.barrios.conflict', conflict.current)}
            </Alert>
          ) : (
            <Failure error={saving.error} />
          )}
          <Fields details={details} onChange={setDetails} isNew={barrio === null} />
          {hasHomonyms && <Text role="status">{t('console.barrios.homonyms')}</Text>}
          <Group justify="space-between" gap="sm">
            {barrio?.active === true && (
              <Button variant="default" onClick={() => onMerge(barrio)}>
                {t('console.barrios.merge')}
              </Button>
            )}
            <Button type="submit" loading={saving.isPending}>
              {t('console.barrios.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

type FieldsProps = {
  readonly details: Details;
  readonly onChange: (details: Details) => void;
  readonly isNew: boolean;
};

function Fields({ details, onChange, isNew }: FieldsProps) {
  const set = (part: Partial<Details>) => onChange({ ...details, ...part });
  return (
    <>
      <TextInput
        label={t('console.barrios.name')}
        required
        withAsterisk={false}
        maxLength={80}
        value={details.name}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
        data-autofocus
      />
      <WhereFields details={details} set={set} />
      <TagsInput
        label={t('console.barrios.aliases')}
        description={t('console.barrios.aliasesHint')}
        value={[...details.aliases]}
        onChange={(aliases) => set({ aliases })}
        maxTags={30}
        acceptValueOnBlur
      />
      {!isNew && (
        <Switch
          size="md"
          label={t('console.barrios.active')}
          description={t('console.barrios.activeHint')}
          checked={details.active}
          onChange={({ currentTarget }) => set({ active: currentTarget.checked })}
        />
      )}
    </>
  );
}

const KINDS = ['barrio', 'sector'] as const;

type WhereProps = { readonly details: Details; readonly set: (part: Partial<Details>) => void };

function WhereFields({ details, set }: WhereProps) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
      <NativeSelect
        label={t('console.barrios.kind')}
        value={details.kind}
        data={KINDS.map((value) => ({ value, label: t(`console.barrios.kind.${value}`) }))}
        onChange={({ currentTarget }) =>
          set({ kind: currentTarget.value === 'sector' ? 'sector' : 'barrio' })
        }
      />
      <TextInput
        label={t('console.barrios.comuna')}
        required
        withAsterisk={false}
        maxLength={20}
        value={details.comuna}
        onChange={({ currentTarget }) => set({ comuna: currentTarget.value })}
      />
      <TextInput
        label={t('console.barrios.comunaName')}
        maxLength={80}
        value={details.comunaName ?? ''}
        onChange={({ currentTarget }) => set({ comunaName: currentTarget.value })}
      />
    </SimpleGrid>
  );
}

function conflictOf(error: Error | null): BarrioConflict | null {
  return error instanceof ApiFailure && error.code === 'version-conflict'
    ? (error.body as BarrioConflict)
    : null;
}
