import './barrios.css';
import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core';
import { useDeferredValue, useState } from 'react';
import type { BarrioView } from '../../contracts/barrios.ts';
import { Empty } from '../frame/empty.tsx';
import { Failure } from '../frame/failure.tsx';
import { useFilters } from '../frame/filters.ts';
import { Icon } from '../frame/icon.tsx';
import { ButtonLink } from '../frame/link.tsx';
import { Page } from '../frame/page.tsx';
import { useMay } from '../session.tsx';
import { t } from '../words.ts';
import { BarrioDialog } from './barrio-dialog.tsx';
import { BarrioTable } from './barrio-table.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { useBarrios } from './use-barrios.ts';

const SHOWN = ['activos', 'inactivos', 'todos'] as const;

/** What is open over the list. */
type Open =
  | { readonly kind: 'edit'; readonly barrio: BarrioView | null }
  | { readonly kind: 'merge'; readonly barrio: BarrioView };

/** The barrios and sectors by which the assistant knows where something happens. */
export function Screen() {
  const { data, error, refetch } = useBarrios();
  const mayChange = useMay('settings:manage');
  const [open, setOpen] = useState<Open | null>(null);
  const items = data?.items ?? [];
  const add = (
    <Button leftSection={<Icon name="add" />} onClick={() => setOpen({ kind: 'edit', barrio: null })}>
      {t('console.barrios.add')}
    </Button>
  );
  return (
    <Page
      title={t('console.barrios.title')}
      description={t('console.barrios.description')}
      actions={
        mayChange && (
          <>
            <ButtonLink to="/ajustes/mapa" variant="default" leftSection={<Icon name="map" />}>
              {t('console.barrios.toMap')}
            </ButtonLink>
            {add}
          </>
        )
      }
    >
      <Failure error={error} onRetry={() => void refetch()} />
      {data && <Found items={items} mayChange={mayChange} onOpen={setOpen} />}
      {open?.kind === 'edit' && (
        <BarrioDialog
          key={open.barrio?.id ?? 'new'}
          barrio={open.barrio}
          items={items}
          onClose={() => setOpen(null)}
          onMerge={(barrio) => setOpen({ kind: 'merge', barrio })}
        />
      )}
      {open?.kind === 'merge' && (
        <MergeDialog barrio={open.barrio} items={items} onClose={() => setOpen(null)} />
      )}
    </Page>
  );
}

type FoundProps = {
  readonly items: readonly BarrioView[];
  readonly mayChange: boolean;
  readonly onOpen: (open: Open) => void;
};

function Found({ items, mayChange, onOpen }: FoundProps) {
  const [{ mostrar }, choose] = useFilters({ mostrar: SHOWN });
  const [words, setWords] = useState('');
  const wanted = useDeferredValue(keyOf(words));
  const found = items.filter(
    (item) =>
      (mostrar === 'todos' || item.active === (mostrar === 'activos')) &&
      [item.name, ...item.aliases].some((name) => keyOf(name).includes(wanted)),
  );
  return (
    <>
      <Group component="search" align="end" gap="sm" mb="md">
        <TextInput
          label={t('console.barrios.search')}
          type="search"
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
        />
        <NativeSelect
          label={t('console.barrios.show')}
          value={mostrar}
          data={SHOWN.map((value) => ({ value, label: t(`console.barrios.show.${value}`) }))}
          onChange={({ currentTarget }) =>
            choose({ mostrar: SHOWN.find((value) => value === currentTarget.value) ?? 'activos' })
          }
        />
        <Text role="status" c="dimmed">
          {t('console.barrios.count', { count: found.length, total: items.length })}
        </Text>
      </Group>
      {found.length === 0 ? (
        <Empty icon="pin" title={t('console.barrios.emptyTitle')} whatToDo={t('console.barrios.emptyHow')} />
      ) : (
        <BarrioTable
          items={found}
          {...(mayChange && { onEdit: (barrio: BarrioView) => onOpen({ kind: 'edit', barrio }) })}
        />
      )}
    </>
  );
}

function keyOf(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}
